"""A coding as one coder sees it, what a step changes of that, and which suggestions still wait for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tlc.listen.codings import Done
from tlc.model import MODEL, Coder, Coding

Agreement = Literal["", "some", "all"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A coding as this coder sees it.

    Attributes
    ----------
    coding : Coding
    coder : Coder
        Who made it.
    waits : bool
        It is a suggestion that this coder can decide on.
    agreement : str
        Where several people's codings are talked through: whether ``all`` of them coded it, or ``some``.
    adrift : bool
        Its words are not where it says.
    also : tuple of (Coding, Coder)
        Where several machines, or several terms, suggest the same on words that they share: all of these suggestions.
    """

    coding: Coding
    coder: Coder
    waits: bool = False
    agreement: Agreement = ""
    adrift: bool = False
    also: tuple[tuple[Coding, Coder], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one step changed of what this coder sees.

    Attributes
    ----------
    done : Done
        What the journal says.
    put : tuple of Mark
    gone : tuple of str
        Ids of codings that are not to be seen any more.
    sessions : tuple of str
        Sessions of which the figures may have changed.
    codes : bool
        Codes were proposed, or taken back.
    read : mapping of str to str or None
        Turns that count as read now, and how each was drawn; None where one does so no longer.
    """

    done: Done
    put: tuple[Mark, ...] = ()
    gone: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    codes: bool = False
    read: Mapping[str, str | None] = field(default_factory=dict)


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str | None]:
    """Give what differs between two mappings, as it is now; None where it is there no longer.

    >>> changed({"FG01:0003": "rules"}, {"FG01:0004": ""})
    {'FG01:0003': None, 'FG01:0004': ''}
    """
    return {turn: now.get(turn) for turn in {**before, **now} if before.get(turn) != now.get(turn)}


def same(mark: Coding, other: Coding) -> bool:
    """Whether two codings of one turn say the same of words that they share."""
    return (
        mark.code == other.code
        and mark.span.turn == other.span.turn
        and mark.span.start < other.span.end
        and other.span.start < mark.span.end
    )


def is_decided(suggestion: Coding, own: Iterable[Coding]) -> bool:
    """Whether a coder decided on a suggestion, or marked the same by themselves.

    A rejection holds for the very same words and code too: rules that run again give their suggestions new ids. A model
    speaks of turns, so it is answered for a turn by what the coder said of the code anywhere in it.
    """
    return any(
        mark.decided == suggestion.id
        or (mark.status == "accepted" and same(mark, suggestion))
        or (mark.span == suggestion.span and mark.code == suggestion.code)
        or (suggestion.coder == MODEL.id and mark.code == suggestion.code)
        for mark in own
    )


def joined(machines: Iterable[tuple[Coding, Coder]]) -> list[Mark]:
    """Put what machines suggest on one turn in lines: one for each code and the words that its suggestions share.

    Where a model suggests what rules suggest too, the line has the model's words, for they are the sentence around
    those of the rules, and the id of the rules' first suggestion, which stays while the model changes its mind.
    """
    waiting = list(machines)
    lines = []
    for model, coder in [one for one in waiting if one[1].kind == "model"]:
        rules = [one for one in waiting if one[1].kind == "rules" and same(one[0], model)]
        if not rules:
            continue
        waiting = [one for one in waiting if one not in rules and one[0] is not model]
        also = (*rules, (model, coder))
        because = "; ".join(one.because for one, _ in also if one.because)
        first, who = rules[0]
        line = replace(first, span=model.span, quote=model.quote, like=model.like, because=because)
        lines.append(Mark(line, who, waits=True, also=also))
    return [Mark(*one, waits=True) for one in waiting] + lines


def talked_through(
    others: Iterable[tuple[Coding, Coder]], own: Collection[Coding], between: Collection[str]
) -> list[Mark]:
    """Give the codings of some people that still wait for what these people agree on.

    Parameters
    ----------
    others : iterable of (Coding, Coder)
        What stands on one turn.
    own : collection of Coding
        What they agreed on there by now: it decides everything of the same code on words that it shares.
    between : collection of str
        Ids of these people.
    """
    theirs = [one for one in others if one[1].id in between and one[0].status == "accepted"]
    found = []
    for mark, coder in theirs:
        if any(mark.id == one.decided or same(mark, one) for one in own):
            continue
        agree = {who.id for one, who in theirs if same(mark, one)}
        found.append(Mark(mark, coder, waits=True, agreement="all" if len(agree) == len(between) else "some"))
    return found

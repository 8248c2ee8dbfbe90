"""A coding as one coder sees it, what a step changes of that, and whether a suggestion still waits for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from tlc.listen.codings import Done
from tlc.model import Coder, Coding

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
    """

    coding: Coding
    coder: Coder
    waits: bool = False
    agreement: Agreement = ""
    adrift: bool = False


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
    """

    done: Done
    put: tuple[Mark, ...] = ()
    gone: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    codes: bool = False


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

    A rejection holds for the very same words and code too: rules that run again give their suggestions new ids.
    """
    return any(
        mark.decided == suggestion.id
        or (mark.status == "accepted" and same(mark, suggestion))
        or (mark.span == suggestion.span and mark.code == suggestion.code)
        for mark in own
    )


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

"""What the library proposes for what was heard: pure, handed the evidence, the plan and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tlc.change.actions import Library
from tlc.change.plan.choices import Choice, rejected
from tlc.errors import ActionError
from tlc.model import LEVELS, Action, Code, Codebook, Evidence, LibraryAction, Rating

Standing = Literal["open", "in the plan", "rejected"]
#: Kinds of code that an action answers: what helps, and what people propose, needs none.
_ANSWERED = ("barrier", "consequence", "workaround")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An action of the library, and what speaks for it in this study.

    Attributes
    ----------
    themes : tuple of str
        The themes with evidence that it answers, the first to look at in front; empty where nobody raised any.
    standing : str
        ``open``, ``in the plan`` or ``rejected``.
    action : str
        Its id in the plan.
    choice : Choice or None
        Who rejected it, and why.
    """

    entry: LibraryAction
    themes: tuple[str, ...]
    standing: Standing = "open"
    action: str = ""
    choice: Choice | None = None


def suggestions(
    library: Library,
    codebook: Codebook,
    evidence: Mapping[str, Evidence],
    *,
    ratings: Mapping[str, Rating],
    plan: Iterable[Action],
    choices: Iterable[Choice],
) -> tuple[Suggestion, ...]:
    """Propose the library's actions for the themes that people raised.

    Parameters
    ----------
    library : Library
    codebook : Codebook
    evidence : mapping of theme to Evidence
    ratings : mapping of theme to Rating
        May lack themes, or be empty: then how widespread a theme is decides the order alone.
    plan : iterable of Action
        The study's plan: what was taken from the library stands there under its id.
    choices : iterable of Choice
        What people took and rejected.

    Returns
    -------
    tuple of Suggestion
        All of the library, the one for the first theme in front; those that answer nothing that was raised come last.
    """
    raised = themes_in_order(codebook, evidence, ratings)
    place = {theme: number for number, theme in enumerate(raised)}
    planned = {action.library: action.id for action in plan if action.library}
    refused = rejected(choices)
    found = []
    for entry in library.actions:
        themes = tuple(theme for theme in raised if answers(entry, codebook[theme], codebook))
        made = Suggestion(entry=entry, themes=themes)
        if entry.id in planned:
            made = Suggestion(entry=entry, themes=themes, standing="in the plan", action=planned[entry.id])
        elif entry.id in refused:
            made = Suggestion(entry=entry, themes=themes, standing="rejected", choice=refused[entry.id])
        found.append(made)
    return tuple(sorted(found, key=lambda one: place[one.themes[0]] if one.themes else len(raised)))


def themes_in_order(
    codebook: Codebook, evidence: Mapping[str, Evidence], ratings: Mapping[str, Rating]
) -> tuple[str, ...]:
    """Put the themes that people raised in order: serious ones in front, then the surest, then the most widespread."""

    def rank(theme: str) -> tuple[int, ...]:
        held = evidence[theme]
        sure = LEVELS.index(ratings[theme].level) if theme in ratings else len(LEVELS)
        voices = len(held.community) + len(held.professionals)
        return (not held.serious, sure, -len(held.sessions), -voices, -held.quotes)

    raised = [
        code.id
        for code in codebook.applied
        if code.kind in _ANSWERED and code.id in evidence and evidence[code.id].found
    ]
    return tuple(sorted(raised, key=rank))


def answers(entry: LibraryAction, code: Code, codebook: Codebook) -> bool:
    """Whether an action of the library answers a code: it names the code or its heading, or the codebook names it."""
    named = {codebook[barrier].id for barrier in entry.barriers if barrier in codebook}
    return entry.id in code.actions or code.id in named or code.parent in named


def owner_role(library: Library, name: str) -> str:
    """Check an owner role.

    Raises
    ------
    ActionError
        There is none of this name; the error lists those there are.
    """
    if name not in library.owner_roles:
        raise ActionError("There is no such owner role.", hint=f"Use one of: {', '.join(library.owner_roles)}.")
    return name

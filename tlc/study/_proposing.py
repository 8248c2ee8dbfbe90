"""What the action library proposes for a study: the library held against evidence, ratings, plan and decisions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tlc.change.actions import action_library
from tlc.change.plan.choices import Choices
from tlc.change.plan.suggest import Suggestion, answers, owner_role, suggestions
from tlc.errors import ActionError
from tlc.lab import plan as shown
from tlc.lab import summaries
from tlc.lab.plan import Proposed
from tlc.model import Evidence, LibraryAction, Rating
from tlc.study._rating import ratings_of
from tlc.study._sources import evidence_of

if TYPE_CHECKING:
    from tlc.study._change import Change


class Shelf:
    """The library as this study sees it now; what it read of the study is kept for one question.

    Parameters
    ----------
    study : Study
    """

    def __init__(self, study: Change) -> None:
        self._study = study

    def themes(self, entry: LibraryAction) -> tuple[str, ...]:
        """What people raised that an action of the library answers, the first to look at in front."""
        return next(one.themes for one in self._all if one.entry.id == entry.id)

    def proposed(self, *, owner: str, theme: str, library: str, decided: bool, unheard: bool) -> Proposed:
        """Propose; the parameters are those of ``study.plan.suggest``."""
        owner = owner and owner_role(action_library(), owner)
        wanted = entry_of(library).id if library else ""
        asked = self._asked(theme)
        fitting = tuple(
            one
            for one in self._all
            if (not owner or one.entry.owner_role == owner)
            and (not wanted or one.entry.id == wanted)
            and (not asked or self._answered(one, asked))
        )
        heard = tuple(one for one in fitting if one.themes or unheard or asked or wanted)
        # Who asks for a theme asks what is done about it, too.
        told = {"open", "in the plan"} if asked else {"open"}
        items = tuple(one for one in heard if one.standing in told or decided or wanted)
        return Proposed(
            items=items,
            library=action_library(),
            heads=self._by_principle(items) if owner else self._by_theme(items, asked),
            note=_note(fitting, heard, items),
            in_full=bool(wanted),
        )

    @cached_property
    def _all(self) -> tuple[Suggestion, ...]:
        return suggestions(
            action_library(),
            self._study.codebook,
            self._evidence,
            ratings=self._ratings,
            plan=self._study.actions,
            choices=Choices(self._study.path).read(),
        )

    def _asked(self, theme: str) -> tuple[str, ...]:
        book = self._study.codebook
        return (book[theme].id, *(below.id for below in book.below(book[theme].id))) if theme else ()

    def _answered(self, one: Suggestion, asked: tuple[str, ...]) -> bool:
        book = self._study.codebook
        return any(answers(one.entry, book[name], book) for name in asked)

    def _by_theme(self, items: tuple[Suggestion, ...], asked: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        # Each stands once, under the first theme that it answers, or the first that was asked for.
        under: dict[str, list[str]] = {}
        for one in items:
            first = [theme for theme in one.themes if theme in asked or not asked]
            under.setdefault((first or ("",))[0], []).append(one.entry.id)
        return {self._head(theme): tuple(ids) for theme, ids in under.items()}

    def _by_principle(self, items: tuple[Suggestion, ...]) -> dict[str, tuple[str, ...]]:
        under = {
            f"Principle {principle.id}: {principle.name}": tuple(
                one.entry.id for one in items if principle.id in one.entry.principles
            )
            for principle in self._study.framework
        }
        return {head: ids for head, ids in under.items() if ids}

    def _head(self, theme: str) -> str:
        if not theme:
            return "For what nobody raised yet"
        held, rating = self._evidence[theme], self._ratings.get(theme)
        frame = summaries.evidence([held], self._study.codebook, self._study.settings.min_cell).frame
        return shown.theme_head(
            theme,
            self._study.codebook,
            sure=rating.level if rating else "",
            sessions=frame["sessions"].iloc[0],
            serious=bool(held.serious),
        )

    @cached_property
    def _evidence(self) -> dict[str, Evidence]:
        return evidence_of(self._study)

    @cached_property
    def _ratings(self) -> dict[str, Rating]:
        return ratings_of(self._study, self._evidence)


def entry_of(name: str) -> LibraryAction:
    """Find an action of the library by its id.

    Raises
    ------
    ActionError
        There is none.

    >>> entry_of("a08").title
    'GP registration campaign and Safe Surgeries'
    """
    for entry in action_library().actions:
        if entry.id == name.strip().upper():
            return entry
    raise ActionError(
        "There is no action of this id in the library.", hint="See them all with: tlc actions suggest --all"
    )


def _note(fitting: tuple[Suggestion, ...], heard: tuple[Suggestion, ...], items: tuple[Suggestion, ...]) -> str:
    left = [one for one in heard if one not in items]
    planned = [f"{one.entry.id} (action {one.action})" for one in left if one.standing == "in the plan"]
    refused = [one.entry.id for one in left if one.standing == "rejected"]
    lines = []
    if planned:
        lines.append(f"In the plan already: {', '.join(planned)}.")
    if refused:
        lines.append(f"Rejected: {', '.join(refused)}; why, with: tlc actions suggest --decided")
    if len(heard) < len(fitting):
        lines.append(f"{len(fitting) - len(heard)} more answer what nobody raised: tlc actions suggest --all")
    if ready := [one.entry.id for one in items if one.standing == "open"]:
        lines.append(f"Take one: tlc actions take {ready[0]} --by NAME")
        lines.append(f'Reject one: tlc actions reject {ready[0]} --by NAME --why "..."')
    return "\n".join(lines)

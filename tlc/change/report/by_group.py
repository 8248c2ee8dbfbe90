"""In which groups a theme was heard: yes or no, never how many, and not where that would tell how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tlc.change.evidence import sessions_of
from tlc.change.heard import Row, may_show
from tlc.change.report.facts import Breakdown, ThemeFacts
from tlc.change.report.material import Material
from tlc.counting import in_sessions
from tlc.model import Group

YES, NO, NOT_READ, NOT_SHOWN = "yes", "no", "not read", "not shown"
_MOST_GROUPS = 16
_COVERED = 3


def by_group(material: Material, themes: Sequence[ThemeFacts]) -> Breakdown | None:
    """Lay out in which groups' sessions each theme was found.

    Listed are focus groups with a label, one session, and at least ``min_cell`` community participants. A theme's row
    is shown only where it tells of no number of people that is hidden elsewhere: ``heard.may_show``.

    Parameters
    ----------
    material : Material
    themes : sequence of ThemeFacts
        Their counts as the report shows them.

    Returns
    -------
    Breakdown or None
        A row a theme, a column a group; None where fewer than two groups may be listed, or more than a page can hold.
    """
    table = _Table(material)
    if not 2 <= len(table.groups) <= _MOST_GROUPS:
        return None
    return Breakdown(
        caption="In which groups each theme was heard",
        columns=("Theme", *(group.label for group in table.groups)),
        rows=tuple((theme.label, *table.row(theme, place)) for place, theme in enumerate(themes)),
    )


class _Table:
    """What all rows share: which groups are listed, how large they are, and what sessions there are beside them."""

    def __init__(self, material: Material) -> None:
        turns = in_sessions(material.turns, material.groups)
        self._least = material.settings.min_cell
        self._evidence = material.evidence
        self._group_of = dict(zip(turns["transcript"], turns["group"], strict=True))
        read = sessions_of(turns, material.codings, material.finished)
        self._read = {self._group_of[session] for session in read}
        self._size = Counter(person.group for person in material.people if person.role == "community")
        professionals = Counter(person.group for person in material.people if person.role == "professional")
        sessions = Counter(self._group_of.values())
        self.groups = tuple(group for group in material.groups if self._listed(group, sessions[group.id]))
        names = {group.id for group in self.groups}
        beside = [self._group_of[session] for session in read if self._group_of[session] not in names]
        alone = [name for name in beside if not self._size[name] and professionals[name] == 1]
        self._alone = len(alone)
        self._others = self._sizes(name for name in beside if name not in alone)
        # Whether a professional who is quoted was surely in a session of their own.
        self._one_by_one = bool(alone) and {*professionals} <= {*alone}

    def row(self, theme: ThemeFacts, place: int) -> tuple[str, ...]:
        """One theme's cells; none of them where they would tell too much."""
        found = {self._group_of[session] for session in self._evidence[theme.id].sessions}
        read = [group.id for group in self.groups if group.id in self._read]
        quoted = self._quoted(theme, found)
        covered = self._covered([name for name in read if name not in quoted], theme, place)
        open_ = [name for name in read if name not in (*covered, *quoted)]
        row = Row(
            sessions=theme.sessions,
            community=theme.community,
            professionals=theme.professionals,
            open=self._sizes(open_),
            covered=self._sizes(covered),
            certain=self._sizes(quoted),
            alone=self._alone,
            others=self._others,
            unknown=theme.unknown_speaker,
            quoted_alone=int(self._one_by_one and "Professional" in self._by(theme)),
            quoted_others=int(bool(self._others) and "Community participant" in self._by(theme)),
        )
        if not may_show(row, self._sizes(name for name in open_ if name in found), self._least):
            covered = read
        return tuple(self._cell(group.id, found, covered) for group in self.groups)

    def _listed(self, group: Group, sessions: int) -> bool:
        # Whoever is too few to be named beside a quote is no column either.
        whole = group.kind == "focus_group" and sessions == 1 and bool(group.label)
        return whole and self._size[group.id] >= self._least

    def _sizes(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted(self._size[name] for name in names))

    def _quoted(self, theme: ThemeFacts, found: set[str]) -> list[str]:
        """The groups that are named beside a quote of the theme: there is nothing to cover."""
        by = {one.partition(", ")[2] for one in self._by(theme)}
        return [group.id for group in self.groups if group.label in by and group.id in found]

    @staticmethod
    def _by(theme: ThemeFacts) -> set[str]:
        """How those are described who are quoted: whoever stands there without a group is of a session beside these."""
        return {quote.by for quote in (*theme.quotes, *theme.proposals)}

    def _covered(self, free: list[str], theme: ThemeFacts, place: int) -> list[str]:
        """Where a number of professionals is hidden, the sessions that are left over must not tell it.

        Which cells are covered follows from the theme's place and its quotes: that tells nothing of what is under them.
        """
        if theme.professionals.is_number:
            return []
        return [free[(place * _COVERED + step) % len(free)] for step in range(min(_COVERED, len(free)))]

    def _cell(self, name: str, found: set[str], covered: list[str]) -> str:
        if name not in self._read:
            return NOT_READ
        if name in covered:
            return NOT_SHOWN
        return YES if name in found else NO

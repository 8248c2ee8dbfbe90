"""Which themes were found in all studies, in some, in one: counted in studies, and never added up over people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from tlc.errors import AnalysisError
from tlc.model import Codebook, Evidence

Kind = Literal["common to all", "shared by some", "in one only", "found in none"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One study, under the names of the first study's codebook. Ids of people are for the team, not for showing.

    Attributes
    ----------
    name : str
        Its folder's name.
    title, community, period, talks : str
        What it says of itself, and what its sessions are: ``11 focus groups and 9 interviews``.
    codebook : str
        Which, and in which version.
    evidence : mapping of theme to Evidence
        Of the themes that it looked for.
    own : mapping of code to (label, Evidence)
        Codes that the others have nothing like.
    unmapped : tuple of str
        Codes that nobody has mapped: they are in no count.
    edited : tuple of str
        Codes that its file and the first study's do not tell alike, although they say the same version.
    min_cell : int
        Counts of people below it are not shown.
    interviews : frozenset of str
        Sessions with one participant each.
    synthetic : bool
        People and words are invented.
    """

    name: str
    title: str
    community: str
    codebook: str
    evidence: Mapping[str, Evidence] = field(repr=False)
    min_cell: int
    period: str = ""
    talks: str = ""
    own: Mapping[str, tuple[str, Evidence]] = field(default_factory=dict, repr=False)
    unmapped: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    interviews: frozenset[str] = frozenset()
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme over all studies.

    Attributes
    ----------
    theme, label : str
        A code of the first study's codebook; or ``study:code`` for a study's own.
    looked : tuple of str
        The studies that looked for it: the others have no code that was mapped onto it.
    found : tuple of str
        Those of them in which people found it.

    >>> Theme(theme="cost", label="Cost", looked=("north", "south"), found=("north",), studies=3).kind
    'in one only'
    """

    theme: str
    label: str
    looked: tuple[str, ...]
    found: tuple[str, ...]
    studies: int

    @property
    def kind(self) -> Kind:
        """Whether it is common to all studies, shared by some, or in one only."""
        if len(self.found) == self.studies:
            return "common to all"
        return "shared by some" if len(self.found) > 1 else "in one only" if self.found else "found in none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """Several studies side by side.

    Attributes
    ----------
    parts : tuple of Part
        In the order given.
    themes : tuple of Theme
        By kind, the most widely found first, then in the codebook's order; those found in none come last.
    """

    parts: tuple[Part, ...]
    themes: tuple[Theme, ...]

    def held(self, theme: Theme, part: Part) -> Evidence | None:
        """What one study holds for a theme; None where it did not look for it."""
        study, _, code = theme.theme.partition(":")
        if code:
            return part.own[code][1] if study == part.name else None
        return part.evidence.get(theme.theme)

    @property
    def communities(self) -> tuple[str, ...]:
        """The communities, in the order of the studies."""
        return tuple(dict.fromkeys(part.community or "not given" for part in self.parts))

    def by_community(self, theme: Theme) -> tuple[tuple[int, int], ...]:
        """Of each community: in how many of its studies the theme was found, of how many that looked for it."""
        of = {part.name: part.community or "not given" for part in self.parts}
        return tuple(
            (sum(of[name] == one for name in theme.found), sum(of[name] == one for name in theme.looked))
            for one in self.communities
        )


def side_by_side(parts: Sequence[Part], first: Codebook) -> Synthesis:
    """Set studies side by side.

    Parameters
    ----------
    parts : sequence of Part
        At least two.
    first : Codebook
        That of the first study.

    Raises
    ------
    AnalysisError
        Fewer than two studies, or nobody has coded anything in one of them.
    """
    if len(parts) < 2:
        raise AnalysisError("One study cannot be set side by side with nothing.", hint="Name two studies or more.")
    for part in parts:
        every = (*part.evidence.values(), *(held for _, held in part.own.values()))
        if not any(held.sessions_read + held.events_read + held.feedback_read for held in every):
            raise AnalysisError(
                f"Nobody has coded anything in study '{part.name}' that the others have too.",
                hint="Code a session there first, or map its codes.",
            )
    themes = [_theme(code.id, code.name, parts) for code in first.applied]
    themes += [
        Theme(
            theme=f"{part.name}:{code}",
            label=label,
            looked=(part.name,),
            found=(part.name,) if held.found else (),
            studies=len(parts),
        )
        for part in parts
        for code, (label, held) in part.own.items()
    ]
    # Stable: within one kind and width, the codebook's order holds.
    ordered = sorted(themes, key=lambda theme: (KINDS.index(theme.kind), -len(theme.found)))
    return Synthesis(parts=tuple(parts), themes=tuple(ordered))


def _theme(theme: str, label: str, parts: Sequence[Part]) -> Theme:
    looked = [part for part in parts if theme in part.evidence]
    return Theme(
        theme=theme,
        label=label,
        looked=tuple(part.name for part in looked),
        found=tuple(part.name for part in looked if part.evidence[theme].found),
        studies=len(parts),
    )

"""Before and after: what was said in two waves of talks that were coded alike, theme by theme."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tlc.errors import AnalysisError
from tlc.listen._heard import chosen
from tlc.model import Code, Codebook, Evidence

#: A difference whose most extreme form could not reach this is not tested at all.
LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One theme before and after. Ids of people are for the team, not for showing.

    Attributes
    ----------
    theme : str
        A code, or a heading with all that its codes hold.
    before, after : Evidence
        What people's accepted codings hold for it in each wave.
    p : float
        Fisher's exact test, two-sided, of the sessions with the theme against those without it; NaN where there are
        too few sessions to compare.
    adjusted : float
        The same after Holm's correction for all themes that were tested; NaN likewise.

    >>> held = Evidence(theme="t", codings=(), quotes=0, sessions=(), sessions_read=9, community=(), community_read=0,
    ...     professionals=(), professionals_read=0)
    >>> Wave(theme="t", before=held, after=held).is_tested
    False
    """

    theme: str
    before: Evidence
    after: Evidence
    p: float = math.nan
    adjusted: float = math.nan

    @property
    def is_tested(self) -> bool:
        """Whether there were sessions enough for a test that could show anything."""
        return not math.isnan(self.p)


def waves(
    before: Mapping[str, Evidence],
    after: Mapping[str, Evidence],
    codebook: Codebook,
    codes: Iterable[str] | None = None,
) -> tuple[Wave, ...]:
    """Set two waves side by side, and test each theme that was found in either of them.

    A theme is not tested, because there is too little to compare, where no split of the sessions that it was found in
    could give a p below ``LEVEL`` (Tarone's rule). It goes by how many sessions there are, and not by how they fell
    out, so the tests that are left need no further correction than Holm's.

    Parameters
    ----------
    before, after : mapping of theme to Evidence
        All of the codebook's codes and headings, found or not.
    codes : iterable of str, optional
        Codes, or headings for themselves; all codes, and no heading, if it is not given.

    Returns
    -------
    tuple of Wave
        In the codebook's order.

    Raises
    ------
    AnalysisError
        Nobody has coded anything in one of the waves.
    CodebookError
        A code is not in the codebook.

    Source: Fisher (1935), The Design of Experiments, ch. 2; Tarone (1990), Biometrics 46; Holm (1979), Scand. J.
    Statistics 6.
    """
    for name, held in (("earlier", before), ("later", after)):
        if not any(one.sessions_read for one in held.values()):
            raise AnalysisError(f"Nobody has coded anything in the {name} study.", hint="Code a session there first.")
    found = [
        Wave(theme=code.id, before=before[code.id], after=after[code.id])
        for code in _themes(codebook, codes)
        if before[code.id].found or after[code.id].found
    ]
    tested = [replace(wave, p=p_value(*_counts(wave))) if can_be_told(*_counts(wave)) else wave for wave in found]
    adjusted = iter(holm([wave.p for wave in tested if wave.is_tested]))
    return tuple(replace(wave, adjusted=next(adjusted)) if wave.is_tested else wave for wave in tested)


def p_value(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Give the two-sided p of Fisher's exact test for two shares.

    Parameters
    ----------
    first, second : tuple of int
        In how many, of how many.

    >>> round(p_value((3, 4), (1, 4)), 3)
    0.486
    """
    from scipy.stats import fisher_exact

    table = [[count, total - count] for count, total in (first, second)]
    return float(fisher_exact(table).pvalue)


def can_be_told(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether any split of what both hold together, over their sizes, could give a p below LEVEL.

    Source: Tarone (1990), A modified Bonferroni method for discrete data, Biometrics 46, 515-522.

    >>> can_be_told((3, 3), (0, 3)), can_be_told((2, 4), (2, 4))
    (False, True)
    """
    both, of = first[0] + second[0], (first[1], second[1])
    most, least = min(both, of[0]), max(0, both - of[1])
    ends = [((here, of[0]), (both - here, of[1])) for here in (most, least)]
    return min(p_value(*end) for end in ends) < LEVEL


def holm(values: Sequence[float]) -> tuple[float, ...]:
    """Adjust p values for how many there are, by Holm's step-down method; in the order given.

    Source: Holm (1979), A simple sequentially rejective multiple test procedure, Scand. J. Statistics 6, 65-70.

    >>> [round(value, 2) for value in holm([0.01, 0.04, 0.03, 0.005])]
    [0.03, 0.06, 0.06, 0.02]
    """
    adjusted = [math.nan] * len(values)
    reached = 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=lambda at: values[at])):
        reached = max(reached, min(1.0, (len(values) - rank) * values[place]))
        adjusted[place] = reached
    return tuple(adjusted)


def _themes(codebook: Codebook, codes: Iterable[str] | None) -> tuple[Code, ...]:
    if codes is None:
        return codebook.applied
    names = [codes] if isinstance(codes, str) else list(codes)
    headings = {codebook[name].id for name in names}
    wanted = {code.id for code in chosen(codebook, names)} | headings
    return tuple(code for code in codebook if code.id in wanted)


def _counts(wave: Wave) -> tuple[tuple[int, int], tuple[int, int]]:
    first, second = ((len(held.sessions), held.sessions_read) for held in (wave.before, wave.after))
    return first, second

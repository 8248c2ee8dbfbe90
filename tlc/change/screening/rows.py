"""One row a theme: what was heard, where the plan speaks of it, and what people answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tlc.errors import AnalysisError
from tlc.model.rating import Level

#: Does the plan answer to the theme?
ANSWERS = ("addressed", "partly", "not", "not applicable")
#: The levels of themes that a plan is held against.
LEVELS: tuple[Level, ...] = ("High", "Moderate")
NOT_SCREENED = "not screened"
_NEEDS = {"addressed": ("evidence",), "partly": ("evidence", "mitigation"), "not": ("mitigation",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """One theme, held against a plan.

    Attributes
    ----------
    theme, label : str
        The code, and what it is called in print.
    rating : str
        ``Moderate``, and whether people have confirmed it.
    heard : str
        What was heard and in how many sessions: nobody's words.
    places : str
        Where the plan holds terms of the theme. A hint, and never an answer.
    answer : str
        One of ANSWERS; empty where nobody has answered.
    evidence, mitigation : str
        Where the plan does so; what is done about what it leaves out.
    by : str
        Who answered; empty where nobody said so.
    earlier : bool
        Answered for an earlier version of the plan, and not looked at since.
    more : mapping of str to str
        Columns that people added to the sheet.

    >>> Screened(theme="cost", label="Cost", rating="High", heard="Heard in 9 of 20 sessions.", answer="not").lacks
    ('mitigation',)
    """

    theme: str
    label: str
    rating: str
    heard: str
    places: str = ""
    answer: str = ""
    evidence: str = field(default="", repr=False)
    mitigation: str = field(default="", repr=False)
    by: str = ""
    earlier: bool = False
    more: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to answer, or to look at the answer again."""
        return not self.answer or self.earlier

    @property
    def state(self) -> str:
        """The answer in words, or that there is none."""
        if self.earlier:
            return f"{self.answer} (by an earlier version of the plan)"
        return self.answer or NOT_SCREENED

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the answer needs and nobody has written."""
        return tuple(name for name in _NEEDS.get(self.answer, ()) if not getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """A plan held against a study.

    Attributes
    ----------
    plan, digest : str
        The plan's file name, and SHA-256 of its bytes.
    study : str
        The study's title.
    synthetic : bool
        People and words are invented.
    rows : tuple of Screened
        Every theme rated moderate or high, once, in the codebook's order.
    left : tuple of Screened
        Answers to themes that are no longer rated so; they count nowhere and are kept.
    changed : bool
        The plan is another than the one that answers were given for.
    """

    plan: str
    digest: str
    study: str
    synthetic: bool
    rows: tuple[Screened, ...]
    left: tuple[Screened, ...] = ()
    changed: bool = False

    @property
    def open(self) -> tuple[Screened, ...]:
        """The themes that somebody has still to answer."""
        return tuple(row for row in self.rows if row.is_open)

    @property
    def is_complete(self) -> bool:
        """Whether every theme has an answer that holds for the plan as it is."""
        return not self.open

    @property
    def counts(self) -> dict[str, int]:
        """How many themes have which answer; those that are open apart."""
        found = {answer: sum(row.answer == answer and not row.is_open for row in self.rows) for answer in ANSWERS}
        return found | {NOT_SCREENED: len(self.open)}


def screen(fresh: Screening, answered: Iterable[Screened], answered_for: str) -> Screening:
    """Put answers that people gave to the themes that they were given for.

    Parameters
    ----------
    fresh : Screening
        The plan and the themes as they are now, with no answers.
    answered : iterable of Screened
        What stands in the sheet.
    answered_for : str
        Digest of the plan that the sheet was made for; empty where there is no sheet yet.

    Raises
    ------
    AnalysisError
        No theme is rated moderate or high.
    """
    if not fresh.rows:
        raise AnalysisError(
            "No theme is rated moderate or high yet, so there is nothing to hold a plan against.",
            hint="See how sure each theme is with: tlc rate",
        )
    given = {row.theme: row for row in answered}
    changed = bool(answered_for) and answered_for != fresh.digest
    rows = tuple(_answered(row, given.get(row.theme), changed=changed) for row in fresh.rows)
    now = {row.theme for row in rows}
    left = tuple(
        row for name, row in given.items() if name not in now and (row.answer or row.evidence or row.mitigation)
    )
    return replace(fresh, rows=rows, left=left, changed=changed)


def _answered(row: Screened, given: Screened | None, *, changed: bool) -> Screened:
    if given is None:
        return row
    return replace(
        row,
        answer=given.answer,
        evidence=given.evidence,
        mitigation=given.mitigation,
        by=given.by,
        earlier=bool(given.answer) and (given.earlier or changed),
        more=given.more,
    )

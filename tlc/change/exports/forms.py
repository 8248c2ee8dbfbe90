"""Every form of the same facts by its name: what it is for, what its file is called, and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from tlc.change.exports._answers import Answers
from tlc.change.exports._slots import Said
from tlc.change.exports.case_study import FILE as CASE_STUDY
from tlc.change.exports.case_study import Found, case_study
from tlc.change.exports.community import community
from tlc.change.exports.heat import FILE as HEAT
from tlc.change.exports.heat import heat
from tlc.change.exports.slides import slides
from tlc.change.exports.summary import summary
from tlc.change.exports.themes import pack, pages
from tlc.change.exports.tracker import tracker
from tlc.change.exports.training import training
from tlc.change.exports.word import word
from tlc.change.report.facts import ReportFacts
from tlc.errors import StudyError


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a form takes beside the facts; most take nothing.

    Attributes
    ----------
    answers : mapping
        Of the form's own file of answers.
    found : tuple of Found
        What a look through these answers found.
    language : str
    said : Said
        What people translated.
    """

    answers: Answers = field(default_factory=dict)
    found: tuple[Found, ...] = ()
    language: str = "en"
    said: Said = field(default_factory=lambda: Said(reviewed="", texts={}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A form as it was made.

    Attributes
    ----------
    files : mapping of suffix to content
        The first is the form; others say the same for other readers.
    notes : tuple of str
        What it lacks or what is to be looked at, a sentence each.
    """

    files: Mapping[str, bytes | str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form.

    Attributes
    ----------
    stem : str
        What its file is called.
    suffixes : tuple of str
        What its files end in, the form's own first.
    help : str
        What it is, in a line.
    make : callable
    audience : str
        For whom it is, unless somebody says otherwise: empty for readers of the whole report.
    use : str
        What people whose words it holds must have agreed to.
    answers : str
        The file in the study in which people answer what the facts cannot; empty where there is none.
    has_quotes : bool
        Whether it can hold anybody's words, so that a trace goes beside it.
    is_translated : bool
        Whether people translate it.
    """

    stem: str
    suffixes: tuple[str, ...]
    help: str
    make: Callable[[ReportFacts, Given], Made]
    audience: str = ""
    use: Literal["publish", "training"] = "publish"
    answers: str = ""
    has_quotes: bool = True
    is_translated: bool = False


def _case_study(facts: ReportFacts, given: Given) -> Made:
    document, gaps = case_study(facts, given.answers, given.found)
    return Made(files={".docx": document}, notes=gaps)


def _heat(facts: ReportFacts, given: Given) -> Made:
    document, gaps = heat(facts, given.answers)
    return Made(files={".docx": document}, notes=gaps)


def _training(facts: ReportFacts, _: Given) -> Made:
    document, lacks = training(facts)
    return Made(files={".docx": document}, notes=lacks)


def _community(facts: ReportFacts, given: Given) -> Made:
    page, lacking = community(facts, given.language, given.said)
    notes = tuple(f"No translation that fits: {place}" for place in lacking)
    return Made(files={".html": page}, notes=notes)


#: In the order in which help lists them.
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "word": Form(
            stem="action-framework-short",
            suffixes=(".docx",),
            help="The action framework as a short Word file.",
            make=lambda facts, _: Made(files={".docx": word(facts)}),
        ),
        "tracker": Form(
            stem="action-tracker",
            suffixes=(".xlsx",),
            help="The plan as an Excel workbook, for those who carry it out.",
            make=lambda facts, _: Made(files={".xlsx": tracker(facts)}),
            has_quotes=False,
        ),
        "slides": Form(
            stem="board-slides",
            suffixes=(".md",),
            help="Six slides as text, for a board paper.",
            make=lambda facts, _: Made(files={".md": slides(facts)}),
            audience="board",
        ),
        "summary": Form(
            stem="one-page-summary",
            suffixes=(".docx",),
            help="One page in Word: who took part, five themes, three actions.",
            make=lambda facts, _: Made(files={".docx": summary(facts)}),
            audience="board",
            has_quotes=False,
        ),
        "community": Form(
            stem="community-summary",
            suffixes=(".html",),
            help="A page in plain words for those who took part, in their language.",
            make=_community,
            is_translated=True,
            has_quotes=False,
            audience="community",
        ),
        "case-study": Form(
            stem="case-study",
            suffixes=(".docx",),
            help="The case-study form of a call for evidence: eleven questions.",
            make=_case_study,
            audience="public",
            answers=CASE_STUDY,
        ),
        "heat": Form(
            stem="health-equity-assessment",
            suffixes=(".docx",),
            help="A health equity assessment in four stages, the second filled in.",
            make=_heat,
            answers=HEAT,
            has_quotes=False,
        ),
        "training": Form(
            stem="training-pack",
            suffixes=(".docx",),
            help="Words of people who agreed that they train staff: what was hard, what helped.",
            make=_training,
            use="training",
        ),
        "themes": Form(
            stem="theme-pack",
            suffixes=(".json", ".md"),
            help="Themes, ratings and published quotes for other teams; no transcripts.",
            make=lambda facts, _: Made(files={".json": pack(facts), ".md": pages(facts)}),
            audience="public",
        ),
    }
)


def form_of(kind: str) -> Form:
    """Find a form by its name.

    Raises
    ------
    StudyError
        There is none of that name.

    >>> form_of("tracker").stem
    'action-tracker'
    """
    if kind not in FORMS:
        raise StudyError("There is no such form to export.", hint=f"The forms are: {', '.join(FORMS)}.")
    return FORMS[kind]

"""What the team wrote, with where it stands: looked through for words that people do not want to be called by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tlc.change.names import check_words, parted
from tlc.errors import TlcError
from tlc.talk.settings import FILE

if TYPE_CHECKING:
    from tlc.model import Problem
    from tlc.study._holdings import Holdings

# What the team wrote of the study; the other fields are switches, file names, or the lists of words themselves.
_OF_THE_STUDY = (
    "title",
    "community",
    "place",
    "aim",
    "commissioner",
    "partners",
    "period",
    "counted",
    "prepared_by",
    "contact",
    "reviewed",
    "image_alt",
    "accessibility_statement",
)
_OF_A_CODE = ("brief", "definition", "include", "exclude")


def check_wording(study: Holdings) -> tuple[Problem, ...]:
    """Look for avoided words in all that the team wrote and prints; never in what people said.

    Raises
    ------
    StudyError
        A name that is to stand as something else does not say as what.
    """
    parted(study.settings.names, "names")
    return check_words(_written(study), study.settings) if study.settings.avoided else ()


def _written(study: Holdings) -> Iterator[tuple[str, str]]:
    for name in _OF_THE_STUDY:
        value = getattr(study.settings, name)
        for text in value if isinstance(value, tuple) else (value,):
            yield f"{FILE}, {name}", text
    # What is wrong with another file is told by its own check.
    for part in (_groups, _codes, _actions, _rounds, _reasons):
        try:
            yield from tuple(part(study))
        except TlcError:
            continue


def _groups(study: Holdings) -> Iterator[tuple[str, str]]:
    for group in study.groups:
        for text in (group.label, group.community, group.place, group.translation):
            yield f"groups.csv, group {group.id}", text


def _codes(study: Holdings) -> Iterator[tuple[str, str]]:
    for code in study.codebook:
        place = f"{study.settings.codebook}, code {code.id}"
        # Examples are what people said.
        for text in (*code.label.values(), *(getattr(code, name) for name in _OF_A_CODE)):
            yield place, text
        for link in code.principles:
            yield place, link.reason


def _actions(study: Holdings) -> Iterator[tuple[str, str]]:
    for action in study.actions:
        measure = action.measure
        own = (action.what, action.owner, action.partners, action.cost, action.because_of, action.note)
        for text in (*own, measure.what, measure.baseline, measure.target, measure.data):
            yield f"actions.csv, action {action.id}", text


def _rounds(study: Holdings) -> Iterator[tuple[str, str]]:
    from tlc.change.involvement import FILE as ROUNDS

    for one in study.involvement:
        for text in (one.with_whom, one.what_changed, one.decided):
            yield f"{ROUNDS}, {one.date}", text


def _reasons(study: Holdings) -> Iterator[tuple[str, str]]:
    from tlc.study._rating import ratings_of

    for rating in ratings_of(study).values():
        for judged in rating.components:
            # What the rule says is ours, and names nobody.
            if judged.by:
                yield f"plan/ratings, {judged.component} of {rating.theme}", judged.reason

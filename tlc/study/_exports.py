"""Handing the report's facts on in other forms: what may leave is decided before any form is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tlc._files import write_whole
from tlc._text import read
from tlc.change.exports._answers import blank, read_answers
from tlc.change.exports._plain import one_line
from tlc.change.exports._slots import read_slots, with_slots
from tlc.change.exports.case_study import FILE as CASE_STUDY
from tlc.change.exports.case_study import NAMED, Found, texts
from tlc.change.exports.community import slots_of
from tlc.change.exports.forms import Form, Given, Made, form_of
from tlc.change.report.audience import check_audience, for_audience
from tlc.change.report.gather import gather
from tlc.change.report.write import write_trace
from tlc.errors import StudyError
from tlc.study._gate import shut_gate
from tlc.study._report import material, refuse_faults
from tlc.talk.story import INDIRECT, TOGETHER, risks

if TYPE_CHECKING:
    from tlc.change.report.facts import ReportFacts
    from tlc.study._change import Change

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written.

    Attributes
    ----------
    path : Path
        The form.
    notes : tuple of str
        What it lacks, or what is to be looked at before it goes anywhere.
    asked : Path or None
        A file that people fill in, where it was just made or got something new to fill in.
    """

    path: Path
    notes: tuple[str, ...] = ()
    asked: Path | None = None


def export(
    study: Change, kind: str, path: Path | None = None, *, audience: str = "", language: str = "", seed: int = 1
) -> Exported:
    """Write the report's facts in another form.

    Parameters
    ----------
    study : Change
    kind : str
        Which form: one of ``tlc.change.exports.forms.FORMS``.
    path : Path, optional
        Where to; by default in the study's ``reports``.
    audience : str
        For whom; by default those whom the form is made for.
    language : str
        Of the community summary.
    seed : int

    Raises
    ------
    StudyError
        There is no such form, its file has another ending, ``check()`` finds an error that stops a report, or a file
        of answers cannot be used.
    """
    form = form_of(kind)
    if language and not (form.is_translated and _LANGUAGE.fullmatch(language)):
        raise StudyError(
            "That is no language of the community summary.",
            hint="Use its short name, such as ro or pl; the other forms are in English.",
        )
    readers = audience or form.audience
    check_audience(readers)
    parts = (form.stem, audience if audience != form.audience else "", language)
    out = path or study.path / "reports" / f"{'-'.join(part for part in parts if part)}{form.suffixes[0]}"
    if out.suffix.casefold() not in form.suffixes:
        raise StudyError("The file's name has another ending.", where=out, hint=f"It ends in {form.suffixes[0]}.")
    refuse_faults(study)
    whole, trace = gather(material(study, seed, topics=False), use=form.use)
    facts = for_audience(whole, readers)
    given, asked = _given(study, form, facts, language or "en")
    made = form.make(facts, given)
    if form.has_quotes:
        write_trace(out, facts, trace)
    return Exported(path=_written(made, out, all_of_them=path is None), notes=made.notes, asked=asked)


def _written(made: Made, out: Path, *, all_of_them: bool) -> Path:
    for suffix, content in made.files.items():
        if all_of_them or suffix == out.suffix.casefold():
            write_whole(out.with_suffix(suffix), content)
    return out


def _given(study: Change, form: Form, facts: ReportFacts, language: str) -> tuple[Given, Path | None]:
    """What the form takes from people: its answers, or its translations. A file that is not there yet is made."""
    if form.answers:
        path = study.path / form.answers
        answers = read_answers(path, form.answers)
        asked = None if path.is_file() else write_whole(path, blank(form.answers))
        found = _found(study, texts(answers)) if form.answers == CASE_STUDY else ()
        return Given(answers=answers, found=found), asked
    path = study.path / f"community-{language}.toml"
    if not form.is_translated or (language.partition("-")[0] == "en" and not path.is_file()):
        # In English the page stands as it is; a team that wants other words makes the file.
        return Given(), None
    before = read(path) if path.is_file() else ""
    if before:
        read_slots(path)
    base = language.partition("-")[0]
    labels = {code.id: code.label[base] for code in study.codebook.applied if base in code.label}
    after = with_slots(before, slots_of(facts, language, labels), language=language)
    if after != before:
        write_whole(path, after)
    return Given(language=language, said=read_slots(path)), path if after != before else None


def _found(study: Change, written: tuple[tuple[str, str], ...]) -> tuple[Found, ...]:
    """Look through what people wrote for what could tell who somebody is; no words are kept of it.

    Organisations are asked for by name: in such an answer only what identifies by itself is told of.
    """
    rules = shut_gate(study).rules
    hits = {(where, hit.words, hit.level == "block") for where, text in written for hit in rules.hits(text)}
    found = [Found(where=where, what=what, blocks=blocks) for where, what, blocks in sorted(hits)]
    found = [one for one in found if one.blocks or one.where not in NAMED]
    # Each of them may stand in a story, and few people fit all of them: so the answers are looked at as one.
    story = [one_line(text) for where, text in written if where not in NAMED]
    kinds = {risk.kind for risk in risks("\n".join(story), rules)} & set(INDIRECT)
    if len(kinds) < TOGETHER:
        return tuple(found)
    together = ", ".join(words for kind, words in INDIRECT.items() if kind in kinds)
    return (*found, Found(where="What the answers tell together", what=together, blocks=False))

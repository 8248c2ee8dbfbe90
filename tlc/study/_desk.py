"""Laying out what one coder needs: whose page it is, what is there to be coded, and whether it may be coded now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tlc._clock import utc_now
from tlc.errors import StudyError
from tlc.lab.code import CodeWidget
from tlc.lab.code.changes import Changes
from tlc.lab.code.codebook_edits import CodebookEdits
from tlc.lab.code.desk import Desk
from tlc.lab.code.material import Material
from tlc.lab.code.suggester import Learned, Suggester
from tlc.lab.code.wording import wording
from tlc.listen.coder_files import CoderFiles
from tlc.listen.codings import Journal
from tlc.model import MODEL, RULES, Coder
from tlc.study._fresh import TRANSCRIPTS, stamp_of
from tlc.talk.withdraw import MARKER, begun

if TYPE_CHECKING:
    from tlc.study._holdings import Holdings
    from tlc.study._listen import Listen

#: The coder who stands for what people agreed on.
AGREED = "agreed"
_MACHINES = frozenset({RULES.id, MODEL.id})


def code_page(
    study: Listen, coder: str, *, name: str, language: str, between: Sequence[str] = (), by: str = ""
) -> CodeWidget:
    """Make the page on which somebody codes.

    Raises
    ------
    StudyError
        The page does not speak that language; the coder is no person; nothing was brought in; somebody is leaving the
        study, or a transcript is being corrected, and this is not finished; or nothing was coded yet that people could
        agree on.
    CodingError
        The coder's file cannot be read.
    """
    # Before anything is read: what is written meanwhile is then noticed.
    stamp = stamp_of(study.path, TRANSCRIPTS)
    study._forget("codebook")
    _look(study, coder, language, between=between, by=by)
    folder = study.path / "codings"
    known = {one.id: one for one in (kept.coder for kept in study.kept)}
    who = known.get(coder) or Coder(id=coder, name=name or coder.capitalize(), kind="agreed" if between else "person")
    if who.kind != ("agreed" if between else "person"):
        raise StudyError(f"'{coder}' is no person, and only people code.", hint='Use your own short name: "asha".')
    material = Material(
        title=study.settings.title,
        transcripts=study.transcripts,
        groups={group.id: group for group in study.groups},
        people={person.id: person for person in study.people},
        codebook=study.codebook,
    )

    def look() -> None:
        # Sessions that came in since do no harm.
        if not stamp <= stamp_of(study.path, TRANSCRIPTS) or _unfinished(study):
            raise StudyError(
                "Transcripts were corrected, or words taken out, since this page was opened.",
                hint="Run the cell again: what was saved is saved.",
            )

    journal = Journal(folder, who, now=utc_now, fits=material.fits, look=look)
    desk = Desk(
        material,
        journal,
        CoderFiles(folder, but=coder),
        between=between,
        look=look,
        learned=None if between else Learned(lambda: _suggester(study, coder)),
    )
    if not desk.sessions:
        raise StudyError(
            "No session was coded by two of them, so there is nothing to agree on yet.",
            hint="Let each of them code the same session first, by themselves.",
        )
    edits = CodebookEdits(
        study.path / study.settings.codebook, desk, by=by or who.id, now=utc_now, tag=lambda: _tag_anew(study)
    )
    return CodeWidget(desk, Changes(desk, now=utc_now, language=language, by=by), language=language, codebook=edits)


def _suggester(study: Holdings, coder: str) -> Suggester:
    from tlc.study._suggesting import Suggesting

    return Suggesting(study, coder)


def _tag_anew(study: Listen) -> None:
    study._forget("codebook")
    study.tag()


def _unfinished(study: Holdings) -> bool:
    return (study.path / MARKER).exists() or bool(study.unfinished_corrections)


def _look(study: Holdings, coder: str, language: str, *, between: Sequence[str], by: str) -> None:
    """See whether there is anything to code, and whether it may be coded now."""
    if language not in wording():
        raise StudyError(
            "The coding page has no texts in that language.", hint=f"Choose one of: {', '.join(wording())}."
        )
    leaving = begun(study.path)
    if leaving is not None:
        raise StudyError(
            f"{leaving.person} is leaving the study, and this is not finished: their words may still be here.",
            where=study.path,
            hint=f"Finish it with: tlc withdraw {leaving.person}",
        )
    for problem in study.unfinished_corrections:
        raise StudyError(problem.what, where=problem.where, hint=problem.mend)
    if not study.transcripts:
        raise StudyError(
            "Nothing has been brought in that could be coded.",
            where=study.path,
            hint="Check session files with study.check(FILES), and bring them in with study.add(FILES).",
        )
    if coder in _MACHINES:
        raise StudyError(f"'{coder}' is a machine's name, and only people code.", hint='Use your own: "asha".')
    if (coder == AGREED) != bool(between):
        raise StudyError(
            "What people agree on is decided under the name 'agreed', between people who are named.",
            hint='study.code(coder="agreed", between=("asha", "ben"), by="asha")',
        )
    if between:
        _look_at_people(study, between, by)


def _look_at_people(study: Holdings, between: Sequence[str], by: str) -> None:
    study._coder_files.read().need(between)
    people = {kept.coder.id for kept in study.kept if kept.coder.kind == "person"}
    missing = [one for one in between if one not in people]
    if missing or len(set(between)) < 2:
        raise StudyError(
            f"'{missing[0]}' has not coded here." if missing else "Two people or more are needed to agree.",
            where="codings",
            hint=f"People who have coded: {', '.join(sorted(people)) or 'nobody yet'}.",
        )
    if not by:
        raise StudyError("It is kept who decides, and nobody is named.", hint='Say who writes it down: by="asha".')
    # The same rule as for everybody's short name: it is kept with each coding.
    Coder(id=by, name=by)

"""The same study before and after: what must be alike before two waves of talks may be compared, and what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.errors import AnalysisError
from tlc.model import Action, Code, Codebook, Transcript
from tlc.study._sources import evidence_of, turns_of_sessions

if TYPE_CHECKING:
    from tlc.lab.reading import WavesTable
    from tlc.study._holdings import Holdings

_KINDS = {
    "focus_group": ("focus group", "focus groups"),
    "interview": ("interview", "interviews"),
}


def waves_of(study: Holdings, before: str | Path, codes: Iterable[str] | None = None) -> WavesTable:
    """Compare a study with an earlier one.

    Parameters
    ----------
    study : Holdings
        The later one.
    before : path
        The folder of the earlier one.
    codes : iterable of str, optional
        Codes and headings; by default all codes.

    Raises
    ------
    StudyError
        There is no study in ``before``, or it cannot be read.
    AnalysisError
        Not the same codebook in the same version, a session that is in both, or nothing coded in one of them.
    """
    from tlc.lab.reading import WavesTable
    from tlc.listen.waves import waves

    earlier = type(study)(before)
    edited = edited_codes(earlier.codebook, study.codebook)
    need_apart(earlier, study)
    return WavesTable(
        result=waves(evidence_of(earlier), evidence_of(study), study.codebook, codes),
        codebook=study.codebook,
        min_cells=(earlier.settings.min_cell, study.settings.min_cell),
        interviews=(interviews(earlier), interviews(study)),
        talks=(talks(earlier), talks(study)),
        actions=_done(study.codebook, [*earlier.actions, *study.actions]),
        edited=edited,
    )


def edited_codes(one: Codebook, other: Codebook) -> tuple[str, ...]:
    """Name the codes that two files of one version do not tell alike: what they mean, or when they are used.

    Raises
    ------
    AnalysisError
        Another codebook, another version, or a code that is in only one of them.
    """
    if (one.id, one.version) != (other.id, other.version):
        raise AnalysisError(
            f"The two studies are coded with {one.id} {one.version} and with {other.id} {other.version}.",
            hint="Only the same codebook in the same version can be compared: codes may mean something else. Put the "
            "newer codebook into a copy of the older study and see what it lacks with 'tlc check'; or map one onto the "
            "other with 'tlc synthesise'.",
        )
    ids = {code.id for code in one} ^ {code.id for code in other}
    if ids:
        raise AnalysisError(
            f"Two files say that they are {one.id} {one.version}, but only one of them has: {', '.join(sorted(ids))}.",
            hint="Give the newer file a version of its own, or use the same file in both studies.",
        )
    return tuple(code.id for code in one if _told(code) != _told(other[code.id]))


def interviews(study: Holdings) -> frozenset[str]:
    """Name the sessions of a study that holds nothing but interviews: there a count of sessions is a count of people.

    Beside focus groups no session count is hidden: that it is would tell that all of its sessions are interviews.
    """
    kinds = {group.id: group.is_interview for group in study.groups if group.is_session}
    sessions = {name: one.group for name, one in study.transcripts.items() if one.group in kinds}
    return frozenset(sessions) if all(kinds[group] for group in sessions.values()) else frozenset()


def talks(study: Holdings) -> str:
    """Say what the sessions that people have read are: ``11 focus groups and 9 interviews``."""
    from tlc.change.evidence import sessions_of

    kinds = {group.id: group.kind for group in study.groups}
    read = sessions_of(turns_of_sessions(study), study.codings, study.finished)
    count = Counter(kinds.get(study.transcripts[name].group, "session") for name in read)
    parts = [f"{count[kind]} {words[count[kind] != 1]}" for kind, words in _KINDS.items() if count[kind]]
    return " and ".join(parts) or "no session"


def _told(code: Code) -> tuple[object, ...]:
    return code.kind, code.parent, code.brief, code.definition, code.include, code.exclude


def need_apart(earlier: Holdings, later: Holdings) -> None:
    """Refuse studies that share a session: what differs between them could be one person who left.

    Raises
    ------
    AnalysisError
        The two hold the same file, or the same words.
    """
    words = {_words(one): name for name, one in earlier.transcripts.items()}
    files = {one.source.digest: name for name, one in earlier.transcripts.items() if one.source.digest}
    for name, one in later.transcripts.items():
        if one.source.digest in files or _words(one) in words:
            raise AnalysisError(
                f"Session {name} is in both studies.",
                where=later.path,
                hint="Two waves are other talks. A study beside an earlier copy of itself would tell who left.",
            )


def _words(transcript: Transcript) -> tuple[str, ...]:
    return tuple(turn.text for turn in transcript.turns)


def _done(book: Codebook, actions: Iterable[Action]) -> dict[str, str]:
    """What was decided about each theme, or about a heading that it stands under."""
    told: dict[str, dict[str, None]] = {}
    for action in actions:
        for name in action.because:
            if name in book:
                for theme in (book[name].id, *(code.id for code in book.below(name))):
                    told.setdefault(theme, {})[f"{action.id} {action.status}"] = None
    return {theme: "; ".join(words) for theme, words in told.items()}

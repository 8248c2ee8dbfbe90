"""Bringing files in: one file, one session, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tlc import __version__
from tlc._files import write_whole
from tlc._text import digest, normalise
from tlc.errors import TlcError, TranscriptError
from tlc.model import Group, Problem, Source, Transcript, Turn, turn_id
from tlc.talk.earlier import Replacing
from tlc.talk.importers import Account, RawTranscript, RawTurn
from tlc.talk.language import UNDETERMINED, languages_of
from tlc.talk.people import Speakers
from tlc.talk.session_file import SessionFile, read_session
from tlc.talk.transcript import write_transcript

WITHDRAWN = "[withdrawn]"
NOT_FOR_ANALYSIS = "[not for analysis]"
#: What stands in place of words that may not be kept.
PLACEHOLDERS = (WITHDRAWN, NOT_FOR_ANALYSIS)
# A label that is plainly an id may be repeated in a message; any other could be somebody's name.
_SAFE_LABEL = re.compile(r"[A-Za-z]{1,2}\d{1,3}|(?:speaker|participant|vorbitor) \d{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one file.

    Attributes
    ----------
    name : str
        The file's own name.
    transcript : Transcript or None
        What was brought in; None where nothing was.
    account : Account or None
        What was in the file and what became of it.
    problem : Problem or None
        Why nothing was brought in.
    already : bool
        The very same file had been brought in before: nothing to do.
    warnings : tuple of str
        What the importer warns of, such as that a PDF's lines may be out of order.
    replacing : Replacing or None
        Where it came in place of an earlier version: what became of the codings.
    """

    name: str
    transcript: Transcript | None = None
    account: Account | None = None
    problem: Problem | None = None
    already: bool = False
    warnings: tuple[str, ...] = ()
    replacing: Replacing | None = None

    @property
    def untold(self) -> int:
        """Turns of which nobody can tell the language, because they are short."""
        return sum(turn.language == UNDETERMINED for turn in self.transcript.turns) if self.transcript else 0

    @property
    def withheld(self) -> int:
        """Turns left without words, because their speaker withdrew or did not agree to analysis."""
        return sum(turn.text in PLACEHOLDERS for turn in self.transcript.turns) if self.transcript else 0


@dataclass(frozen=True, slots=True)
class BringIn:
    """What a file needs to become a transcript of this study.

    Parameters
    ----------
    folder : Path
        Where the canonical transcripts are kept.
    groups : mapping of id to Group
    speakers : Speakers
    clear : callable
        The gate: lets a file through, with brackets in place of what identifies, or refuses it.
    present : dict of id to Transcript
        What the study holds already; grows as files come in.
    notice : str
        A line for the head of every transcript.
    before_replacing : callable, optional
        Told the transcript that is there and the one that is about to take its place; without it, none is replaced.
    """

    folder: Path
    groups: Mapping[str, Group]
    speakers: Speakers
    clear: Callable[[SessionFile], SessionFile]
    present: dict[str, Transcript] = field(default_factory=dict)
    notice: str = ""
    before_replacing: Callable[[Transcript, Transcript], None] | None = None

    def add(self, path: Path, *, group: str | None = None, encoding: str | None = None) -> Added:
        """Bring one file in. Nothing is raised for a bad file: its problem is part of the answer."""
        try:
            return self._add(path, group, encoding)
        except TlcError as error:
            return Added(name=path.name, problem=Problem.of(error))

    def _add(self, path: Path, group_id: str | None, encoding: str | None) -> Added:
        group = self._group_of(path, group_id)
        file = read_session(path, encoding=encoding)
        before = self.present.get(group.id)
        if before is not None and self.before_replacing is None:
            if before.source.digest == file.digest:
                return Added(name=path.name, transcript=before, already=True)
            raise TranscriptError(
                f"{group.id} is in the study already, brought in from another file.",
                where=path,
                hint="If this one is corrected and is to take its place: tlc add --replace FILE",
            )
        file = self.clear(file)
        raw = file.raw
        source = Source(
            # Under the group's name: the file's own may say more, and may be changed after the check.
            name=f"{group.id}{path.suffix.lower()}",
            importer=file.importer,
            version=__version__,
            digest=file.digest,
        )
        transcript = Transcript(id=group.id, group=group.id, source=source, turns=self._turns(raw, group, path))
        if before is not None and before.digest == transcript.digest:
            return Added(name=path.name, transcript=before, already=True)
        self._refuse_known_words(transcript, path)
        if before is not None and self.before_replacing is not None:
            self.before_replacing(before, transcript)
        write_whole(self.folder / f"{transcript.id}.txt", write_transcript(transcript, notice=self.notice))
        self.present[transcript.id] = transcript
        return Added(name=path.name, transcript=transcript, account=raw.account, warnings=raw.warnings)

    def _group_of(self, path: Path, group_id: str | None) -> Group:
        # FG01.docx, FG01_women.docx and "FG01 - June.docx" all belong to FG01.
        name = group_id or re.split(r"[^A-Za-z0-9]", path.stem, maxsplit=1)[0]
        for group in self.groups.values():
            if group.id.casefold() == name.casefold():
                return group
        if group_id:
            raise TranscriptError("That group is not in groups.csv.", where=path, hint="Add a row for it there.")
        raise TranscriptError(
            "The file's name does not begin with a group of groups.csv.",
            where=path,
            hint="Add the group there, rename the file (FG01.docx), or say which it is: tlc add FILE --group FG01",
        )

    def _refuse_known_words(self, new: Transcript, path: Path) -> None:
        words = _words_digest(new)
        for known in self.present.values():
            if known.id != new.id and _words_digest(known) == words:
                raise TranscriptError(
                    f"The file holds the same words as {known.id}, which is in the study already.",
                    where=path,
                    hint="If it is another session by mistake, find its own file; if it is a copy, leave it out.",
                )

    def _turns(self, raw: RawTranscript, group: Group, path: Path) -> tuple[Turn, ...]:
        turns = []
        strangers: dict[str, int] = {}
        for number, (heard, language) in enumerate(_with_languages(raw.turns, group), start=1):
            try:
                speaker = self.speakers.of(heard.label, group.id)
            except KeyError:
                strangers.setdefault(heard.label or "", heard.number)
                continue
            turns.append(self._turn(turn_id(group.id, number), speaker, heard, language))
        if strangers:
            raise _unknown_speakers(strangers, raw.unit, path)
        return tuple(turns)

    def _turn(self, name: str, speaker: str | None, heard: RawTurn, language: str) -> Turn:
        person = self.speakers.people.get(speaker) if speaker else None
        if person is not None and not person.may_keep:
            gone = WITHDRAWN if person.withdrawn else NOT_FOR_ANALYSIS
            return Turn(id=name, speaker=speaker, text=gone, language=language, seconds=heard.seconds)
        return Turn(
            id=name,
            speaker=speaker,
            # Once more, for importers that others write: what is not normalised would not read back the same.
            text=normalise(heard.text),
            language=language,
            original=None if heard.original is None else normalise(heard.original),
            original_language=heard.original_language,
            seconds=heard.seconds,
            notes=heard.notes,
            original_notes=heard.original_notes,
        )


def _with_languages(turns: Sequence[RawTurn], group: Group) -> Iterator[tuple[RawTurn, str]]:
    """Say of each turn which language it is in: as declared, or as its words tell where several were declared."""
    languages = [group.language] * len(turns)
    if group.mixed:
        languages = languages_of([turn.text for turn in turns], group.mixed)
    untold = [turn.original if turn.original_language == UNDETERMINED else None for turn in turns]
    if group.spoken and any(untold):
        # The heading says "Original" and names no language; the session says what was spoken.
        told = languages_of([original or "" for original in untold], group.spoken)
        turns = [
            replace(turn, original_language=name) if original else turn
            for turn, original, name in zip(turns, untold, told, strict=True)
        ]
    yield from zip(turns, languages, strict=True)


def _unknown_speakers(strangers: Mapping[str, int], unit: str, path: Path) -> TranscriptError:
    label, first = next(iter(strangers.items()))
    who = f"'{label}'" if _SAFE_LABEL.fullmatch(label) else "somebody"
    others = ", ".join(str(number) for number in list(strangers.values())[1:6])
    more = f", and {len(strangers) - 1} more (at {unit} {others})" if others else ""
    hint = "Add them to participants.csv, in this group, or say in speakers.csv whose label it is."
    if not all(_SAFE_LABEL.fullmatch(one) for one in strangers):
        hint += " A name goes into neither: write the person's id in its place in the file, and check it again."
    return TranscriptError(
        f"At {unit} {first} speaks {who} whom the study does not know{more}.",
        where=path,
        hint=hint,
    )


def _words_digest(transcript: Transcript) -> str:
    return digest("\n".join(turn.text for turn in transcript.turns))

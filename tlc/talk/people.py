"""Participants, groups and speaker labels, read from the study's tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from tlc._tables import Row, read_table
from tlc.errors import StudyError
from tlc.model import VOICES, Consent, Group, Participant

Noun = TypeVar("Noun", Group, Participant)

_CONSENTS = ("consent_analyse", "consent_quote", "consent_publish", "consent_training", "consent_archive")
_OWN_COLUMNS = {"participant", "group", "role", "language", "withdrawn", "note", "consent_date", *_CONSENTS}
# A column that would hold who somebody is. tlc never keeps a key to the names.
_NAMES = {
    "name",
    "first_name",
    "last_name",
    "surname",
    "email",
    "e-mail",
    "phone",
    "telephone",
    "address",
    "postcode",
}
_NAMES |= {"full_name", "participant_name", "mobile", "post_code", "date_of_birth", "dob", "nhs_number"}
_NAMES |= {"nume", "prenume", "telefon", "adresa", "adresă", "cnp"}
_UNKNOWN = {
    "?",
    "??",
    "unknown",
    "unknown speaker",
    "speaker unknown",
    "several",
    "several voices",
    "all",
    "necunoscut",
}
# Written under a consent, each says that nobody knows it to have been given: so it was not.
_NOT_GIVEN = {"?", "unknown", "not asked", "not known", "necunoscut"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Not "Speaker 1": programs number voices in the order in which they hear them, and the first is mostly the facilitator.
_NUMBERED = re.compile(r"(?:participant|part\.?|p)?\s*0*(\d{1,3})", re.IGNORECASE)


def read_participants(path: Path) -> tuple[Participant, ...]:
    """Read ``participants.csv``; every column that tlc does not know is a trait.

    Raises
    ------
    StudyError
        An id stands twice, a role is unknown, a consent is neither yes nor no, the day of a consent is none or
        still to come, or a column holds names.
    """
    rows = read_table(path, required=("participant", "role", "consent_analyse"))
    if rows:
        for column in rows[0].cells:
            if column in _NAMES:
                raise StudyError(
                    f"The column '{column}' would identify people.",
                    where=path,
                    hint="Take it out, and keep the key to the names away from the study.",
                )
    found: dict[str, Participant] = {}
    for row in rows:
        person = _placed(row, partial(_participant, row))
        if person.id.casefold() in found:
            raise StudyError(f"Participant {person.id} stands twice.", where=row.where, hint="Keep one of the rows.")
        found[person.id.casefold()] = person
    return tuple(found.values())


def read_groups(path: Path) -> tuple[Group, ...]:
    """Read ``groups.csv``.

    Raises
    ------
    StudyError
        An id stands twice, a kind is unknown, or a month is not of the form 2026-06.
    """
    found: dict[str, Group] = {}
    for row in read_table(path, required=("group", "kind")):
        group = _placed(row, partial(_group, row))
        # Windows keeps fg01.txt and FG01.txt in one file.
        if group.id.casefold() in found:
            raise StudyError(f"Group {group.id} stands twice.", where=row.where, hint="Keep one of the rows.")
        if row["month"] and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", row["month"]):
            raise StudyError(
                "The month is not of the form 2026-06.",
                where=row.where,
                hint="Excel may have changed it: write it as text, with an apostrophe before it.",
            )
        found[group.id.casefold()] = group
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who a label in a file stands for.

    Parameters
    ----------
    people : mapping of id to Participant
    labels : mapping of (group or "", label) to participant id
        From ``speakers.csv``, labels in lower case; an empty group stands for every group.

    >>> p7 = Participant(id="P07", role="community", group="FG02")
    >>> speakers = Speakers({"P07": p7}, {})
    >>> speakers.of("Participant 7", "FG02"), speakers.of("?", "FG02")
    ('P07', None)
    """

    people: Mapping[str, Participant]
    labels: Mapping[tuple[str, str], str]

    def of(self, label: str | None, group: str) -> str | None:
        """The participant behind a label; None where the file itself says that it is not known.

        Raises
        ------
        KeyError
            The label stands for nobody in this group.
        """
        if label is None:
            return None
        name = _folded(label)
        if not name:
            return None
        for key in ((group, name), ("", name)):
            if key in self.labels:
                return self.labels[key]
        if name in _UNKNOWN:
            return None
        here = [person.id for person in self.people.values() if person.group in (group, None)]
        numbered = _NUMBERED.fullmatch(name)
        for pattern in (re.escape(name), *([rf"p0*{int(numbered[1])}"] if numbered else [])):
            found = [person for person in here if re.fullmatch(pattern, person.casefold())]
            # P7 and P07 in one group: "Participant 7" could be either.
            if len(found) == 1:
                return found[0]
        raise KeyError(label)


def read_speakers(path: Path, people: Iterable[Participant], groups: Collection[str]) -> Speakers:
    """Read ``speakers.csv``, which says what other labels the files use; a study may do without it.

    Raises
    ------
    StudyError
        A row names a participant or a group that is not in the study, or a label is given to two people.
    """
    by_id = {person.id: person for person in people}
    labels: dict[tuple[str, str], str] = {}
    for row in read_table(path, required=("group", "label", "participant")) if path.is_file() else ():
        if row["participant"] not in by_id:
            raise StudyError(
                "The label is given to somebody who is not in participants.csv.",
                where=row.where,
                hint="Add the participant there, or correct the id here.",
            )
        if row["group"] and row["group"] not in groups:
            raise StudyError(
                "The group is not in groups.csv.", where=row.where, hint="Add it there, or correct it here."
            )
        label = (row["group"], _folded(row["label"]))
        if labels.setdefault(label, row["participant"]) != row["participant"]:
            raise StudyError("The label is given to two people.", where=row.where, hint="Keep one of the rows.")
    return Speakers(by_id, labels)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split()).strip(" :")


def _group(row: Row) -> Group:
    return Group(
        id=row["group"],
        kind=row["kind"],  # type: ignore[arg-type]  # Group itself refuses what is not a kind
        label=row["label"],
        community=row["community"],
        place=row["place"],
        month=row["month"],
        language=next(iter(row.many("language")), "en"),
        mixed=row.many("language") if len(row.many("language")) > 1 else (),
        spoken=row.many("spoken"),
        facilitator=row["facilitator"],
        translation=row["translation"],
        route=row["route"],
    )


def _participant(row: Row) -> Participant:
    # Researchers and interpreters are not the study's participants: nothing of theirs is counted.
    if not row["consent_analyse"] and row["role"] in VOICES:
        raise StudyError(
            # Without the id: nobody has looked yet whether it is one, or somebody's name.
            "It is not said whether the participant agreed to have their words analysed.",
            where=row.where,
            hint="Write yes or no under consent_analyse.",
        )
    analyse, quote, publish, training, archive = (_agreed(row, column) for column in _CONSENTS)
    return Participant(
        id=row["participant"],
        role=row["role"],  # type: ignore[arg-type]  # Participant itself refuses what is not a role
        group=row["group"] or None,
        language=row["language"] or None,
        traits={name: value for name, value in row.cells.items() if name not in _OWN_COLUMNS and value},
        consent=Consent(
            analyse=analyse, quote=quote, publish=publish, training=training, archive=archive, date=_day(row)
        ),
        withdrawn=row.yes("withdrawn"),
    )


def _agreed(row: Row, column: str) -> bool:
    return row[column].casefold() not in _NOT_GIVEN and row.yes(column)


def _day(row: Row) -> date | None:
    written = row["consent_date"]
    if not written or written.casefold() in _NOT_GIVEN:
        return None
    try:
        # Nothing but 2026-06-01: Python would take 20260601 and 2026-W23-1 too.
        day = date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        day = None
    if day is None:
        raise StudyError(
            "The day of the consent is not of the form 2026-06-01.",
            where=row.where,
            hint="Excel may have changed it: write it as text, with an apostrophe before it.",
        )
    # East of Greenwich, today is sometimes tomorrow.
    if day > datetime.now(UTC).date() + timedelta(days=1):
        raise StudyError(
            "The day of the consent is still to come.", where=row.where, hint="Write the day it was given."
        )
    return day


def _placed(row: Row, make: Callable[[], Noun]) -> Noun:
    # The nouns know what is wrong, the row knows where.
    try:
        return make()
    except StudyError as error:
        raise StudyError(error.what, where=row.where, hint=error.hint) from error

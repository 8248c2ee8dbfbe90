"""Back-checks of translations: some turns drawn at random, a table to fill in, and what the table comes to.

The table holds people's words. It stays in the study folder, and goes when one of its people leaves.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tlc._tables import plain, read_table, write_table
from tlc.errors import CodingError, StudyError
from tlc.model import VOICES, Coder, Participant, Transcript, Turn

FOLDER = "back-check"
COLUMNS = ("turn", "original", "translation", "right", "correction", "drawn")
_LEAST_SHARE, _MOST_SHARE = 1, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class BackCheck:
    """What came of back-checks.

    Attributes
    ----------
    translated : int
        Turns of participants, or of nobody known, that have a translation.
    drawn, checked, right : int
        How many of them were drawn, were looked at, and were found right by everybody who looked.
    outdated : int
        Rows about words that have changed since: in none of these counts.
    people : int
        How many people looked.
    low, high : float
        The 95 % interval of the share that is right; NaN where nobody has looked yet.
    how : str
        How they were drawn: the share and the seed.

    >>> nothing = BackCheck(translated=8, drawn=2, checked=0, right=0, outdated=0, people=0, low=math.nan,
    ...                     high=math.nan, how="10 %, seed 1")
    >>> nothing.sentence
    ''
    """

    translated: int
    drawn: int
    checked: int
    right: int
    outdated: int
    people: int
    low: float
    high: float
    how: str

    @property
    def sentence(self) -> str:
        """What a report may say of it; empty where nobody has looked at any translation yet."""
        if not self.checked:
            return ""
        who = "one person" if self.people == 1 else f"{self.people} people"
        rest = self.drawn - self.checked
        waiting = f"; {rest} more {'waits' if rest == 1 else 'wait'} to be checked" if rest else ""
        return (
            f"Of {self.translated} translated turns, {self.drawn} were drawn at random, session by session "
            f"({self.how}), to be held against the original. {who.capitalize()} checked {self.checked} and found "
            f"{self.right} right ({100 * self.right / self.checked:.0f} %; 95 % interval {100 * self.low:.0f} to "
            f"{100 * self.high:.0f} %, Wilson){waiting}."
        )


def translated(transcripts: Iterable[Transcript], people: Iterable[Participant]) -> tuple[Turn, ...]:
    """Name the turns that have a translation and count as findings: not what researchers asked or interpreters said.

    Parameters
    ----------
    transcripts : iterable of Transcript
    people : iterable of Participant
    """
    others = {person.id for person in people if person.role not in VOICES or not person.may_analyse}
    return tuple(
        turn
        for transcript in transcripts
        for turn in transcript.turns
        if turn.text.strip() and (turn.original or "").strip() and turn.speaker not in others
    )


def draw(turns: Iterable[Turn], *, share: int = 10, seed: int = 1) -> tuple[Turn, ...]:
    """Draw some turns of each session at random, at least one; what other sessions there are makes no difference.

    Parameters
    ----------
    turns : iterable of Turn
    share : int
        Of the turns of each session, in per cent, rounded up.
    seed : int

    Returns
    -------
    tuple of Turn
        In the order in which they were handed over.

    Raises
    ------
    StudyError
        The share is below 1 or above 100.

    >>> turns = [Turn(id=f"FG01:{n:04}", speaker=None, text="Yes.", language="en") for n in range(1, 21)]
    >>> [turn.number for turn in draw(turns, seed=1)] == [turn.number for turn in draw(turns, seed=1)]
    True
    """
    if not _LEAST_SHARE <= share <= _MOST_SHARE:
        raise StudyError("The share to draw is below 1 or above 100.", hint="Give it in per cent, such as: --share 10")
    by_session: dict[str, list[Turn]] = {}
    for turn in turns:
        by_session.setdefault(turn.transcript, []).append(turn)
    drawn: list[Turn] = []
    for session, own in by_session.items():
        many = math.ceil(len(own) * share / 100)
        # Not a secret, but something that anybody can draw again.
        places = sorted(random.Random(f"{seed} {session}").sample(range(len(own)), many))  # noqa: S311
        drawn += [own[place] for place in places]
    return tuple(drawn)


def write_check(folder: Path, by: str, drawn: Iterable[Turn], *, how: str) -> Path:
    """Write the table that one person fills in; nothing that they filled in before is written over.

    Parameters
    ----------
    folder : Path
        ``back-check`` in the study.
    by : str
        Who will check.
    drawn : iterable of Turn
    how : str
        How they were drawn; it stands in each row.

    Raises
    ------
    StudyError
        The name is none, there is a table already, or no turn is translated.
    """
    path = path_of(folder, by)
    if path.exists():
        raise StudyError(
            "There is a table to check for this person already.",
            where=path,
            hint="Fill it in: yes or no under 'right'. To draw others, give it another name first.",
        )
    rows = [(turn.id, turn.original, turn.text, "", "", how) for turn in drawn]
    if not rows:
        raise StudyError(
            "No turn of a participant has a translation beside its original.",
            hint="Bring sessions in with both, such as a table with the columns: Speaker | Română | English.",
        )
    folder.mkdir(exist_ok=True)
    return write_table(path, COLUMNS, rows)


def path_of(folder: Path, by: str) -> Path:
    """Where one person's table lies.

    Raises
    ------
    StudyError
        The name cannot name a file.
    """
    try:
        return folder / f"{Coder(id=by, name=by).id}.csv"
    except CodingError as error:
        raise StudyError("Whoever checks needs a short name.", hint=error.hint) from error


def read_checks(folder: Path, turns: Iterable[Turn]) -> BackCheck:
    """Read everybody's tables back, and hold them against the words as they are now.

    Parameters
    ----------
    folder : Path
    turns : iterable of Turn
        All that are translated.

    Raises
    ------
    StudyError
        A table cannot be read, or holds something other than yes or no under ``right``.

    Source: for the interval of a share, Wilson (1927), Journal of the American Statistical Association 22.
    """
    now = {turn.id: turn for turn in turns}
    verdicts: dict[str, list[bool]] = {}
    drawn, hows, people, outdated = set(), set(), 0, 0
    for path in sorted(folder.glob("*.csv")):
        looked = False
        for row in read_table(path, required=("turn", "translation", "right")):
            turn = now.get(row["turn"])
            if turn is None or not _same(row.cells, turn):
                outdated += 1
                continue
            drawn.add(turn.id)
            hows.add(row["drawn"])
            if row["right"]:
                verdicts.setdefault(turn.id, []).append(row.yes("right"))
                looked = True
        people += looked
    right = sum(all(found) for found in verdicts.values())
    low, high = _wilson(right, len(verdicts))
    return BackCheck(
        translated=len(now),
        drawn=len(drawn),
        checked=len(verdicts),
        right=right,
        outdated=outdated,
        people=people,
        low=low,
        high=high,
        how="; ".join(sorted(hows - {""})) or "as the table says",
    )


def _same(cells: Mapping[str, str], turn: Turn) -> bool:
    """Whether a row is about the words as they are; spreadsheet programs change white space."""
    pairs = ((cells["translation"], turn.text), (cells.get("original", turn.original or ""), turn.original or ""))
    return all(plain(cell).split() == words.split() for cell, words in pairs)


def _wilson(right: int, checked: int) -> tuple[float, float]:
    if not checked:
        return math.nan, math.nan
    from scipy.stats import binomtest

    interval = binomtest(right, checked).proportion_ci(confidence_level=0.95, method="wilson")
    return float(interval.low), float(interval.high)

"""A study from which something can be learnt. Everybody and every word in it is invented.

What is about opening hours never holds a term of the codebook, so that only people's codings tell what it is about.
"""

from __future__ import annotations

from pathlib import Path

from tlc.listen.codings import Add, Change, Finish, Journal, Read, coding_id
from tlc.model import Coder, Coding, Source, Span, Transcript, Turn, turn_id
from tlc.talk.transcript import write_transcript

SESSIONS = ("FG01", "FG01B", "FG01C", "FG01D", "IN01", "IN01B")
ASHA, BEN = Coder(id="asha", name="Asha"), Coder(id="ben", name="Ben")
HOURS, CARD = "access.hours", "language.card"
AT = "2026-06-01T10:00:00Z"
_SAID = (
    ("P01", "The shutters were down again when I finished at the bakery.", HOURS),
    ("P02", "My cousin brought soup, and we talked about the garden.", ""),
    ("P02", "I came from work and the shutters were down, as every evening.", HOURS),
    ("P01", "They gave me a little paper that says which words I need.", CARD),
    ("P02", "The bus was full and it rained all the way.", ""),
    ("P01", "A little paper that I can show, that would help us.", CARD),
    ("P02", "Shutters down, lights off, nobody there in the evening.", HOURS),
    ("P01", "It is closed after my shift.", ""),
)


def lay(folder: Path, *, sessions: tuple[str, ...] = SESSIONS) -> Path:
    """Put the sessions into a study's folder."""
    (folder / "transcripts").mkdir(exist_ok=True)
    for session in sessions:
        text = write_transcript(transcript(session), notice="SYNTHETIC.")
        (folder / "transcripts" / f"{session}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


def transcript(session: str) -> Transcript:
    """Whoever leads asks first; then the others speak. Each session says it a little differently."""
    place = SESSIONS.index(session)
    said = [
        ("R01", "What was it like when you went there?"),
        *((who, f"{text} So it was {place}.") for who, text, _ in _SAID),
    ]
    turns = tuple(
        Turn(id=turn_id(session, number), speaker=who, text=text, language="en")
        for number, (who, text) in enumerate(said, start=1)
    )
    source = Source(name=f"{session}.txt", importer="txt", version="0.1.0", digest=f"{place}" * 64)
    return Transcript(id=session, group=session[:4], source=source, turns=turns)


def coding(session: str, number: int, code: str, coder: Coder = ASHA, *, status: str = "accepted") -> Coding:
    """A coding of a whole turn."""
    turn = transcript(session).turns[number - 1]
    span = Span(turn=turn.id, start=0, end=len(turn.text))
    fields = {"id": coding_id(coder.id, span, code), "made_at": AT, "status": status}
    return Coding(span=span, code=code, coder=coder.id, quote=turn.text, **fields)  # type: ignore[arg-type]


def codings(session: str, coder: Coder = ASHA) -> list[Coding]:
    """All that a coder finds in a session who overlooks nothing."""
    return [coding(session, number, code, coder) for number, (_, _, code) in enumerate(_SAID, start=2) if code]


def do(folder: Path, coder: Coder, *changes: Change) -> None:
    """Let a coder do one step."""
    Journal(folder / "codings", coder, now=lambda: AT).do(*changes)


def code(folder: Path, *sessions: str, coder: Coder = ASHA) -> None:
    """Let a coder code sessions from end to end, and call them finished."""
    for session in sessions:
        do(folder, coder, *map(Add, codings(session, coder)), Finish(session, yes=True))


def read(folder: Path, turn: str, drawn: str, coder: Coder = ASHA) -> None:
    """Let a coder have read a turn."""
    do(folder, coder, Read(turn, drawn))  # type: ignore[arg-type]

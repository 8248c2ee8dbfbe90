"""A small study for what is read from codings. Everybody and every word in it is invented."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tlc.frames import codings_frame, turns_frame
from tlc.model import (
    Code,
    Codebook,
    Coder,
    Coding,
    Consent,
    Group,
    Participant,
    Source,
    Span,
    Transcript,
    Turn,
    turn_id,
)

YES = Consent(analyse=True)
CODERS = (
    Coder(id="asha", name="Asha"),
    Coder(id="ben", name="Ben"),
    Coder(id="together", name="Asha and Ben", kind="agreed"),
)
# What was said, by whom; None is somebody not known. P7 withdrew, P8 may not be analysed, P9 is in no table.
SAID: dict[str, tuple[tuple[str | None, str], ...]] = {
    "FG01": (
        ("R1", "Is it closed when you come?"),
        ("P1", "It is closed after my shift, and closed on Sunday."),
        ("P2", "They wanted papers. Nobody explained the letter."),
        (None, "Always closed."),
        ("P7", "Closed for me too."),
        ("P3", "Papers, always papers."),
    ),
    "FG02": (("P4", "Closed. And they wanted papers."), ("P5", "They wanted papers from me."), ("P8", "Closed.")),
    "IN01": (("R1", "What do you see?"), ("P6", "People come when it is closed."), ("P9", "Closed at noon.")),
}
GROUPS = (
    Group(id="FG01", kind="focus_group", label="women who clean", community="Roma", month="2026-06"),
    Group(id="FG02", kind="focus_group", label="men who build", community="Roma", month="2026-05"),
    Group(id="IN01", kind="interview", label="a nurse", month=""),
    Group(id="FG03", kind="focus_group", label="not held yet", community="Roma", month="2026-07"),
)
PEOPLE = (
    Participant(id="P1", role="community", group="FG01", language="ro", consent=YES, traits={"age_band": "18-29"}),
    Participant(id="P2", role="community", group="FG01", language="ro", consent=YES, traits={"age_band": "30-44"}),
    Participant(id="P3", role="community", group="FG01", language="en", consent=YES, traits={"age_band": "18-29"}),
    Participant(id="P7", role="community", group="FG01", withdrawn=True, traits={"age_band": "30-44"}),
    Participant(id="P4", role="community", group="FG02", language="ro", consent=YES, traits={"age_band": "30-44"}),
    Participant(id="P5", role="community", group="FG02", consent=YES),
    Participant(id="P8", role="community", group="FG02", consent=Consent(), traits={"age_band": "18-29"}),
    Participant(id="P6", role="professional", group="IN01", language="en", consent=YES),
    Participant(id="R1", role="facilitator"),
)


def _code(name: str, label: str, **more: Any) -> Code:
    parent = name.partition(".")[0] if "." in name else None
    return Code(id=name, label={"en": label}, kind="barrier" if parent else "heading", parent=parent, **more)


BOOK = Codebook(
    id="small",
    name="Small",
    version="1",
    codes=(
        _code("access", "Getting in", aliases=("entry",)),
        _code("access.hours", "Opening hours do not fit", aliases=("ACC04",)),
        _code("access.papers", "Asked for papers"),
        _code("language", "Language"),
        _code("language.letters", "Letters that nobody explains", origin="emerging"),
    ),
)


class Small:
    """The study, and codings by hand."""

    people, groups, codebook, coders = PEOPLE, GROUPS, BOOK, CODERS

    def __init__(self) -> None:
        self.transcripts = tuple(_transcript(name, said) for name, said in SAID.items())
        self.turns = turns_frame(self.transcripts, PEOPLE)
        self._texts = {turn.id: turn.text for transcript in self.transcripts for turn in transcript.turns}
        self._made = 0

    def mark(self, turn: str, words: str, code: str, coder: str = "asha", **more: Any) -> Coding:
        """Code the first place where some words stand in a turn; each call makes a coding of its own."""
        start = self._texts[turn].index(words)
        self._made += 1
        span = Span(turn=turn, start=start, end=start + len(words))
        fields = {"id": f"{coder}-{self._made}", "made_at": "2026-06-01T10:00:00Z"} | more
        return Coding(span=span, code=code, coder=coder, quote=words, **fields)

    def codings(self, *marks: Coding) -> pd.DataFrame:
        """Codings as the analyses are handed them: those that count."""
        return codings_frame(marks, CODERS)

    def frames(self, *marks: Coding, only: tuple[str, ...] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Turns, of some sessions or of all, and codings."""
        turns = self.turns[self.turns["transcript"].isin(only)] if only else self.turns
        return turns, self.codings(*marks)


def _transcript(name: str, said: tuple[tuple[str | None, str], ...]) -> Transcript:
    turns = tuple(
        Turn(id=turn_id(name, number), speaker=speaker, text=text, language="en")
        for number, (speaker, text) in enumerate(said, 1)
    )
    source = Source(name=f"{name}.txt", importer="txt", version="0.1.0", digest="0" * 64)
    return Transcript(id=name, group=name, source=source, turns=turns)

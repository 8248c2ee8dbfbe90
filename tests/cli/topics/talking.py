"""A study that talks of four things, one of which its codebook does not know. Everybody and every word is invented."""

from __future__ import annotations

from pathlib import Path

from tlc.model import Source, Transcript, Turn, turn_id
from tlc.talk.transcript import write_transcript

SESSIONS = ("FG01", "FG01B", "FG01C", "FG01D", "IN01", "IN01B")
PEOPLE = ("P01", "P02", "P03")
#: A word that everybody says, and that may be printed only in lists of words and in quotes that were asked for.
SPOKEN = "lantern"
_SAID = (
    "The surgery was closed after my shift and the evening hours were too short {}.",
    "It is closed after my shift, whatever the hours say on the door {}.",
    "There was no interpreter at the desk, so my daughter had to translate {}.",
    "Again no interpreter came, and my daughter did translate the doctor {}.",
    "They wanted proof of address before I could register with the surgery {}.",
    "To register you need proof of address, and the landlord gives no papers {}.",
    f"The {SPOKEN} in the alley is broken and walking there in the dark scares me {{}}.",
    f"Walking past the broken {SPOKEN} in the dark alley, I turn round and go home {{}}.",
    f"Without a {SPOKEN} the alley is dark, and walking to the clinic scares us {{}}.",
)
_TIMES = ("in spring", "in summer", "last autumn", "all winter", "on Monday", "on Friday")


def lay(folder: Path) -> Path:
    """Put six sessions into a study's folder: fifty-four turns of three people."""
    (folder / "transcripts").mkdir(exist_ok=True)
    for place, session in enumerate(SESSIONS):
        said = [
            ("R01", "What was it like?"),
            *((PEOPLE[(n + place) % 3], text.format(_TIMES[place])) for n, text in enumerate(_SAID)),
        ]
        turns = tuple(
            Turn(id=turn_id(session, number), speaker=who, text=text, language="en")
            for number, (who, text) in enumerate(said, start=1)
        )
        source = Source(name=f"{session}.txt", importer="txt", version="0.1.0", digest=f"{place}" * 64)
        transcript = Transcript(id=session, group=session[:4], source=source, turns=turns)
        path = folder / "transcripts" / f"{session}.txt"
        path.write_text(write_transcript(transcript, notice="SYNTHETIC."), encoding="utf-8", newline="")
    return folder

"""A small study for the coding page, made by hand: sessions, codes, and what others coded. Everything is invented.

Tests read it as a file, and so does the notebook of the tests in a browser.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tlc.lab.code import CodeWidget
from tlc.lab.code.changes import Changes
from tlc.lab.code.conversation import Conversation
from tlc.lab.code.desk import Desk
from tlc.lab.code.material import Material
from tlc.listen.coder_files import CoderFiles
from tlc.listen.codings import Journal, add_codings, coding_id, replace_suggestions
from tlc.model import (
    RULES,
    Code,
    Codebook,
    Coder,
    Coding,
    Consent,
    Group,
    Note,
    Participant,
    Source,
    Span,
    Transcript,
    Turn,
)

CANARY = "quince jelly in the attic"
AT = "2026-06-01T10:00:00Z"
SAID = {
    "FG01": [
        ("R01", "How is it at the doctor's here?"),
        ("P01", f"It is closed after my shift. We keep {CANARY}."),
        ("P02", "They asked for proof of address, and there was no interpreter."),
        (None, "Nobody tells you where to go 👩🏽‍⚕️, și nu știu."),
        ("P03", "[not for analysis]"),
        ("P01", "A card that says which language I speak."),
    ],
    "FG02": [("P04", "We waited for hours, and it was closed."), ("R01", "And then?"), ("P04", "We went home.")],
    "IN01": [("P05", "People cannot register without proof of address.")],
}
LABELS = {
    "access": ("heading", "Getting in", "Accesul"),
    "access.hours": ("barrier", "Opening hours do not fit", "Programul nu se potrivește"),
    "access.registration": ("barrier", "Cannot register", "Nu se pot înscrie"),
    "language": ("heading", "Language", "Limba"),
    "language.interpreter": ("barrier", "No interpreter", "Fără interpret"),
    "language.card": ("solution", "A card that asks for an interpreter", "Un card care cere un interpret"),
}
WORDS = ["closed after my shift", "proof of address", "no interpreter"]


def made_material() -> Material:
    """Three sessions of two groups and an interview."""
    transcripts = {}
    for name, said in SAID.items():
        turns = tuple(
            Turn(id=f"{name}:{number:04d}", speaker=speaker, text=text, language="en", seconds=number * 10.0)
            for number, (speaker, text) in enumerate(said, start=1)
        )
        source = Source(name=f"{name}.txt", importer="txt", version="0", digest="")
        transcripts[name] = Transcript(id=name, group=name, source=source, turns=turns)
    first = transcripts["FG01"]
    laughs = replace(first.turns[1], notes=(Note(at=28, text="[laughs]"),))
    translated = replace(first.turns[2], original="Au cerut dovada adresei.", original_language="ro")
    turns = (first.turns[0], laughs, translated, *first.turns[3:])
    transcripts["FG01"] = replace(first, turns=turns)
    yes = Consent(analyse=True)
    people = [Participant(id=f"P{number:02d}", role="community", consent=yes) for number in (1, 2, 4, 5)]
    people += [Participant(id="P03", role="community"), Participant(id="R01", role="facilitator")]
    groups = [
        Group(id="FG01", kind="focus_group", label="women with young children", month="2026-05"),
        Group(id="FG02", kind="focus_group", label="men who work nights", month="2026-06"),
        Group(id="IN01", kind="interview", label="a professional", month="2026-06"),
    ]
    codes = tuple(
        Code(
            id=name,
            kind=kind,  # type: ignore[arg-type]
            label={"en": english, "ro": romanian},
            parent=name.partition(".")[0] if "." in name else None,
            definition=f"{english}." if "." in name else "",
            aliases=("ACC01",) if name == "access.hours" else (),
        )
        for name, (kind, english, romanian) in LABELS.items()
    )
    return Material(
        title="A small study",
        transcripts=transcripts,
        groups={group.id: group for group in groups},
        people={person.id: person for person in people},
        codebook=Codebook(id="small", name="Small", version="1", codes=codes, languages=("en", "ro")),
    )


def made_coding(coder: str, turn: str, words: str, code: str, **more: object) -> Coding:
    """A coding of somebody on words of a turn."""
    text = next(one.text for one in made_material().turns.values() if one.id == turn)
    start = text.index(words)
    span = Span(turn=turn, start=start, end=start + len(words))
    fields = {"id": coding_id(coder, span, code), "made_at": AT, **more}
    return Coding(span=span, code=code, coder=coder, quote=words, **fields)  # type: ignore[arg-type]


def made_suggestions(folder: Path) -> None:
    """What the rules suggest: three codings in FG01, one in FG02."""
    found = [
        ("FG01:0002", "closed", "access.hours"),
        ("FG01:0003", "proof of address", "access.registration"),
        ("FG01:0003", "no interpreter", "language.interpreter"),
        ("FG02:0001", "closed", "access.hours"),
    ]
    marks = [
        replace(
            made_coding("rules", turn, words, code),
            id=f"rules-{number}",
            status="suggested",
            because=f"term '{words}'",
        )
        for number, (turn, words, code) in enumerate(found, start=1)
    ]
    replace_suggestions(folder, RULES, marks)


def made_others(folder: Path) -> None:
    """What two more people coded in FG01 and FG02."""
    said = {
        "ben": [
            ("FG01:0002", "closed after my shift", "access.hours"),
            ("FG01:0003", "They asked for proof of address", "access.registration"),
            ("FG02:0001", "it was closed", "access.hours"),
        ],
        "cleo": [
            ("FG01:0002", "It is closed", "access.hours"),
            ("FG01:0003", "proof of address", "access.registration"),
            ("FG01:0006", "A card", "language.card"),
        ],
    }
    for name, marks in said.items():
        coder = Coder(id=name, name=name.capitalize())
        add_codings(folder, coder, [made_coding(name, *mark, memo=f"of {name}") for mark in marks])


def made_desk(folder: Path, *, coder: str = "asha", between: tuple[str, ...] = ()) -> Desk:
    """The desk of one coder, whose file lies in a folder; what is in it already counts."""
    who = Coder(id=coder, name=coder.capitalize(), kind="agreed" if between else "person")
    material = made_material()
    journal = Journal(folder, who, now=lambda: AT, fits=material.fits)
    return Desk(material, journal, CoderFiles(folder, but=coder), between=between)


def made_talk(folder: Path, *, coder: str = "asha", between: tuple[str, ...] = (), by: str = "") -> Conversation:
    """A conversation with the page of one coder."""
    desk = made_desk(folder, coder=coder, between=between)
    return Conversation(desk, Changes(desk, now=lambda: AT, by=by))


def made_page(folder: Path, *, coder: str = "asha", between: tuple[str, ...] = (), by: str = "") -> CodeWidget:
    """The page of one coder, for a notebook."""
    desk = made_desk(folder, coder=coder, between=between)
    return CodeWidget(desk, Changes(desk, now=lambda: AT, by=by))

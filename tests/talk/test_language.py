"""The language of a turn is told by its words where there are enough, and otherwise not guessed."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tlc.talk.language import can_tell, languages_of, surprises

SHARED = Path(__file__).parents[3] / "shared" / "data" / "talk"
ROMANIAN = "Nu am putut să ajung la doctor, că era închis de tot."
ENGLISH = "I could not see a doctor because it was closed again."


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def sentences(name: str) -> list[str]:
    if not (SHARED / name).is_file():
        pytest.skip(f"the shared file {name} is not here")
    return [line for line in (SHARED / name).read_text(encoding="utf-8").splitlines() if len(line.split()) >= 5]


@pytest.mark.parametrize("among", [["en", "ro"], ["ro", "en"], ["en", "ro", "hu"]])
def test_english_and_romanian_are_told_apart_with_diacritics_or_without(among: list[str]) -> None:
    assert languages_of([ROMANIAN, plain(ROMANIAN), ENGLISH], among) == ["ro", "ro", "en"]


@pytest.mark.parametrize(
    "text", ["", "Da.", "Yes, yes.", "OK OK OK", "112 112 112 112", "No no no no", "...", "🏠 🏠 🏠 🏠"]
)
def test_what_is_too_short_to_tell_is_not_guessed(text: str) -> None:
    assert languages_of([text], ["en", "ro"]) == ["und"]


def test_the_tag_that_was_asked_for_is_the_tag_that_is_given() -> None:
    assert languages_of([ROMANIAN, ENGLISH], ["en-GB", "ro-RO"]) == ["ro-RO", "en-GB"]


def test_one_language_alone_is_taken_as_declared() -> None:
    assert languages_of([ENGLISH, "Da."], ["rom"]) == ["rom", "rom"]


@pytest.mark.parametrize("other", ["rom", "xx", "x-nobody"])
def test_beside_a_language_that_cannot_be_told_nothing_is(other: str) -> None:
    assert not can_tell(["en", other])
    assert languages_of([ROMANIAN, ENGLISH], ["en", "ro", other]) == ["und", "und"]


def test_without_any_language_nothing_is_told() -> None:
    assert languages_of([ENGLISH], []) == ["und"]


def test_no_texts_have_no_languages() -> None:
    assert languages_of([], ["en", "ro"]) == []
    assert surprises([], []) == ()


def test_a_turn_in_another_language_than_declared_is_a_surprise() -> None:
    texts = [ROMANIAN, ENGLISH, ROMANIAN, "Da, da, da."]
    assert surprises(texts, ["en", "en", "ro", "en"]) == (0,)
    assert surprises(texts, ["ro", "ro-RO", "en", "ro"]) == (1, 2)


@pytest.mark.parametrize("declared", ["rom", "und", "xx"])
def test_a_language_that_cannot_be_told_is_no_surprise(declared: str) -> None:
    assert surprises([ROMANIAN, ENGLISH], [declared, declared]) == ()


def test_asking_among_few_does_not_narrow_the_next_question() -> None:
    languages_of([ENGLISH, ROMANIAN], ["en", "ro"])
    assert can_tell(["hu"])
    assert languages_of(["Nem tudtam elmenni az orvoshoz, mert zárva volt."], ["en", "hu"]) == ["hu"]


@pytest.mark.parametrize("change", [str, plain], ids=["with diacritics", "without"])
def test_romanian_medical_sentences_are_romanian(change: type[str]) -> None:
    texts = [change(text) for text in sentences("ud_ro_simonero/ro_medical_sentences.txt")][:400]
    told = languages_of(texts, ["en", "ro"])
    assert told.count("en") == 0
    assert told.count("ro") / len(told) > 0.98
    assert len(surprises(texts, ["ro"] * len(texts))) / len(texts) < 0.005


def test_spoken_english_turns_are_english() -> None:
    name = "primock57/transcripts/day1_consultation01_doctor.TextGrid"
    lines = re.findall(r'text = "([^"]*)"', "\n".join(sentences(name)))
    texts = [text for text in lines if len(text.split()) >= 5]
    told = languages_of(texts, ["en", "ro"])
    assert told.count("ro") == 0
    assert told.count("en") / len(told) > 0.9
    assert surprises(texts, ["en"] * len(texts)) == ()


def test_the_library_is_not_loaded_before_it_is_asked() -> None:
    code = "import sys, tlc.talk.language; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Codes as TOML: whatever they hold is read back as it was, and short lists stay on a line."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tlc._text import normalise
from tlc.listen.codebook._fields import code_as_toml, list_as_toml, text_as_toml
from tlc.listen.codebook._read import code_of
from tlc.model import Code, PrincipleLink

TEXTS = st.text(max_size=40).map(normalise)
WORDS = st.from_regex(r'"?[a-zăș*\'\\]{1,12}( [a-z*]{1,8})?"?', fullmatch=True)
LANGUAGES = st.sampled_from(["en", "ro", "en-GB", "rom"])
CODES = st.builds(
    Code,
    id=st.just("access.hours"),
    kind=st.sampled_from(["barrier", "heading", "enabler"]),
    label=st.dictionaries(LANGUAGES, TEXTS, max_size=3).map(lambda label: {"en": "Hours", **label}),
    brief=TEXTS,
    definition=TEXTS,
    exclude=TEXTS,
    notes=TEXTS,
    examples=st.lists(TEXTS, max_size=3).map(tuple),
    terms=st.dictionaries(LANGUAGES, st.lists(WORDS, min_size=1, max_size=30).map(tuple), max_size=3),
    aliases=st.lists(TEXTS, max_size=3).map(tuple),
    principles=st.lists(st.builds(PrincipleLink, principle=st.integers(1, 5), reason=TEXTS), max_size=2).map(tuple),
    links=st.lists(st.just("availability"), max_size=2).map(tuple),
    polarity=st.sampled_from(["topic", "assertion"]),
    status=st.sampled_from(["draft", "in use", "retired"]),
)


@given(CODES)
def test_a_code_that_was_written_is_read_back_as_it_was(code: Code) -> None:
    assert code_of(tomllib.loads(code_as_toml(code))["code"][0], Path("b.toml")) == code


@given(TEXTS)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    assert tomllib.loads(f"x = {text_as_toml(text)}")["x"] == text


@given(st.lists(TEXTS, max_size=40), st.sampled_from(["", '["a"]', '[\n"a",\n"b",\n"c"\n]']))
def test_a_list_is_read_back_as_it_was_however_it_is_laid_out(texts: list[str], before: str) -> None:
    assert tomllib.loads(f"x = {list_as_toml(texts, before=before)}")["x"] == texts


def test_a_long_list_is_wrapped_and_one_of_a_line_each_stays_so() -> None:
    terms = [f"waiting room {number}" for number in range(20)]
    wrapped = list_as_toml(terms, name="terms.en").split("\n")
    assert all(len(line) <= 120 for line in wrapped)
    assert 3 < len(wrapped) < 10
    assert list_as_toml(terms, before='[\n  "a",\n  "b",\n]').count("\n") == 21


def test_a_phrase_in_quotation_marks_stays_readable() -> None:
    assert text_as_toml('"waiting list"') == "'\"waiting list\"'"
    assert text_as_toml('"didn\'t come"') == '"\\"didn\'t come\\""'

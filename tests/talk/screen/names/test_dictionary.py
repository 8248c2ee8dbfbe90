"""The words of a language are read quickly, and in every other case by the library that ships them."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from tlc.errors import MissingExtraError
from tlc.talk.screen.names import _dictionary
from tlc.talk.screen.names._dictionary import keys_of, words_of

LONG = b"a" * 200


def number(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 127 | 128, value >> 7])


def record(shared: int, rest: bytes, *, value: bytes | None = None) -> bytes:
    """Write one word as the files hold it; without a value, the value is the one before it."""
    end = bytes([254]) if value is None else bytes([0]) + number(len(value)) + value
    return number(shared) + number(len(rest)) + rest + end


def dictionary(*records: bytes, count: int | None = None) -> bytes:
    return b"SMFC1\x00" + number(len(records) if count is None else count) + b"".join(records)


@pytest.mark.parametrize("language", ["en", "ro"])
def test_the_quick_way_gives_what_the_library_gives(language: str) -> None:
    assert _dictionary._quickly(language).split("\n") == list(DefaultDictionaryFactory().get_dictionary(language))


def test_a_word_is_built_upon_the_word_before_it() -> None:
    data = dictionary(record(0, b"house", value=b""), record(5, b"s"), record(2, b"t", value=b"xyz"), record(0, b"zoo"))
    assert keys_of(data) == b"house\nhouses\nhot\nzoo"


def test_long_words_and_long_values_are_read() -> None:
    data = dictionary(record(0, LONG, value=LONG), record(200, b"b", value=b""), record(1, b"c"))
    assert keys_of(data) == LONG + b"\n" + LONG + b"b\nac"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SMFC2\x00\x00",
        b"SMFC1\x01\x00",  # words written backwards
        dictionary(record(0, b"house"), count=2),
        dictionary(record(0, b"house"), record(5, b"s"))[:-1],
        dictionary(record(0, b"house", value=b"home"))[:-2],
        dictionary(record(0, b"house"))[:-4],
    ],
)
def test_what_is_no_whole_dictionary_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        keys_of(data)


@pytest.mark.parametrize(
    "packed", [None, b"not packed", lzma.compress(b"another form"), lzma.compress(b"SMFC1\x00\x02")]
)
def test_a_file_that_cannot_be_read_quickly_is_left_to_the_library(
    packed: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "strategies" / "dictionaries" / "data"
    folder.mkdir(parents=True)
    if packed is not None:
        (folder / "en.plzma").write_bytes(packed)

    class Elsewhere:
        submodule_search_locations = (str(tmp_path),)

    # The library itself takes seconds to read its words: one of the cases is enough for it.
    if packed is not None:
        monkeypatch.setattr(DefaultDictionaryFactory, "get_dictionary", lambda *_: {"house": "house", "zoo": "zoo"})
    monkeypatch.setattr(_dictionary, "find_spec", lambda _: Elsewhere())
    assert words_of("en").split("\n") == list(DefaultDictionaryFactory().get_dictionary("en"))


def test_without_the_library_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise MissingExtraError("The library is not installed.")

    monkeypatch.setattr(_dictionary, "find_spec", lambda _: None)
    monkeypatch.setattr(_dictionary, "require", missing)
    with pytest.raises(MissingExtraError):
        words_of("en")

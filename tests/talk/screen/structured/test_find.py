"""The whole finder: places in the original, tricks of Unicode, placeholders, long lines, order."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tlc.talk.screen._hit import KINDS, Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.structured import find

Look = Callable[..., tuple[list[tuple[str, str, str]], str]]
Hits = Callable[..., list[Hit]]

_PARTS = (
    "07700 900123|jo@example.org|at gmail dot com|SW1A 1AA|AB123456C|born|4/5/73|nineteen|seventy three|of May|"
    "[phone 1]|oh|double|seven|cinci|aprilie|,| |\u200b|\u00a0|７|о|number|12 Marsh Road|GB82WEST12345698765432|\n|um"
)
PARTS = st.sampled_from(_PARTS.split("|"))
TRICKS = [
    ("phone", "ring «０７７００ ９００１２３» now"),
    ("phone", "ring «07700\u200b900\u200b123» now"),
    ("phone", "ring «07700\u00a0900\u2009123» now"),
    ("phone", "ring «07700\u2011900\u2013123» now"),
    ("phone", "ring «𝟎𝟕𝟕𝟎𝟎 𝟗𝟎𝟎𝟏𝟐𝟑» now"),
    ("phone", "ring «٠٧٧٠٠ ٩٠٠١٢٣» now"),
    ("phone", "ring «07700\u00ad900123» now"),
    ("email", "mail «jо@example.org» now"),
    ("email", "mail «jo＠example.org» now"),
    ("postcode", "at «ＳＷ１Ａ １ＡＡ» now"),
    ("postcode", "at «S\u200bW1A 1\u200bAA» now"),
    ("date_of_birth", "bоrn «4/5/73»"),
    ("date_of_birth", "NĂSCUT ÎN «OPTZECI S\u0326I TREI» LA GALAT\u0326I"),
    ("national_insurance", "it is «𝐀𝐁 12 34 56 C»"),
]


@pytest.mark.parametrize(("kind", "marked"), TRICKS)
def test_tricks_of_unicode_do_not_get_past(kind: str, marked: str, look: Look) -> None:
    found, words = look(marked)
    assert (kind, words) in [(name, shown) for name, _, shown in found]


@pytest.mark.parametrize("word", ["Jоhn", "Маrk", "Ιoana", "pаypal"])
def test_a_word_in_two_alphabets_is_a_warning(word: str, hits: Hits) -> None:
    assert [(hit.kind, hit.level, hit.start, hit.end) for hit in hits(f"I saw {word} there")] == [
        ("mixed_script", "warn", 6, 6 + len(word))
    ]


@pytest.mark.parametrize("text", ["Иван каза не", "ο γιατρός", "10 μg", "Ștefan și Łukasz"])
def test_a_word_in_one_alphabet_is_none(text: str, hits: Hits) -> None:
    assert hits(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[phone 1]07700 900123", "phone"),
        ("07700 900123[phone 1]", "phone"),
        ("[name 1]@example_person", "handle"),
        ("[07700 900123]", "phone"),
        ("[SW1A 1AA]", "postcode"),
        ("[jo@example.org]", "email"),
        ("[phone 1 07700 900123]", "phone"),
        ("[born 4/5/73]", "date_of_birth"),
    ],
)
def test_a_placeholder_hides_nothing_beside_it(text: str, kind: str, hits: Hits) -> None:
    assert [hit.kind for hit in hits(text)] == [kind]


def test_spoken_words_in_brackets_are_no_placeholder(hits: Hits) -> None:
    assert [hit.kind for hit in hits("[born fifth April nineteen seventy three]")] == ["date_of_birth"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("07700 900123", "07700-900-123"),
        ("oh seven seven double oh nine double oh one two three", "07700 900123"),
        ("SW nineteen one EZ", "sw19 1ez"),
        ("Q Q one two three four five six C", "QQ 12 34 56 C"),
        ("it is 999 120 4563", "NHS nine nine nine one two zero four five six three"),
    ],
)
def test_two_mentions_of_one_thing_have_one_value(one: str, other: str, hits: Hits) -> None:
    assert hits(one)[0].value == hits(other)[0].value


@pytest.mark.parametrize("gap", [" ", ", ", " um ", "\n"])
@pytest.mark.parametrize("first", ["SW1A 1AA", "jo@example.org", "AB123456C", "4 May 1973"])
def test_two_things_side_by_side_are_two_hits(gap: str, first: str, hits: Hits) -> None:
    assert len(hits(f"{first}{gap}07700 900123")) == 2


@given(st.lists(PARTS, max_size=12).map(" ".join), st.text(max_size=20))
@settings(max_examples=150, deadline=None)
@example("", "")
def test_hits_are_in_order_apart_and_inside(text: str, rest: str) -> None:
    whole = text + rest
    found = list(find(view_of(whole), before=rest))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= hit.start < hit.end <= len(whole) and hit.kind in KINDS and hit.value for hit in found)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    assert list(find(view_of(text))) == list(find(view_of(text)))


@pytest.mark.parametrize("at", [9_980, 9_990, 9_995, 10_000, 10_005, 19_995])
def test_the_end_of_a_piece_hides_nothing(at: int, hits: Hits) -> None:
    text = ("and so on " * 3_000)[:at].rsplit(" ", 1)[0] + " ring 07700 900123 and " + "so on " * 2_000
    (hit,) = hits(text)
    assert text[hit.start : hit.end] == "07700 900123"


def test_what_was_said_before_counts_at_the_start_only(hits: Hits) -> None:
    talk = "and then we went to town and had a cup of tea there, " * 4
    assert [hit.kind for hit in hits(f"{talk} on 4 May 1973", "When were you born?")] == ["date"]


@pytest.mark.parametrize(
    "hostile",
    ["1 " * 100_000, "1a" * 100_000, "a." * 100_000, "one " * 50_000, "a dot " * 35_000, "@" * 200_000, "[" * 200_000,
     "+44" * 60_000, "at gmail dot " * 15_000, "A" * 200_000, "12 Marsh " * 20_000, "GB82 " * 40_000, "1-" * 100_000],
)  # fmt: skip
def test_time_grows_with_length_and_no_faster(hostile: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        list(find(view_of(text)))
        return time.process_time() - start

    text = hostile[: len(hostile) // 5]
    short = seconds(text[: len(text) // 4])
    assert seconds(text) < 12 * short + 1


def test_a_hit_says_nothing_of_what_came_before(hits: Hits) -> None:
    (hit,) = hits("4/5/73", "Jo, your date of birth?")
    assert (hit.rule, hit.value) == ("date.digits.birth", "73-5-4")

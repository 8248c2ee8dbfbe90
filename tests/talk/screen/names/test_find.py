"""Names in talk: announced, listed, capitalised; places and roles; and what is nobody's name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.talk.screen._hit import KINDS, Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.names import Roster, find


def hits(text: str, *, before: str = "", known: tuple[str, ...] = (), roster: Roster | None = None) -> list[Hit]:
    return list(find(view_of(text), before=before, known=known, roster=roster))


def found(text: str, **options: object) -> list[tuple[str, str]]:
    """What was found as it stands in the text, and its kind."""
    return [(text[hit.start : hit.end], hit.kind) for hit in hits(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Then Doctor Trabalotsa came.", "Trabalotsa", "staff_name"),
        ("Then Dr. Cook came.", "Cook", "staff_name"),
        ("I saw Sister Agnes there.", "Agnes", "staff_name"),
        ("It was Mrs Little, she said.", "Little", "name"),
        ("Yes, my name is, um, Faith.", "Faith", "name"),
        ("My name's Itha Atan.", "Itha Atan", "name"),
        ("but everybody calls me Cela.", "Cela", "name"),
        ("toată lumea îmi zice Nuța", "Nuța", "name"),
        ("Hi, I'm Maria.", "Maria", "name"),
        ("Domnul doctor Moldovan m-a văzut.", "Moldovan", "staff_name"),
        ("Doamna Ionescu de la cabinet.", "Ionescu", "name"),
        ("Mă cheamă Ştefania Dobre.", "Ştefania Dobre", "name"),
        ("Ma cheama Stefania Dobre.", "Stefania Dobre", "name"),
        ("numele meu e Bulgaru Xantipa", "Bulgaru Xantipa", "name"),
        ("am vorbit cu Sorin Cuciurean acolo", "Sorin Cuciurean", "name"),
    ],
)
def test_a_name_that_is_announced_is_found(text: str, name: str, kind: str) -> None:
    assert found(text) == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("And then Adriana came.", "Adriana"),
        ("Vasile mi-a zis că nu.", "Vasile"),
        ("Well, that is Mary-Jane O'Neill over there.", "Mary-Jane O'Neill"),
        ("And so, April, do you smoke?", "April"),
        ("We waited for Zambila all day.", "Zambila"),
        ("[Rukhsana] said so.", "Rukhsana"),
        ("Asa was here.", "Asa"),
        ("Al told us that.", "Al"),
        ("Ana e aici și plânge.", "Ana"),
        ("and then, May, 3 of them came", "May"),
        ("Angela told us that.", "Angela"),
        ("Here comes John Doe again.", "John Doe"),
        ("I gave it to Gheorghe\u2019s mother.", "Gheorghe\u2019s"),
        ("and then ADRIANA came in", "ADRIANA"),
    ],
)
def test_a_name_from_the_lists_is_found(text: str, name: str) -> None:
    assert found(text) == [(name, "name")]


@pytest.mark.parametrize(
    "text",
    [
        "I don't know. I'm fine, we've been there.",
        "I'm Romanian, and she is Polish.",
        "I came to Luton from Bucharest in March.",
        "We went there in April, and again on the third of June.",
        "She told me on WhatsApp that the NHS and the Home Office pay Universal Credit.",
        "I went to [name 1] and [P07] at [GP surgery 1].",
        "P07 and P12 said so.",
        "The doctor told me. My son waited.",
        "Thanks. Because it was late, I took Paracetamol and Lisinopril.",
        "Sunt român și vorbesc românește cu doctorul.",
        "Am fost la Cluj vineri. Copiii au rămas acasă.",
        "nurse practitioner and doctor told us nothing",
        "The PRUs and GCSEs are not for us.",
        "Notes of two groups, May 2026",
        "It is fixed: June the 3rd, or April, 2027.",
        "To an Englishman or an Irishwoman, the Albanians said, we are all Romanians.",
        "Așa e. Hai, vino. Te văd. Patru ore stau acolo. Al doilea e aici. Una-i asta.",
        'Am zis: "Te întreabă pe tine?" Amin.',
        "Eu n-aș fi citit-o. Niciuna n-ar fi citit-o.",
        "",
        "   ",
    ],
)
def test_what_is_nobodys_name_is_left(text: str) -> None:
    assert found(text) == []


def test_a_capital_inside_a_sentence_that_no_dictionary_has_is_shown() -> None:
    assert found("we asked at Clerkenwelle about it") == [("Clerkenwelle", "unknown_word")]


def test_a_capital_at_the_start_of_a_sentence_tells_nothing() -> None:
    assert found("Clerkenwelle is far. Clerkenwelle is near.\nClerkenwelle!") == []


@pytest.mark.parametrize("text", ["and we waited for J. Clerkenwelle", "and we saw that Oldhams had it", "so B. Zzyx"])
def test_an_initial_ends_no_sentence_and_a_town_with_an_ending_is_no_town(text: str) -> None:
    assert [kind for _, kind in found(text)] == ["unknown_word"]


def test_what_stands_before_tells_whether_a_sentence_goes_on() -> None:
    assert found("Clerkenwelle is far", before="And then we saw that") == [("Clerkenwelle", "unknown_word")]
    assert found("Clerkenwelle is far", before="And then we saw that.") == []


def test_a_full_stop_after_a_title_ends_no_sentence() -> None:
    assert [hit.rule for hit in hits("and then Prof. Trabalotsa came")] == ["name.title"]


def test_what_a_person_has_looked_at_is_not_shown_again() -> None:
    text = "we asked at Clerkenwelle, and Adriana came"
    assert found(text, known=("clerkenwelle", "adriana")) == []
    assert [hit.rule for hit in hits(text, known=("adriana",), roster=Roster(["Adriana"]))][-1] == "roster.exact"


def test_small_letters_need_an_announcement() -> None:
    assert found("my name is vasile and i live here") == [("vasile", "name")]
    assert found("and doctor patel told me to wait") == [("patel", "staff_name")]
    assert found("and vasile told me that i should wait") == []


@pytest.mark.parametrize("said", ["keyworker", "key worker", "d-na", "dl.", "it's", "i-am zis lui", "Doamna doctor"])
def test_every_announcement_is_heard_by_its_first_word(said: str) -> None:
    assert [text for text, _ in found(f"so {said} Trabalotsa")] == ["Trabalotsa"]
    assert {hit.rule.split(".")[0] for hit in hits(f"so {said} Trabalotsa")} == {"name"}
    assert not [hit for hit in hits(f"so {said} Trabalotsa") if hit.rule == "name.capital"]


def test_where_nothing_is_announced_no_word_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tlc.talk.screen.names._triggers.sort_of", None)
    assert found("so we were there again.") == []


def test_capitals_all_over_are_no_sign_of_a_name() -> None:
    assert found("MY NAME IS VASILE POPESCU AND I WAIT AT HOME") == [("VASILE POPESCU", "name")]
    assert found("AND THEN I WENT HOME AND CRIED") == []


@pytest.mark.parametrize("text", ["Mariei", "Maria's", "Maria", "Mariei", "Mari\u0301a"])
def test_a_name_counts_as_the_same_with_its_endings(text: str) -> None:
    (hit,) = hits(f"I gave {text} the book, and that is all")
    assert hit.value == "maria"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("At Oakfield Surgery they said no.", "Oakfield Surgery"),
        ("I was in St Mary's Hospital then.", "St Mary's Hospital"),
        ("it is near Bury Park Mosque", "Bury Park Mosque"),
        ("pe strada Mihai Eminescu", "strada Mihai Eminescu"),
        ("la Spitalul Județean Bihor", "Spitalul Județean Bihor"),
        ("la scoala Ion Creanga", "scoala Ion Creanga"),
    ],
)
def test_a_named_place_is_found_whole(text: str, place: str) -> None:
    assert found(text) == [(place, "place_name")]


@pytest.mark.parametrize(
    "text",
    ["the local Community Health Centre", "my GP surgery", "the Polish church", "The hospital was shut.", "la spital"],
)
def test_a_place_of_which_only_the_sort_is_said_is_left(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("role", ["headteacher", "mayor", "imam", "bulibașa", "bulibasa", "chief executives"])
def test_a_rare_role_is_found(role: str) -> None:
    assert found(f"so the {role} came to us") == [(role, "rare_role")]


def test_places_are_given_in_the_original_text() -> None:
    text = "so I told \u200bAd\u00adriana\u200b all of it"
    (hit,) = hits(text)
    assert text[hit.start : hit.end].replace("\u00ad", "").strip("\u200b") == "Adriana"


def test_nothing_but_a_name_hides_beside_a_placeholder() -> None:
    assert found("so [name 1] Adriana came") == [("Adriana", "name")]


_ODD = (
    "Doctor|Maria|mariei|Will|Little|St|Mary's|Hospital|my name is|[name 1]|P07|.|-|,|strada|Mihai|Șerban|NHS|mayor|"
    "\u200b|\n|don't|O'Neill|X|І|ＭＡＲＩＡ|a\u0301"
)
_PIECES = st.sampled_from(_ODD.split("|"))
_TEXTS = st.lists(_PIECES | st.text(max_size=6), max_size=14).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(text=_TEXTS, before=st.text(max_size=8))
def test_hits_are_in_order_inside_the_text_and_never_overlap(text: str, before: str) -> None:
    end = 0
    for hit in hits(text, before=before, roster=Roster(["Will Little", "Maria Șerban"])):
        assert end <= hit.start < hit.end <= len(text)
        assert hit.kind in KINDS
        assert hit.value
        end = hit.end


@settings(max_examples=50, deadline=None)
@given(text=_TEXTS)
def test_the_same_text_gives_the_same_hits(text: str) -> None:
    assert hits(text) == hits(text)

"""Where somebody can be written to, as written and as said; and dots and signs that are no address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.structured import find

Hits = Callable[..., list[Hit]]
PART = st.from_regex(r"[a-z]{2,8}([._-][a-z0-9]{1,6})?", fullmatch=True)


@given(
    local=PART,
    domain=st.from_regex(r"[a-z]{2,9}", fullmatch=True),
    end=st.sampled_from(["com", "org.uk", "ro", "nhs.uk"]),
)
@settings(max_examples=80, deadline=None)
def test_every_address_blocks_whole(local: str, domain: str, end: str) -> None:
    for address in (f"{local}@{domain}.{end}", f"{local}@{domain}.{end}".upper()):
        text = f"so write to {address}, please"
        (hit,) = find(view_of(text))
        assert (hit.kind, hit.level, text[hit.start : hit.end]) == ("email", "block", address)
        assert hit.value == address.lower()


PROVIDERS = "gmail|g mail|hotmail|yahoo|outlook|icloud|live|aol|btinternet|proton mail|msn|sky"
SIGNS = "at|arond|a rond|@"


@pytest.mark.parametrize("provider", PROVIDERS.split("|"))
@pytest.mark.parametrize("sign", SIGNS.split("|"))
def test_an_address_that_is_said_blocks_for_every_provider(provider: str, sign: str, hits: Hits) -> None:
    text = f"it's jo dot bloggs {sign} {provider} dot com"
    (hit,) = hits(text)
    assert (hit.kind, hit.level, text[hit.start : hit.end]) == ("email", "block", text[5:])


@pytest.mark.parametrize("provider", PROVIDERS.split("|"))
def test_a_provider_needs_no_ending_after_a_name_with_a_dot(provider: str, hits: Hits) -> None:
    assert [hit.kind for hit in hits(f"it's jo dot bloggs at {provider}")] == ["email"]


ENDS = "dot com|dot co dot uk|dot org|dot ro|punct ro|punct com|dot net|dot nhs dot uk|point com"


@pytest.mark.parametrize("end", ENDS.split("|"))
def test_an_address_that_is_said_is_taken_to_its_end(end: str, hits: Hits) -> None:
    text = f"it's jo dot bloggs at example {end}"
    assert [(hit.kind, text[hit.start : hit.end]) for hit in hits(text)] == [("email", text[5:])]


@pytest.mark.parametrize("sound", ["um", "uh", "er", "erm", ",", ", um,"])
def test_sounds_hide_no_address(sound: str, hits: Hits) -> None:
    (hit,) = hits(f"it's jo dot bloggs at {sound} gmail {sound} dot com".replace(" ,", ","))
    assert (hit.kind, hit.level) == ("email", "block")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("it's j o b l o at gmail dot com", "j o b l o at gmail dot com"),
        ("it's maria seventy three at yahoo dot com", "maria seventy three at yahoo dot com"),
        ("it's jo underscore b at gmail dot com", "jo underscore b at gmail dot com"),
        ("write to jo[at]example[dot]org now", "jo[at]example[dot]org"),
        ("write to jo (at) example.org now", "jo (at) example.org"),
        ("scrie la jo {arond} exemplu {punct} ro acum", "jo {arond} exemplu {punct} ro"),
        ("write to jo @ gmail now", "jo @ gmail"),
    ],
)
def test_an_address_is_found_however_it_is_hidden(text: str, address: str, hits: Hits) -> None:
    assert [(hit.kind, text[hit.start : hit.end]) for hit in hits(text)] == [("email", address)]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("see https://example.org/a?b=1, then", "url", "https://example.org/a?b=1"),
        ("see (http://example.org/a) then", "url", "http://example.org/a"),
        ("see www.example.org. Then", "url", "www.example.org"),
        ("see EXAMPLE.ORG then", "url", "EXAMPLE.ORG"),
        ("see jo.example.co.uk/x then", "url", "jo.example.co.uk/x"),
        ("see bloggs dot co dot uk then", "url", "bloggs dot co dot uk"),
        ("see www dot bloggs dot com then", "url", "www dot bloggs dot com"),
        ("she is @jo_b there", "handle", "@jo_b"),
        ("she is @jo.b99 there", "handle", "@jo.b99"),
    ],
)
def test_web_addresses_and_user_names_are_warnings(text: str, kind: str, shown: str, hits: Hits) -> None:
    assert [(hit.kind, hit.level, text[hit.start : hit.end]) for hit in hits(text)] == [(kind, "warn", shown)]


@pytest.mark.parametrize(
    "text",
    [
        "we met @ home",
        "@ and @@ and a@b",
        "it was fine.Me too",
        "so.No way",
        "i.e. or e.g. or etc.",
        "dot to dot, she said",
        "la punct și virgulă",
        "at that point we left",
        "at Gmail they know",
        "I ordered it at amazon",
        "look at the dot",
        "http:// is how it starts",
        "www. what?",
        "he works at outlook house",
        "three point five com",
    ],
)
def test_dots_and_signs_of_talk_are_no_address(text: str, hits: Hits) -> None:
    assert hits(text) == []


def test_two_mentions_of_an_address_have_one_value(hits: Hits) -> None:
    assert (
        len({hits(f"to {text} now")[0].value for text in ("Jo@Example.org", "jo@ example.org", "ＪＯ@example.org")})
        == 1
    )


def test_a_handle_has_its_name_as_value(hits: Hits) -> None:
    assert hits("she is @Jo_B there")[0].value == "jo_b"


def test_a_space_of_no_width_hides_no_address(hits: Hits) -> None:
    text = "to jo\u200b@exa\u00admple.o\u2060rg now"
    (hit,) = hits(text)
    assert text[hit.start : hit.end] == text[3:-4]

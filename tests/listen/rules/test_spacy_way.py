"""spaCy's way round: of plain phrases it finds what the fast way finds, and it serves those who have a pipeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as some
from spacy.language import Language
from spacy.tokens import Doc

from tlc.errors import CodebookError
from tlc.listen.rules import Rules, compile_rules
from tlc.listen.rules.spacy_way import find, find_lemmas, phrase_matcher, ruler_patterns
from tlc.model import Code, Codebook

Make = Callable[..., Rules]
ENGLISH = (
    "wait",
    "waiting list",
    '"was told"',
    "doctor|gp|nurse",
    "(waiting list|queue)",
    "long (wait|queue)",
    "person",
)
ROMANIAN = ("a\u0219tepta", "list\u0103 de a\u0219teptare", "scrisoare", '"nu m-au primit"', "doctor|medic")
SAID = {
    "en": (
        "waiting",
        "Lists",
        "waits",
        "was",
        "TOLD",
        "GPs",
        "nurse",
        "queues",
        "long",
        "people",
        "a",
        "the",
        "doctor\u2019s",
    ),
    "ro": (
        "a\u015fteptat",
        "lista",
        "list\u0103",
        "de",
        "a\u0219teptare",
        "scrisorile",
        "nu",
        "m-au",
        "primit",
        "Medicul",
    ),
}
SIGNS = (" ", ", ", ". ", "? ", "! ", " (", ") ", "; ")


@some.composite
def talk(draw: some.DrawFn, language: str) -> str:
    words = draw(some.lists(some.tuples(some.sampled_from(SAID[language]), some.sampled_from(SIGNS)), max_size=10))
    return "".join(word + sign for word, sign in words).strip()


@pytest.mark.parametrize(("language", "terms"), [("en", ENGLISH), ("ro", ROMANIAN)])
@settings(max_examples=60)
@given(data=some.data())
def test_both_ways_find_the_same_plain_phrases(language: str, terms: tuple[str, ...], data: some.DataObject) -> None:
    text = data.draw(talk(language))
    code = Code(id="code", kind="barrier", label={"en": "C"}, terms={language: terms})
    rules = compile_rules(Codebook(id="b", name="B", version="1", codes=(code,)), language)
    fast = {(hit.start, hit.end, hit.code, hit.term) for hit in rules.find(text)}
    # spaCy gives each of two phrases of one term that lie in each other; tlc the longer one.
    assert fast <= set(find(rules, text))
    longest = {
        one
        for one in find(rules, text)
        if not any(one[3] == other[3] and one[0] >= other[0] and one[1] <= other[1] and one != other for other in fast)
    }
    assert fast == longest


@pytest.mark.parametrize(
    ("text", "term"), [("we cannot go", "can"), ("I'd go", '"i"'), ("don't", "do"), ("my id", '"i"')]
)
def test_what_only_a_tokeniser_calls_a_word_is_in_neither(text: str, term: str, rules: Make) -> None:
    made = rules(term)
    assert [hit[:2] for hit in made.find(text)] == [match[:2] for match in find(made, text)]


def test_terms_that_are_more_than_phrases_are_left_out(rules: Make) -> None:
    made = rules("wait", "interpret*", "wait ~3 letter", "kind not (kind of)", "/gp/", "translat* app", '"a b"')
    assert sorted(made.plain) == [0, 6]
    assert len(phrase_matcher(made)) == 2


def test_a_span_ruler_finds_them_too(rules: Make) -> None:
    made = rules("waiting list", late=("late",))
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("span_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(ruler_patterns(made))  # type: ignore[attr-defined]
    doc = nlp("On the Waiting List, late")
    assert [(span.text, span.label_, span.id_) for span in doc.spans["ruler"]] == [
        ("Waiting List", "code", "waiting list"),
        ("late", "late", "late"),
    ]


@pytest.fixture
def lemmas() -> Language:
    """A pipeline that knows two lemmas, in place of a trained one."""

    @Language.component("known_lemmas")
    def known(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = {"waited": "wait", "lists": "list", "waiting": "wait"}.get(token.lower_, token.lower_)
        return doc

    nlp = spacy.blank("en")
    nlp.add_pipe("known_lemmas")
    return nlp


def test_a_trained_pipeline_may_say_what_is_a_form_of_what(rules: Make, lemmas: Language) -> None:
    made = rules("wait", "waiting list", '"waits"', "interpret*")
    found = find_lemmas(made, "Waited on waiting lists", lemmas)
    assert [(match.start, match.end, match.term) for match in found] == [
        (0, 6, "wait"),
        (10, 17, "wait"),
        (10, 23, "waiting list"),
    ]


def test_a_pipeline_without_lemmas_is_refused(rules: Make) -> None:
    with pytest.raises(CodebookError, match="sets no lemmas"):
        find_lemmas(rules("wait"), "Waited", spacy.blank("en"))

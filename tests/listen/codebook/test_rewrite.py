"""A codebook's file, piece by piece: however a field is laid out, it changes, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.listen.codebook._read import parse_codebook
from tlc.listen.codebook._rewrite import rewritten
from tlc.model import PrincipleLink

PATH = Path("codebook.toml")
HEAD = 'schema = "tlc-codebook/2"\n[[code]]\nid = "x"\nkind = "barrier"\nlabel.en = "X"\n'
OTHER = '\n[[code]]\nid = "y"\nkind = "barrier"\nlabel.en = "Y"\n'
TERMS = {
    "one line": 'terms.en = ["a"]\nactions = ["A01"]\n',
    "two lines": 'terms.en = ["a"]\nterms.ro = ["b"]\nactions = ["A01"]\n',
    "two lines apart": 'terms.en = ["a"]\nactions = ["A01"]\nterms.ro = ["b"]\n',
    "many lines": 'terms.en = [\n  "a", # why\n]\nactions = ["A01"]\n',
    "in braces": 'terms = { en = ["a"], ro = ["b"] }\nactions = ["A01"]\n',
    "a part": 'actions = ["A01"]\n[code.terms]\nen = ["a"]\nro = ["b"]\n',
    "a part at the end": 'actions = ["A01"]\n\n[code.terms]\nen = ["a"]\n',
    "an empty list": 'terms.en = []\nterms.ro = ["b"]\n',
    "nothing": 'actions = ["A01"]\n',
}
TERM_LISTS = st.dictionaries(
    st.sampled_from(["en", "ro", "de", "en-GB"]), st.lists(st.sampled_from("abcd"), unique=True).map(tuple), min_size=1
)


@settings(max_examples=100)
@given(st.sampled_from(sorted(TERMS)), st.lists(TERM_LISTS, min_size=1, max_size=3))
def test_terms_change_however_the_file_lays_them_out(layout: str, steps: list[dict[str, tuple[str, ...]]]) -> None:
    text = HEAD + TERMS[layout] + OTHER
    comments = text.count("#")
    for step in steps:
        book = parse_codebook(text, PATH)
        code, other = book.codes
        wanted = {language: terms for language, terms in {**code.terms, **step}.items() if terms}
        text = rewritten(text, replace(book, codes=(replace(code, terms=wanted), other)), PATH)
        again = parse_codebook(text, PATH)
        assert {language: terms for language, terms in again["x"].terms.items() if terms} == wanted
        assert again["y"] == other
        # A comment goes with the term that it stands behind, or with the last of the terms, and never before.
        comments = comments if "a" in wanted.get("en", ()) else 0
        assert text.count("#") >= comments


LABELS = {
    "in braces": 'label = { en = "X", ro = "Y" }\n',
    "lines": 'label.en = "X"\nlabel.ro = "Y"\n',
    "one line": 'label.en = "X"\n',
    "a part": 'actions = ["A01"]\n[code.label]\nen = "X"\n',
}


@given(
    st.sampled_from(sorted(LABELS)),
    st.lists(st.dictionaries(st.sampled_from(["ro", "de", "en-GB"]), st.sampled_from("abc"), max_size=3), max_size=3),
)
def test_labels_change_however_the_file_lays_them_out(layout: str, steps: list[dict[str, str]]) -> None:
    text = HEAD.replace('label.en = "X"\n', "") + LABELS[layout] + OTHER
    for step in steps:
        book = parse_codebook(text, PATH)
        code, other = book.codes
        text = rewritten(text, replace(book, codes=(replace(code, label={"en": "New", **step}), other)), PATH)
        assert parse_codebook(text, PATH)["x"].label == {"en": "New", **step}


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "brief": st.sampled_from(["", "b"]),
        "definition": st.sampled_from(["", "d", 'two\nlines "quoted"']),
        "examples": st.lists(st.sampled_from("ab"), max_size=2).map(tuple),
        "aliases": st.lists(st.sampled_from(["X1", "X2"]), unique=True).map(tuple),
        "actions": st.lists(st.sampled_from(["A01", "A02"]), max_size=2).map(tuple),
        "links": st.lists(st.sampled_from(["near", "far"]), max_size=2).map(tuple),
        "principles": st.lists(st.just(PrincipleLink(principle=4, reason="r")), max_size=2).map(tuple),
        "status": st.sampled_from(["in use", "retired"]),
        "notes": st.sampled_from(["", "n"]),
    },
)


@settings(max_examples=100)
@given(st.sampled_from(sorted(TERMS)), st.lists(FIELDS, min_size=1, max_size=4))
def test_fields_come_and_go_however_the_file_is_laid_out(layout: str, steps: list[dict[str, Any]]) -> None:
    text = HEAD + TERMS[layout] + OTHER
    for step in steps:
        book = parse_codebook(text, PATH)
        code, other = book.codes
        wanted = replace(code, **step)
        text = rewritten(text, replace(book, codes=(wanted, other)), PATH)
        assert parse_codebook(text, PATH).codes == (wanted, other)

"""Codebooks in files: what is read, and the line of whatever is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc._files import shipped
from tlc._text import digest, normalise
from tlc.errors import CodebookError, TlcError
from tlc.listen.codebook import read_codebook

HEAD = 'schema = "tlc-codebook/1"\nid = "b"\n'
LABEL = 'label = { en = "Hours" }\n'
CODE = f'[[code]]\nid = "access.hours"\nkind = "barrier"\n{LABEL}'
FULL = """schema = "tlc-codebook/1"
id = "full"
name = "A full codebook"
version = "2.1"
languages = ["en", "ro"]
source = "ours"
status = "draft"

[[changelog]]
version = "2.1"
what = "Something."

[[code]]
id = "access"
kind = "heading"
label = { en = "Getting in" }

[[code]]
id = "access.hours"
parent = "access"
kind = "barrier"
label = { en = "Hours", ro = "Program" }
definition = "Closed."
include = "Early."
exclude = "Late."
examples = ["Shut."]
origin = "emerging"
aliases = ["ACC-04"]
actions = ["A01"]
levesque = ["availability"]
pair = "ability_to_reach"
principles = [ { id = 4, reason = "open doors" } ]
terms.en = ["closed", "after  my shift"]
terms.ro = ["i\u0302nchis", "s\u0327i"]
"""
SECOND = FULL.replace("tlc-codebook/1", "tlc-codebook/2")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "codebook.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


Written = Callable[[str | bytes], Path]
Explained = Callable[..., None]


def test_every_field_of_a_codebook_is_read(written: Written) -> None:
    book = read_codebook(written(FULL))
    assert (book.id, book.name, book.version, book.languages) == ("full", "A full codebook", "2.1", ("en", "ro"))
    assert (book.source, book.status, book.digest) == ("ours", "draft", digest(normalise(FULL)))
    assert [code.id for code in book] == ["access", "access.hours"]


def test_every_field_of_a_code_is_read(written: Written) -> None:
    code = read_codebook(written(FULL))["ACC-04"]
    assert (code.id, code.kind, code.parent, code.name, code.label["ro"]) == (
        "access.hours",
        "barrier",
        "access",
        "Hours",
        "Program",
    )
    assert (code.definition, code.include, code.exclude, code.examples) == ("Closed.", "Early.", "Late.", ("Shut.",))
    assert (code.origin, code.aliases, code.actions) == ("emerging", ("ACC-04",), ("A01",))
    assert code.links == ("availability", "ability_to_reach")
    assert [(link.principle, link.reason) for link in code.principles] == [(4, "open doors")]


def test_terms_are_single_spaced_and_their_accents_one_letter_each(written: Written) -> None:
    code = read_codebook(written(SECOND))["access.hours"]
    assert code.terms["en"] == ("closed", "after my shift")
    assert code.terms["ro"] == ("închis", "şi")


def test_terms_of_the_first_schema_are_words_as_they_stand(written: Written) -> None:
    first = (
        HEAD + CODE + "terms.en = ['closed', 'after  my shift', 'interpret*', 'language barrier*', 'so \"closed\"']\n"
    )
    assert read_codebook(written(first))["access.hours"].terms["en"] == (
        '"closed"',
        '"after my shift"',
        "interpret*",
        '"language barrier*"',
        '"so closed"',
    )


def test_what_is_not_said_has_a_default(written: Written) -> None:
    book = read_codebook(written('schema = "tlc-codebook/1"\n' + CODE))
    assert (book.id, book.name, book.version, book.languages) == ("codebook", "codebook", "", ("en",))
    code = book["access.hours"]
    assert (code.parent, code.terms, code.principles, code.links, code.origin) == (None, {}, (), (), "deductive")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + FULL.encode(),
        FULL.replace("\n", "\r\n").encode(),
        FULL.encode("utf-16"),
        FULL.replace("i\u0302nchis", "\u00eenchis").encode(),
    ],
    ids=["BOM", "CRLF", "UTF-16", "composed letters"],
)
def test_the_same_codebook_has_the_same_digest_however_it_was_saved(written: Written, data: bytes) -> None:
    assert read_codebook(written(data)) == read_codebook(written(FULL))


@pytest.mark.parametrize("name", ["barriers.toml", "levesque.toml"])
def test_the_codebooks_that_ship_with_tlc_can_be_read(name: str) -> None:
    book = read_codebook(shipped("codebooks") / name)
    assert len(book.applied) >= 10
    assert all(code.definition and code.label.get("ro") for code in book)
    assert all(code.parent is None or book[code.parent].kind == "heading" for code in book)


# What can be wrong


def test_a_missing_codebook_says_where_to_get_one(tmp_path: Path, explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        read_codebook(tmp_path / "codebook.toml")
    explained(caught.value, what="no codebook", where="codebook.toml", hint="codebooks")


def test_a_folder_in_place_of_a_codebook_is_a_missing_codebook(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").mkdir()
    with pytest.raises(CodebookError, match="no codebook"):
        read_codebook(tmp_path / "codebook.toml")


def test_a_codebook_that_another_program_holds_is_explained(
    written: Written, explained: Explained, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(FULL)

    def refuse(self: Path) -> bytes:
        raise PermissionError(str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(CodebookError) as caught:
        read_codebook(path)
    explained(caught.value, what="cannot be opened", where="codebook.toml", hint="Close it")


def test_a_codebook_in_an_old_encoding_is_explained(written: Written, explained: Explained, canary: str) -> None:
    content = (HEAD + CODE + f'definition = "{canary} Bună ziua"\n').encode("cp1250")
    with pytest.raises(CodebookError) as caught:
        read_codebook(written(content))
    explained(caught.value, what="not in UTF-8", where="codebook.toml", hint="save it again")


WRONG = {
    "brackets without end": (HEAD + "x = " + "[" * 3000 + "]" * 3000, "no codebook holds", "codebook.toml", "Is it"),
    "a number without end": (HEAD + "x = " + "9" * 6000, "no codebook holds", "codebook.toml", "Is it"),
    "not TOML": (HEAD + "[[code]\n", "not valid TOML", "codebook.toml", "that line"),
    "a quote not closed": (HEAD + '[[code]]\nid = "a\n', "line 4", "codebook.toml", "that line"),
    "no schema": (CODE, "schema", "codebook.toml", "codebook?"),
    "another schema": ('schema = "tlc-framework/1"\n' + CODE, "schema", "codebook.toml", "codebook?"),
    "empty": ("", "schema", "codebook.toml", "codebook?"),
    "no codes": (HEAD, "no codes", "codebook.toml", "[[code]]"),
    "codes under another name": (HEAD + CODE.replace("[[code]]", "[[codes]]"), "no codes", "codebook.toml", "[[code]]"),
    "one code in single brackets": (HEAD + CODE.replace("[[code]]", "[code]"), "no codes", "codebook.toml", "[[code]]"),
    "codes in a list of texts": (HEAD + 'code = ["hours"]\n', "no codes", "codebook.toml", "[[code]]"),
    "languages not a list": (HEAD + 'languages = "en"\n' + CODE, "languages", "codebook.toml", '["en", "ro"]'),
    "a field not known": (HEAD + CODE + 'colour = "red"\n', "'colour'", "codebook.toml, line 4", "Compare"),
    "a twin": (HEAD + CODE + CODE, "'access.hours' names two codes", "codebook.toml, line 8", "Rename"),
    "an alias taken": (
        HEAD + CODE + CODE.replace("hours", "other") + 'aliases = ["access.hours"]\n',
        "'access.hours' names two codes",
        "codebook.toml, line 11",
        "Rename",
    ),
    "an alias of any letters taken": (
        HEAD + CODE + 'aliases = ["ACC 04-b"]\n' + CODE.replace("hours", "other") + 'aliases = ["ACC 04-b"]\n',
        "'ACC 04-b' names two codes",
        "codebook.toml, line 12",
        "Rename",
    ),
    "a parent not there": (HEAD + CODE + 'parent = "access"\n', "parent", "codebook.toml, line 4", ""),
    "a kind not known": (HEAD + CODE.replace("barrier", "obstacle"), "unknown kind", "codebook.toml, line 4", "Use"),
    "an id of capitals": (HEAD + CODE.replace("access", "Access"), "id is not", "codebook.toml, line 4", "lower-case"),
    "no id": (HEAD + CODE.replace('id = "access.hours"\n', ""), "lacks a field", "codebook.toml", "Compare"),
    "no kind": (HEAD + CODE.replace('kind = "barrier"\n', ""), "lacks a field", "codebook.toml, line 4", "Compare"),
    "no label": (HEAD + CODE.replace(LABEL, ""), "no English label", "codebook.toml, line 4", "label ="),
    "no English label": (HEAD + CODE.replace("en =", "ro ="), "no English label", "codebook.toml, line 4", "label ="),
    "a principle without a reason": (
        HEAD + CODE + "principles = [ { id = 4 } ]\n",
        "lacks a field",
        "codebook.toml, line 4",
        "Compare",
    ),
}


@pytest.mark.parametrize(("content", "what", "where", "hint"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named_with_its_line(
    written: Written, explained: Explained, content: str, what: str, where: str, hint: str
) -> None:
    with pytest.raises(CodebookError) as caught:
        read_codebook(written(content))
    explained(caught.value, what=what, where=where, hint=hint)


@pytest.mark.parametrize(
    "line",
    [
        'terms.en = "closed"',
        'terms = ["closed"]',
        "terms.en = [1]",
        'aliases = "ACC04"',
        'examples = "Shut."',
        "actions = [1]",
        'levesque = "availability"',
        "pair = 3",
        "definition = 3",
        'principles = "4"',
        'principles = [ { id = "4", reason = "open doors" } ]',
        "principles = [ { id = 4, reason = 5 } ]",
        "principles = [4]",
    ],
)
def test_a_field_of_the_wrong_kind_is_refused_and_not_read_letter_by_letter(
    written: Written, explained: Explained, line: str
) -> None:
    with pytest.raises(CodebookError) as caught:
        read_codebook(written(HEAD + CODE + line + "\n"))
    explained(caught.value, what="of the wrong kind", where="codebook.toml, line 4", hint="Compare")


@pytest.mark.parametrize("label", ['"Open hours"', '["en"]', "{ en = 3 }"])
def test_a_label_of_the_wrong_kind_is_refused(written: Written, label: str) -> None:
    with pytest.raises(CodebookError, match="of the wrong kind"):
        read_codebook(written(HEAD + CODE.replace('{ en = "Hours" }', label)))


def test_an_error_never_repeats_an_example_or_a_definition(written: Written, canary: str) -> None:
    said = f'definition = "{canary}"\nexamples = ["{canary}"]\nterms.en = ["{canary}"]\n'
    for fault in ("colour = 1\n", 'kind = "barrier"\n', 'parent = "nothing"\n', "aliases = 3\n"):
        with pytest.raises(TlcError) as caught:
            read_codebook(written(HEAD + CODE + said + fault))
        assert canary not in str(caught.value)


# The second schema, and the change log

ENTRY = """brief = "When they are open"
polarity = "assertion"
status = "draft"
added_by = "asha"
added_on = "2026-06-01"
since = "2.1"
notes = "Ask Ben."
"""


def test_who_added_a_code_when_and_for_what_is_read(written: Written) -> None:
    code = read_codebook(written(SECOND + ENTRY))["access.hours"]
    assert (code.brief, code.polarity, code.status, code.notes) == (
        "When they are open",
        "assertion",
        "draft",
        "Ask Ben.",
    )
    assert (code.added_by, code.added_on, code.since) == ("asha", "2026-06-01", "2.1")


def test_codes_stand_under_headings_however_deep(written: Written) -> None:
    deeper = CODE.replace("access.hours", "access.hours.evening") + 'parent = "access.hours"\n'
    book = read_codebook(written(SECOND + deeper))
    assert [heading.id for heading in book.above("access.hours.evening")] == ["access.hours", "access"]


def test_terms_of_the_second_schema_stand_as_they_were_written(written: Written) -> None:
    terms = "terms.en = ['\"waiting list\"', 'wait ~5 letter']\n"
    code = read_codebook(written(HEAD.replace("/1", "/2") + CODE + terms))["access.hours"]
    assert code.terms["en"] == ('"waiting list"', "wait ~5 letter")


def test_the_change_log_is_read_oldest_first_and_a_date_needs_no_quotation_marks(written: Written) -> None:
    log = '[[changelog]]\nversion = "1"\ndate = 2026-06-01\nby = "asha"\nwhat = "First."\n'
    book = read_codebook(written(SECOND.replace("[[changelog]]", f"{log}\n[[changelog]]")))
    assert [(one.version, one.date, one.by, one.what) for one in book.changelog] == [
        ("1", "2026-06-01", "asha", "First."),
        ("2.1", "", "", "Something."),
    ]


@pytest.mark.parametrize(
    ("fault", "what", "line"),
    [
        ('colour = "red"\n', "has a field 'colour'", 9),
        ("by = 3\n", "not made of texts", 9),
    ],
)
def test_a_fault_in_the_change_log_is_named_with_its_line(written: Written, fault: str, what: str, line: int) -> None:
    with pytest.raises(CodebookError) as caught:
        read_codebook(written(SECOND.replace('what = "Something."\n', 'what = "Something."\n' + fault)))
    assert what in caught.value.what
    assert caught.value.place == f"codebook.toml, line {line}"


def test_a_field_of_the_file_itself_is_known_in_the_second_schema_or_refused(written: Written) -> None:
    languges = HEAD + 'languges = ["ro"]\n' + CODE
    assert read_codebook(written(languges)).languages == ("en",)
    with pytest.raises(CodebookError, match="'languges'"):
        read_codebook(written(languges.replace("/1", "/2")))

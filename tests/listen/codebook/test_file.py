"""A codebook's file after changes: comments and order stay, the version counts up, what was there is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc._files import shipped
from tlc.errors import CodebookError, StudyError
from tlc.listen.codebook import CodebookFile, read_codebook
from tlc.listen.codebook._versions import find, kept, next_version
from tlc.model import Code, PrincipleLink

BOOK = """# Ours.
schema = "tlc-codebook/2"
id = "tiny"
version = "1.0.0"  # counted by hand until May

[[changelog]]
version = "1.0.0"
what = "First."

# ---- Getting in ----

[[code]]
id = "access"   # the heading
kind = "heading"
label = { en = "Getting in" }

# Ben wants this one split.
[[code]]
id = "access.hours"
parent = "access"
kind = "barrier"
label = { en = "Hours", ro = "Program" }
terms.en = [
    "closed",  # not the door
    # Asha: also at the weekend
    "after my shift",
]
terms.ro = ["închis"]
levesque = ["availability"]
definition = '''
Closed
[[code]] when people are free.
'''

[[code]]
id = "access.papers"
kind = "barrier"
parent = "access"
exclude = "They are closed (access.hours)."

[code.label]
en = "Papers"

# ---- Language ----

[[code]]
id = "language.letters"
kind = "barrier"
label.en = "Letters"
# the end
"""
BY: dict[str, Any] = {"by": "asha", "at": "2026-06-01T10:00:00Z"}


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.split("\n") if "#" in line]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "codebook.toml"
    file.write_text(BOOK, encoding="utf-8")
    return file


def changed_lines(path: Path) -> tuple[list[str], list[str]]:
    before, after = BOOK.split("\n"), path.read_text(encoding="utf-8").split("\n")
    return [line for line in before if line not in after], [line for line in after if line not in before]


def test_only_what_changed_is_written_anew(path: Path) -> None:
    CodebookFile.open(path).change("access.hours", notes="Ask Ben.", label={"de": "Zeiten"}, **BY)
    assert changed_lines(path) == (
        ['version = "1.0.0"  # counted by hand until May', 'label = { en = "Hours", ro = "Program" }'],
        [
            'version = "1.0.1"  # counted by hand until May',
            'version = "1.0.1"',
            'date = "2026-06-01"',
            'by = "asha"',
            """what = "Changed the notes, label of 'access.hours'.\"""",
            'label = { en = "Hours", ro = "Program", de = "Zeiten" }',
            'notes = "Ask Ben."',
        ],
    )


def test_comments_among_terms_stay(path: Path) -> None:
    file = CodebookFile.open(path)
    file.change("access.hours", terms={"en": ("after my shift", "shut"), "ro": ("închis", "târziu")}, **BY)
    text = path.read_text(encoding="utf-8")
    assert "# Asha: also at the weekend" in text
    assert 'terms.ro = ["închis", "târziu"]' in text
    assert file.book["access.hours"].terms["en"] == ("after my shift", "shut")


def test_terms_in_a_new_order_are_read_in_that_order(path: Path) -> None:
    file = CodebookFile.open(path)
    file.change("access.hours", terms={"en": ("after my shift", "closed")}, **BY)
    assert read_codebook(path)["access.hours"].terms["en"] == ("after my shift", "closed")


@pytest.mark.parametrize(
    "fields",
    [
        {"terms": {"en": ()}},
        {"terms": {"ro": (), "en": ()}},
        {"links": ()},
        {"links": ("availability", "affordability")},
        {"definition": ""},
        {"definition": 'Say "no".\nAnd \\ again.'},
        {"principles": (PrincipleLink(principle=4, reason="open doors"),)},
        {"examples": ("One.", 'He said "two".')},
        {"kind": "enabler", "origin": "emerging", "polarity": "assertion", "status": "draft"},
    ],
)
@pytest.mark.parametrize("name", ["access.hours", "access.papers", "language.letters"])
def test_whatever_a_field_becomes_the_file_says_so(path: Path, name: str, fields: dict[str, Any]) -> None:
    file = CodebookFile.open(path)
    try:
        file.change(name, **fields, **BY)
    except CodebookError as error:
        assert "Nothing" in error.what  # not every code has what is taken out
        return
    code = read_codebook(path)[name]
    for field, value in fields.items():
        is_same = {k: v for k, v in value.items() if v}.items() <= code.terms.items() if field == "terms" else None
        assert is_same if field == "terms" else getattr(code, field) == value
    assert set(comments(BOOK)) - set(comments(path.read_text(encoding="utf-8"))) <= {
        "  # not the door".partition("#")[2],
        " Asha: also at the weekend",
        " not the door",
    }


def test_a_new_code_stands_under_its_heading_and_says_who_added_it(path: Path) -> None:
    new = Code(id="access.phone", kind="barrier", label={"en": "Phone"}, parent="access", terms={"en": ('"on hold"',)})
    written = CodebookFile.open(path).add(new, what="Ben asked for it.", **BY)
    text = path.read_text(encoding="utf-8")
    assert text.index('id = "access.papers"') < text.index('id = "access.phone"') < text.index("# ---- Language")
    code = read_codebook(path)["access.phone"]
    assert (code.added_by, code.added_on, code.since) == ("asha", "2026-06-01", "1.1.0")
    assert written.what == written.after.changelog[-1].what == "Added 'access.phone'. Ben asked for it."
    assert comments(text) == comments(BOOK)


def test_a_renamed_code_keeps_its_place_and_its_comments(path: Path) -> None:
    CodebookFile.open(path).rename("access.hours", "access.opening", **BY)
    text = path.read_text(encoding="utf-8")
    assert comments(text) == comments(BOOK)
    assert 'id = "access.opening"' in text
    assert read_codebook(path)["access.hours"].id == "access.opening"
    assert "(access.opening)" in text


def test_of_a_merged_code_only_its_own_comment_goes(path: Path) -> None:
    file = CodebookFile.open(path)
    file.merge(["access.hours"], "access.papers", **BY)
    text = path.read_text(encoding="utf-8")
    assert "# ---- Getting in" in text
    assert "# ---- Language" in text
    assert "Ben wants" not in text
    assert file.book["access.hours"].terms["en"] == ("closed", "after my shift")


def test_a_banner_above_a_code_that_goes_stays_above_the_next(path: Path) -> None:
    file = CodebookFile.open(path)
    file.change("language.letters", aliases=("LNG",), **BY)
    file.add(Code(id="language.app", kind="barrier", label={"en": "App"}), **BY)
    file.merge(["language.letters"], "language.app", **BY)
    text = path.read_text(encoding="utf-8")
    assert text.index("# ---- Language") < text.index('id = "language.app"')
    assert text.endswith("# the end\n")


def test_each_change_counts_the_version_and_keeps_the_file_before(path: Path) -> None:
    file = CodebookFile.open(path)
    file.change("access.hours", brief="When.", **BY)
    file.retire("access.papers", **BY)
    file.rename("access.hours", "access.opening", **BY)
    folder = path.parent / "codebook-versions"
    assert [change.version for change in file.book.changelog] == ["1.0.0", "1.0.1", "1.1.0", "2.0.0"]
    assert kept(folder) == ("1.0.0", "1.0.1", "1.1.0")
    assert find(folder, "1.0.0").read_text(encoding="utf-8") == BOOK
    assert read_codebook(find(folder, "1.1.0"))["access.papers"].status == "retired"


def test_a_file_changed_by_hand_under_the_same_version_is_kept_too(path: Path) -> None:
    CodebookFile.open(path).change("access.hours", brief="When.", **BY)
    path.write_text(BOOK.replace("Papers", "Proof"), encoding="utf-8")
    CodebookFile.open(path).change("access.hours", brief="Where.", **BY)
    names = kept(path.parent / "codebook-versions")
    assert names[0] == "1.0.0"
    assert names[1].startswith("1.0.0+")
    assert "Proof" in find(path.parent / "codebook-versions", names[1]).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["3.0.0", "../codebook", "draft"])
def test_a_version_that_is_not_there_is_explained(path: Path, name: str) -> None:
    CodebookFile.open(path).change("access.hours", brief="When.", **BY)
    with pytest.raises(CodebookError) as caught:
        find(path.parent / "codebook-versions", name)
    assert "1.0.0" in (caught.value.hint or "")


def test_a_version_in_words_is_not_counted_up() -> None:
    assert next_version("", "minor") == "0.1.0"
    with pytest.raises(CodebookError, match="not made of numbers"):
        next_version("draft", "minor")
    with pytest.raises(CodebookError, match="not made of numbers"):
        next_version(f"1.{'9' * 6000}", "minor")


def test_a_term_that_cannot_be_read_is_not_written(path: Path) -> None:
    file = CodebookFile.open(path)
    before = path.read_bytes()
    with pytest.raises(CodebookError, match=r"'access\.hours', term 2 in 'en': A regular expression cannot be read"):
        file.change("access.hours", terms={"en": ("closed", "/(/")}, **BY)
    assert path.read_bytes() == before


def test_one_that_stood_there_before_is_in_nobodys_way(path: Path) -> None:
    path.write_text(BOOK.replace('"closed', '"/(/", "closed', 1), encoding="utf-8")
    assert "/(/" in str(CodebookFile.open(path).book["access.hours"].terms)
    CodebookFile.open(path).change("access.hours", brief="When.", **BY)


def test_nothing_is_written_over_what_somebody_else_changed(path: Path) -> None:
    file = CodebookFile.open(path)
    theirs = BOOK.replace("Papers", "Proof")
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        file.change("access.hours", brief="When.", **BY)
    assert "somebody else" in caught.value.what
    assert path.read_text(encoding="utf-8") == theirs
    assert not (path.parent / "codebook-versions").exists()


def test_nothing_is_written_where_the_file_has_gone(path: Path) -> None:
    file = CodebookFile.open(path)
    path.unlink()
    with pytest.raises(CodebookError, match="somebody else"):
        file.retire("access.hours", **BY)
    assert not path.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.add(Code(id="a.b", kind="barrier", label={"en": "A"}, parent="nowhere"), **BY),
        lambda file: file.change("access", parent="access.hours", **BY),
        lambda file: file.change("access.hours", aliases=("access.papers",), **BY),
        lambda file: file.change("access.hours", brief="When.", by=" ", at="2026-06-01"),
    ],
)
def test_a_codebook_that_contradicts_itself_is_not_written(path: Path, change: Any) -> None:
    file = CodebookFile.open(path)
    with pytest.raises(CodebookError):
        change(file)
    assert path.read_text(encoding="utf-8") == BOOK
    assert file.book.version == "1.0.0"


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = CodebookFile.open(path)

    def full(*_: Path) -> Path:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StudyError, match="cannot be written"):
        file.change("access.hours", brief="When.", **BY)
    assert path.read_text(encoding="utf-8") == BOOK


def test_codes_that_do_not_each_begin_with_a_line_are_left_to_a_text_editor(path: Path) -> None:
    path.write_text(
        'schema = "tlc-codebook/2"\ncode = [{ id = "a", kind = "barrier", label = { en = "A" } }]\n', encoding="utf-8"
    )
    with pytest.raises(CodebookError, match="read and not change"):
        CodebookFile.open(path).retire("a", **BY)


def test_lines_that_end_as_in_windows_still_do(path: Path) -> None:
    path.write_bytes(BOOK.replace("\n", "\r\n").encode())
    CodebookFile.open(path).change("access.hours", brief="When.", **BY)
    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 40


def test_a_file_of_the_first_schema_becomes_one_of_the_second(path: Path) -> None:
    path.write_text(BOOK.replace("codebook/2", "codebook/1"), encoding="utf-8")
    before = read_codebook(path)
    file = CodebookFile.open(path)
    file.change("language.letters", brief="Post.", **BY)
    after = read_codebook(path)
    assert 'schema = "tlc-codebook/2"' in path.read_text(encoding="utf-8")
    assert [code.terms for code in after] == [code.terms for code in before]


@pytest.mark.parametrize("name", ["barriers.toml", "levesque.toml"])
def test_the_codebooks_that_ship_with_tlc_can_be_changed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((shipped("codebooks") / name).read_bytes())
    file = CodebookFile.open(path)
    heading, first = file.book.codes[:2]
    file.rename(heading.id, "first_things", **BY)
    file.change(first.id, notes="n", **BY)
    assert read_codebook(path)[first.id].notes == "n"
    assert comments(path.read_text(encoding="utf-8")) == comments(
        (shipped("codebooks") / name).read_text(encoding="utf-8")
    )


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "rename", "merge", "split", "retire"]), st.integers(0, 9)), max_size=6
)


@settings(max_examples=40)
@given(STEPS)
def test_whatever_is_done_every_name_ever_used_still_names_a_code(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("book") / "codebook.toml"
    path.write_text(BOOK, encoding="utf-8")
    file = CodebookFile.open(path)
    ever = {code.id for code in file.book}
    for number, (verb, pick) in enumerate(steps):
        codes = file.book.codes
        one, other = codes[pick % len(codes)].id, codes[(pick + 1) % len(codes)].id
        new = [Code(id=f"new.n{number}{end}", kind="barrier", label={"en": "New"}) for end in "ab"]
        try:
            match verb:
                case "add":
                    file.add(new[0], **BY)
                case "change":
                    file.change(one, definition=f"d{number}", terms={"en": (f"t{number}",)}, **BY)
                case "rename":
                    file.rename(one, f"called.c{number}", **BY)
                case "merge":
                    file.merge([one], other, **BY)
                case "split":
                    file.split(one, new, new[1].id, **BY)
                case "retire":
                    file.retire(one, **BY)
        except CodebookError:
            continue
        ever |= {code.id for code in file.book}
        assert read_codebook(path) == file.book
    assert all(name in file.book for name in ever)
    assert "# the end" in path.read_text(encoding="utf-8")


def test_texts_are_written_in_the_form_in_which_they_are_read(path: Path) -> None:
    file = CodebookFile.open(path)
    file.change("access.hours", definition="s\u0327i\r\nso\u00a0on", label={"ro": "Ora\u0306r"}, **BY)
    terms: Any = {"en": ["bus   fare", "bus\tpass"]}
    file.add(Code(id="cost", kind="barrier", label={"en": "Cost"}, terms=terms), **BY)
    assert read_codebook(path) == file.book
    assert (file.book["access.hours"].definition, file.book["access.hours"].label["ro"]) == ("şi\nso on", "Orăr")
    assert file.book["cost"].terms["en"] == ("bus fare", "bus pass")


@pytest.mark.parametrize("made", ['schema = "tlc-codebook/2"\nno toml', BOOK])
def test_what_would_not_be_read_back_as_it_was_meant_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    monkeypatch.setattr("tlc.listen.codebook._rewrite.rewritten", lambda *_: made)
    with pytest.raises(CodebookError, match="without loss"):
        CodebookFile.open(path).change("access.hours", brief="When.", **BY)
    assert path.read_text(encoding="utf-8") == BOOK
    assert not (path.parent / "codebook-versions").exists()


def test_a_field_of_the_first_schema_that_the_second_does_not_know_is_named(path: Path) -> None:
    first = BOOK.replace("codebook/2", "codebook/1").replace('id = "tiny"', 'id = "tiny"\ncolour = "red"')
    path.write_text(first, encoding="utf-8")
    with pytest.raises(CodebookError, match="'colour'"):
        CodebookFile.open(path).change("access.hours", brief="When.", **BY)
    assert path.read_text(encoding="utf-8") == first

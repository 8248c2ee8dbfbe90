"""``tlc codebook``: every verb on the tiny study, what it prints, and its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import tlc
from tlc.cli import main
from tlc.cli.codebook import VERBS
from tlc.cli.codebook._options import by_language

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tiny_study: tlc.Study) -> Run:
    """Run a verb of the codebook on a study in which access.hours is coded once; its status, and what it printed."""
    table = tiny_study.path / "asha.csv"
    table.write_text("turn,code,quote\nFG01:0002,access.hours,closed after my shift\n", encoding="utf-8")
    tiny_study.import_codings(table, coder="asha")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["codebook", *map(str, arguments), "--study", str(tiny_study.path)])
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err

    return call


def test_help_names_every_verb_and_each_has_its_own_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["codebook", "--help"])
    out = capsys.readouterr().out
    assert all(f"  {verb} " in out for verb in VERBS)
    folder = Path(__file__).parents[3] / "tlc" / "cli" / "codebook"
    assert {path.stem for path in folder.glob("*.py") if not path.name.startswith("_")} == set(VERBS)


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_has_help(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["codebook", verb, "--help"])
    assert not stopped.value.code
    assert "Usage" in capsys.readouterr().out


def test_a_verb_that_there_is_not_is_misuse(run: Run) -> None:
    assert run("burn")[0] == 2


def test_check_says_what_is_doubtful_with_its_line(run: Run, tiny_study: tlc.Study) -> None:
    assert run("check")[:2] == (0, "No problems found.\n")
    run("add", "access.lifts", "--label", "Lifts", "--term", "lift", "--term", "a card", "--by", "asha")
    status, out, _ = run("check")
    assert status == 0
    assert "- codebook.toml, line" in out
    assert "'access.lifts' has no definition" in out
    assert "stands under" not in out  # "a card" of the first schema is exact, a card is not
    assert out.endswith("warnings.\n")
    assert run("check", tiny_study.path / "codebook.toml")[1].count("no definition") == 1


def test_check_fails_where_a_term_cannot_be_read(run: Run, tiny_study: tlc.Study) -> None:
    assert run("add", "access.lifts", "--label", "Lifts", "--term", "(lift", "--by", "asha")[0] == 1
    run("add", "access.lifts", "--label", "Lifts", "--term", "lift", "--by", "asha")
    book = tiny_study.path / "codebook.toml"
    book.write_text(book.read_text(encoding="utf-8").replace('"lift"', '"(lift"'), encoding="utf-8")
    status, out, _ = run("check")
    assert status == 1
    assert out.startswith("! codebook.toml, line")


def test_check_as_json(run: Run) -> None:
    run("add", "access.lifts", "--label", "Lifts", "--by", "asha")
    assert {row["severity"] for row in json.loads(run("check", "--json")[1])} == {"warning"}


def test_add_prints_what_is_different(run: Run, tiny_study: tlc.Study) -> None:
    status, out, _ = run(
        *("add", "access.lifts", "--label", "Lifts", "--label", "ro=Lifturi", "--term", "lift", "--term", "ro=lift*"),
        *("--definition", "No way up.", "--kind", "enabler", "--by", "asha", "--why", "Ben saw it."),
    )
    assert (status, out) == (
        0,
        "Version 1.0 became 1.1.0.\nAdded: access.lifts (Lifts).\nNo codings stand under another code. "
        "What terms find has changed: let the rules look again with tlc tag.\n",
    )
    code = tiny_study.codebook["access.lifts"]
    assert (code.label["ro"], code.terms["ro"], code.kind, code.parent) == ("Lifturi", ("lift*",), "enabler", "access")
    assert tiny_study.codebook.changelog[-1].what == "Added 'access.lifts'. Ben saw it."


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "access.hours", "--label", "Hours", "--by", "asha"),
        ("add", "access.lifts", "--by", "asha"),
        ("add", "access.lifts", "--label", "One", "--label", "Two", "--by", "asha"),
        ("rename", "access.hours", "Access Hours", "--by", "asha"),
        ("merge", "access.hours", "--into", "nothing", "--by", "asha"),
        ("split", "access.hours", "--into", "access.a", "--into", "access.b", "--heir", "access.a", "--by", "asha"),
        ("retire", "nothing", "--by", "asha"),
        ("change", "access.hours", "--no-term", "open", "--by", "asha"),
        ("diff", "9.9.9"),
        ("take", "none.xlsx", "--by", "asha"),
    ],
)
def test_what_will_not_do_is_explained_and_nothing_is_written(
    run: Run, tiny_study: tlc.Study, arguments: tuple[str, ...]
) -> None:
    before = (tiny_study.path / "codebook.toml").read_bytes()
    status, out, err = run(*arguments)
    assert (status, out) == (1, "")
    assert len(err.strip().split("\n")) == 2
    assert (tiny_study.path / "codebook.toml").read_bytes() == before


def test_change_adds_terms_and_takes_them_out(run: Run, tiny_study: tlc.Study) -> None:
    status, out, _ = run(
        "change", "access.hours", "--term", "shut", "--no-term", '"closed"', "--alias", "ACC04", "--by", "asha"
    )
    assert status == 0
    assert "access.hours: terms in 'en' added: shut." in out
    assert "access.hours: terms in 'en' removed: \"closed\"." in out
    assert tiny_study.codebook["ACC04"].terms["en"] == ('"after my shift"', "shut")


def test_change_moves_a_code(run: Run, tiny_study: tlc.Study) -> None:
    assert (
        "moved from under access to under language."
        in run("change", "access.hours", "--parent", "language", "--by", "asha")[1]
    )
    run("change", "access.hours", "--parent", "", "--by", "asha")
    assert tiny_study.codebook["access.hours"].parent is None


def test_rename_says_which_codings_follow(run: Run, tiny_study: tlc.Study, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    status, out, _ = run("rename", "access.hours", "access.opening", "--by", "asha", "--report", report)
    assert status == 0
    assert "access.hours access.opening  asha    FG01       1          0" in out
    assert "Codings under another name now: 1, of 1 coder." in out
    assert report.read_text(encoding="utf-8").startswith("coding,coder,session,turn,was,now,look_again\nasha-")
    assert set(tiny_study.codings["code"]) == {"access.opening"}


def test_merge_and_retire(run: Run, tiny_study: tlc.Study) -> None:
    out = run("merge", "access.hours", "--into", "access.registration", "--by", "asha")[1]
    assert "Merged: access.hours into access.registration." in out
    assert "status was in use and is now retired" in run("retire", "language.card", "--by", "asha")[1]
    assert tiny_study.codebook["access.hours"].id == "access.registration"


def test_split_lists_what_is_to_be_looked_at_again(run: Run) -> None:
    status, out, _ = run(
        *("split", "access.hours", "--into", "access.evening=Closed evenings", "--into", "access.weekend=Weekend"),
        *("--heir", "access.evening", "--by", "asha"),
    )
    assert status == 0
    assert "To be looked at again: asha-" in out


def test_diff_in_words(run: Run) -> None:
    run("rename", "access.hours", "access.opening", "--by", "asha")
    assert run("diff")[1].split("\n")[:2] == [
        "Version 1.0 became 2.0.0.",
        "Renamed: access.hours is now access.opening.",
    ]
    assert run("diff", "2.0.0")[0] == 1
    assert json.loads(run("diff", "1.0", "--json")[1])[0] == {"difference": "Version 1.0 became 2.0.0."}


def test_the_same_file_is_not_different(run: Run, tiny_study: tlc.Study) -> None:
    assert run("diff", tiny_study.path / "codebook.toml")[1] == "Nothing is different.\n"


def test_excel_goes_out_once_and_comes_back(run: Run, tiny_study: tlc.Study, tmp_path: Path) -> None:
    path = tmp_path / "codebook.xlsx"
    assert f"tlc codebook take {path} --by YOU" in run("excel", path)[1]
    assert run("excel", path)[0] == 2
    workbook = load_workbook(path)
    workbook["codes"]["A3"].value = "access.opening"
    workbook.save(path)
    status, out, _ = run("take", path, "--by", "ben")
    assert status == 0
    assert "Renamed: access.hours is now access.opening." in out
    assert tiny_study.codebook.changelog[-1].by == "ben"


def test_texts_are_sorted_by_their_language() -> None:
    assert by_language(["lift", "ro=lift", "en-GB=lift", "a=b ~5 c", "x"]) == {
        "en": ("lift", "a=b ~5 c", "x"),
        "ro": ("lift",),
        "en-GB": ("lift",),
    }


def test_begin_makes_a_codebook_of_a_sheet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    workbook = Workbook()
    for row in (("Category", "Code"), ("Access", "Hours")):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "theirs.xlsx")
    for status in (0, 2):
        with pytest.raises(SystemExit) as stopped:
            main(["codebook", "begin", str(tmp_path / "theirs.xlsx"), str(tmp_path / "codebook.toml")])
        assert int(stopped.value.code or 0) == status
    assert capsys.readouterr().out.startswith("1 codes under 1 headings are in ")
    assert 'id = "access.hours"' in (tmp_path / "codebook.toml").read_text(encoding="utf-8")

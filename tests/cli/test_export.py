"""``tlc export``: a form is written, what it lacks is said, and nothing is refused with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

import tlc
from tlc.change.exports.forms import FORMS
from tlc.cli import main
from tlc.cli.export import command


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["export", *map(str, arguments)])
    printed = capsys.readouterr()
    return int(stopped.value.code or 0), printed.out, printed.err


def test_help_names_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--help")
    assert status == 0
    listed = [line.split()[0] for line in out.splitlines() if line.split()[:1] and line.split()[0] in FORMS]
    assert listed == list(FORMS)
    assert list(command.params[0].type.choices) == list(FORMS)  # type: ignore[attr-defined]


def test_a_form_with_answers_says_where_to_give_them_and_what_it_lacks(
    tiny_study: tlc.Study, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "heat", "--study", tiny_study.path)
    assert status == 0
    assert f"Written: {tiny_study.path.resolve() / 'reports' / 'health-equity-assessment.docx'}" in out
    assert f"To fill in, and then run this again: {tiny_study.path.resolve() / 'heat.toml'}" in out
    assert "- Review: date." in out


def test_a_long_list_of_what_is_lacking_is_cut(tiny_study: tlc.Study, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "community", "--language", "pl", "--study", tiny_study.path)
    assert out.count("\n- ") == 13
    assert "- and " in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("poster",), "is not one of"), (("word", "--for", "all"), "is not one of"), (("word", "--language", "ro"), "ro")],
)
def test_what_cannot_be_is_refused(
    arguments: tuple[str, ...], message: str, study_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, *arguments, "--study", study_folder)
    assert status != 0
    assert message in out + err
    assert "Traceback" not in out + err

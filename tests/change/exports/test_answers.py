"""Answers that people give: read strictly, refused plainly, and never quoted in an error."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tlc.change.exports._answers import blank, is_date, read_answers
from tlc.errors import StudyError

NAME = "case-study.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["case-study.toml", "heat.toml"])
def test_a_blank_file_is_valid_and_answers_nothing(name: str, tmp_path: Path) -> None:
    assert read_answers(tmp_path / name, name) == tomllib.loads(blank(name))
    path = tmp_path / name
    path.write_text(blank(name), encoding="utf-8")
    assert read_answers(path, name) == tomllib.loads(blank(name))


def test_what_is_left_out_is_as_in_the_blank_file(tmp_path: Path) -> None:
    answers = read_answers(written(tmp_path, '[answers]\ntips = "Ask early."\n'), NAME)
    assert answers["answers"]["tips"] == "Ask early."
    assert answers["answers"]["next"] == ""
    assert answers["permissions"]["people"]["answer"] == "not asked"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[answers]\nquince = "jelly"\n', "a field that the form does not have"),
        ('[quince]\na = "jelly"\n', "a section that the form does not have"),
        ('quince = "jelly"\n', "a section that the form does not have"),
        ("[answers]\ntips = 7\n", "of the wrong kind"),
        ('[form]\nprinciples = "1 quince"\n', "of the wrong kind"),
        ('[permissions]\npeople = { quince = "yes" }\n', "a field that the form does not have"),
        ('[answers]\ntips = "quince\n', "not valid TOML"),
    ],
)
def test_what_is_no_answer_is_refused_without_its_words(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=message) as refused:
        read_answers(written(tmp_path, text), NAME)
    assert NAME in str(refused.value)
    assert "quince" not in str(refused.value)
    assert "jelly" not in str(refused.value)


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as refused:
        read_answers(written(tmp_path, '[answers]\n\ntips = "quince\n'), NAME)
    assert refused.value.place.endswith("line 3")


@pytest.mark.parametrize("text", ["2027-13", "2027-06-32", "June", "", "2027", "2027-06-3"])
def test_what_is_no_month_or_day_is_no_date(text: str) -> None:
    assert not is_date(text)

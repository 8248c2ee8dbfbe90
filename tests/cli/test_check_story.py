"""``tlc check --story``: what points at somebody in a story that is to be told outside; nobody's words."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

import tlc
from tlc.cli.check import command

STORY = "She is a Kenyan national.\nShe came in 2004, and rang 07700 900123.\n"


def run(study: tlc.Study, *files: Path) -> tuple[int, str]:
    # A command's number is its exit code only behind the whole program.
    done = CliRunner().invoke(command, [*map(str, files), "--story", "--study", str(study.path)], standalone_mode=False)
    return int(done.return_value), done.output


def test_a_story_is_told_by_kinds_and_lines(tiny_study: tlc.Study, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    code, said = run(tiny_study, story)
    assert code == 1
    assert "Points at somebody by itself: identifier (line 2)." in said
    assert "Together, these could point at one person: nationality or country (line 1), year (line 2)." in said
    assert not any(word in said for word in ("Kenyan", "2004", "07700"))


def test_a_story_in_which_nothing_is_found_is_not_called_safe(tiny_study: tlc.Study, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("We opened later, and more people came.\n", encoding="utf-8")
    code, said = run(tiny_study, story)
    assert (code, said.splitlines()[0]) == (0, "story.txt: nothing of a usual form was found.")
    assert "Read each story" in said


def test_looking_at_a_story_writes_nothing_into_the_study(tiny_study: tlc.Study, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    before = {path: path.read_bytes() for path in tiny_study.path.rglob("*") if path.is_file()}
    run(tiny_study, story)
    assert {path: path.read_bytes() for path in tiny_study.path.rglob("*") if path.is_file()} == before

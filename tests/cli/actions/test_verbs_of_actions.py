"""The verbs of the action plan: what they print, what they refuse, and how they end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import tlc
from tlc.cli import main
from tlc.cli.actions import VERBS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def laid(
    loaded: Callable[[Path], ModuleType],
    lay_study: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    planned = loaded(Path(__file__).parents[2] / "study" / "planned.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TLC_HOME", str(tmp_path_factory.mktemp("own")))
        yield planned.lay(tmp_path_factory.mktemp("planned") / "tiny", lay_study)


@pytest.fixture
def folder(laid: Path, tmp_path: Path) -> Path:
    """The tiny study, coded, without a plan."""
    return Path(shutil.copytree(laid, tmp_path / "tiny"))


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``tlc actions`` on that study: its status, and what it printed."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["actions", *arguments, "--study", str(folder)])
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err

    return call


def test_proposals_are_printed_by_theme_with_their_source(run: Run) -> None:
    status, out, _ = run("suggest")
    assert status == 0
    assert out.startswith("Actions that the library proposes\n")
    assert "Cannot register (access.registration)" in out
    assert "A08  GP registration campaign and Safe Surgeries" in out
    assert "Source (adapted): NHS England inclusion health groups page" in out
    assert max(map(len, out.splitlines())) <= 100


def test_proposals_are_printed_as_json(run: Run) -> None:
    _, out, _ = run("suggest", "--json", "--theme", "access.hours")
    assert [row["id"] for row in json.loads(out)] == ["A10", "A11"]


def test_one_kind_of_owner_is_printed_by_principle(run: Run) -> None:
    _, out, _ = run("suggest", "--owner", "trust", "--all")
    assert "Principle 3: Develop the workforce" in out
    assert "A15" in out and "A08" not in out


def test_an_action_is_taken_filled_in_and_listed(run: Run, folder: Path) -> None:
    status, out, _ = run("take", "A08", "owner=ICB, head of access", "--by", "asha", "--why", "agreed")
    assert status == 0
    assert "Action 1 is in actions.csv, taken from A08. To be filled in: by when, the baseline, the target." in out
    assert "Here: tlc actions change 1 by_when=... baseline=... target=... --by asha --why ..." in out
    status, out, _ = run("change", "1", "by-when=2027-06", "target=all", "--by", "asha", "--why", "workshop")
    assert (status, "Action 1: by_when, target changed." in out) == (0, True)
    _, out, _ = run("list", "--json")
    (row,) = json.loads(out)
    assert (row["owner"], row["by when"], row["missing"]) == ("ICB, head of access", "2027-06", "")
    _, out, _ = run("log", "--json")
    assert [(row["what"], row["why"]) for row in json.loads(out)] == [("take", "agreed"), ("change", "workshop")]
    assert tlc.open(folder).actions[0].measure.target == "all"


def test_an_action_is_rejected_with_a_reason(run: Run) -> None:
    status, out, _ = run("reject", "A10", "--by", "ben", "--why", "the practices said no")
    assert (status, out) == (0, "A10 is rejected, and is not proposed again.\n")
    _, out, _ = run("suggest", "--decided", "--theme", "access.hours")
    assert "Rejected by ben" in out and "the practices said no" in out


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("reject", "A10", "--by", "ben"), 2, "--why"),
        (("take", "A10"), 2, "--by"),
        (("take", "A99", "--by", "ben"), 1, "no action of this id in the library"),
        (("take", "A10", "owner", "--by", "ben"), 2, "parted by ="),
        (("take", "A10", "by=asha", "--by", "ben"), 1, "no column that can be filled in"),
        (("change", "1", "action=2", "--by", "ben", "--why", "x"), 1, "no column that can be filled in"),
        (("change", "1", "--by", "ben", "--why", "x"), 2, "COLUMN=TEXT"),
        (("change", "9", "owner=x", "--by", "ben", "--why", "x"), 1, "no action of this id in the plan"),
        (("suggest", "--owner", "gp"), 1, "no such owner role"),
        (("suggest", "--theme", "nothing"), 1, "nothing"),
        (("nothing",), 2, "No such command"),
    ],
)
def test_what_cannot_be_done_is_explained(run: Run, arguments: tuple[str, ...], status: int, message: str) -> None:
    got, out, err = run(*arguments)
    assert got == status
    assert message in err
    assert "Traceback" not in out + err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["actions", verb, "--help"])
    assert not stopped.value.code
    assert "--study" in capsys.readouterr().out

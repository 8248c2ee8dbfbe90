"""An error says what, where and what to do, and is caught by the name of its kind."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tlc import errors
from tlc.errors import (
    ActionError,
    AnalysisError,
    CodebookError,
    CodingError,
    DriftError,
    MissingExtraError,
    StudyError,
    TlcError,
    TranscriptError,
    Where,
    place,
)

KINDS = (
    StudyError,
    TranscriptError,
    CodebookError,
    CodingError,
    DriftError,
    AnalysisError,
    ActionError,
    MissingExtraError,
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_caught_as_a_tlc_error(kind: type[TlcError]) -> None:
    with pytest.raises(TlcError):
        raise kind("Something is wrong.")


def test_the_kinds_tested_here_are_all_there_are() -> None:
    public = {thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, TlcError)}
    assert public == {TlcError, *KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_the_tree_in_the_docstring_names_every_kind(kind: type[TlcError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")


def test_drift_is_caught_as_a_coding_error() -> None:
    assert issubclass(DriftError, CodingError)


def test_one_kind_is_not_caught_as_another() -> None:
    assert not issubclass(TranscriptError, StudyError)


def test_an_error_keeps_its_three_parts() -> None:
    error = TlcError("Twice.", where=("codebook.toml", 41), hint="Rename one.")
    assert (error.what, error.where, error.hint) == ("Twice.", ("codebook.toml", 41), "Rename one.")


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (TlcError("Twice."), "Twice."),
        (TlcError("Twice.", hint="Rename one."), "Twice.\nRename one."),
        (TlcError("Twice.", where="groups.csv"), "groups.csv: Twice."),
        (TlcError("Twice.", where=("groups.csv", 3), hint="Drop it."), "groups.csv, line 3: Twice.\nDrop it."),
    ],
)
def test_an_error_shows_what_it_has_and_nothing_empty(error: TlcError, shown: str) -> None:
    assert str(error) == shown


def test_a_log_shows_what_is_wrong_and_nothing_else() -> None:
    assert repr(StudyError("Twice.", where="groups.csv", hint="Drop it.")) == "StudyError('Twice.')"


def test_a_notebook_shows_two_lines_and_no_stack_of_code() -> None:
    error = TlcError("Twice.", where="groups.csv", hint="Drop it.")
    assert error._render_traceback_() == ["groups.csv: Twice.", "Drop it."]


def test_an_error_survives_the_way_between_two_processes() -> None:
    error = pickle.loads(pickle.dumps(StudyError("Twice.", where=("groups.csv", 3), hint="Drop it.")))  # noqa: S301
    assert str(error) == "groups.csv, line 3: Twice.\nDrop it."


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (None, ""),
        ("transcripts/FG01.txt", "transcripts/FG01.txt"),
        (Path("studies/luton/groups.csv"), "groups.csv"),
        (("studies/luton/groups.csv", 3), "groups.csv, line 3"),
        ((Path("groups.csv"), 12), "groups.csv, line 12"),
    ],
)
def test_a_place_is_a_file_name_and_a_line(where: Where | None, shown: str) -> None:
    assert place(where) == shown


def test_the_folders_above_a_file_are_not_shown() -> None:
    error = TlcError("Twice.", where=(Path("/home/maria.popescu/luton/groups.csv"), 3))
    assert "maria" not in str(error)


def test_the_place_of_an_error_is_the_place_people_read() -> None:
    assert TlcError("Twice.", where=(Path("a/groups.csv"), 3)).place == "groups.csv, line 3"


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[2Jb.txt", "a\u202eb.txt"])
def test_a_name_cannot_move_the_cursor_of_a_terminal(name: str) -> None:
    shown = str(TlcError("It is empty.", where=Path(name)))
    assert shown.isprintable()
    assert shown.startswith("a?")


def test_accents_in_a_name_stay() -> None:
    assert TlcError("It is empty.", where=(Path("ședință.txt"), 3)).place == "ședință.txt, line 3"

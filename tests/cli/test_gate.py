"""``tlc check FILES``, ``tlc review`` and ``tlc keys``: places and kinds are printed, words only in a review."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tlc
from tlc.cli._main import tlc as commands
from tlc.errors import TlcError

PASSPHRASE = "three random words"  # noqa: S105 - of nothing


@pytest.fixture
def folder(study_folder: Path) -> Path:
    """The tiny study with a session that holds a number, a person's name twice, and a name in its heading."""
    session = study_folder / "sessions" / "FG01.txt"
    talk = session.read_text("utf-8")
    talk = "Notes by Doctor Quillfeather\n" + talk + "P01: My number is 07700 900123.\nP02: I told Mrs Zabranic.\n"
    session.write_text(talk + "P02: And Mrs Zabranic laughed.\n", encoding="utf-8")
    return study_folder


@pytest.fixture
def run() -> Callable[..., Result]:
    def call(*arguments: str | Path, keys: str = "", env: dict[str, str] | None = None) -> Result:
        words = [str(argument) for argument in arguments]
        return CliRunner().invoke(commands, words, input=keys, standalone_mode=False, env=env)

    return call


Run = Callable[..., Result]


def check(run: Run, folder: Path, *more: str | Path) -> Result:
    return run("check", folder / "sessions", "--study", folder, "--by", "asha", *more)


def review(run: Run, folder: Path, keys: str) -> Result:
    return run("review", folder / "sessions", "--study", folder, "--by", "asha", keys=keys)


def add(run: Run, folder: Path) -> Result:
    return run("add", folder / "sessions", "--study", folder)


def test_each_file_gets_its_verdict_with_kinds_and_places_and_no_words(run: Run, folder: Path, canary: str) -> None:
    done = check(run, folder)

    assert done.return_value == 1
    assert "BLOCK    FG01.txt" in done.output
    assert "MUST GO   1 x phone number at line 7" in done.output
    assert "in headings" in done.output
    assert "tlc review FILES --by YOU" in done.output
    for word in ("07700", "Zabranic", "Quillfeather", canary):
        assert word.casefold() not in done.output.casefold()


def test_the_words_used_are_checked_and_never_anonymised(run: Run, folder: Path) -> None:
    said = check(run, folder).output.casefold()

    assert "checked for" in said
    assert "no promise" in said
    assert "anonymised" not in said


def test_verdicts_can_be_had_as_json(run: Run, folder: Path) -> None:
    rows = json.loads(check(run, folder, "--json").output)

    assert (rows[0]["file"], rows[0]["outcome"]) == ("FG01.txt", "BLOCK")


def test_a_file_that_was_not_checked_does_not_come_in(run: Run, folder: Path) -> None:
    done = add(run, folder)

    assert done.return_value == 1
    assert done.stderr.count("has not been checked for identifiers") == 2
    assert not list(folder.glob("transcripts/*"))


def test_a_file_that_waits_for_a_decision_does_not_come_in(run: Run, folder: Path) -> None:
    check(run, folder)
    done = add(run, folder)

    assert done.return_value == 1
    assert "1 identifier must go" in done.stderr
    assert not (folder / "transcripts" / "FG01.txt").exists()


def test_decisions_by_key_let_the_file_in_with_brackets(run: Run, folder: Path) -> None:
    done = review(run, folder, "r" + "r" * 20 + "o" * 20)
    while tlc.open(folder).review(folder / "sessions", by="asha").open:
        done = review(run, folder, "ro" * 20)

    assert "Everything is decided" in done.output
    assert add(run, folder).return_value == 0
    words = (folder / "transcripts" / "FG01.txt").read_text("utf-8")
    assert "07700" not in words and "Zabranic" not in words and "Quillfeather" not in words
    assert "[phone number 1]" in words
    last = words.strip().split("\n")[-2:]
    assert last[0].split("[")[1] == last[1].split("[")[1].replace(" laughed", "")  # the same person, the same label


def test_a_review_shows_what_was_found_in_its_place(run: Run, folder: Path) -> None:
    done = review(run, folder, "q")

    assert "line 7: My number is >>07700 900123<<." in done.output
    assert "It must go." in done.output
    assert "What you decided is kept." in done.output


def test_other_words_can_stand_in_the_brackets(run: Run, folder: Path) -> None:
    assert "-> [clinic's line 1]" in review(run, folder, "tclinic's line\nq").output


def test_words_that_cannot_stand_in_brackets_are_asked_again(run: Run, folder: Path) -> None:
    done = review(run, folder, "tline 7\nq")

    assert "a few plain words" in done.output
    assert "->" not in done.output


def test_what_must_go_has_no_key_to_keep_it(run: Run, folder: Path) -> None:
    assert "A phone number may not stay in a transcript." in review(run, folder, "kq").output
    assert "That key does nothing here." in review(run, folder, "xq").output


def test_keeping_asks_why_and_takes_a_reason_by_its_number(run: Run, folder: Path) -> None:
    done = review(run, folder, "rk1\nq")

    assert "1 An ordinary word, and no name." in done.output
    assert '"reason": "An ordinary word, and no name."' in (folder / "screening" / "asha.jsonl").read_text("utf-8")


def test_a_decision_can_be_taken_back_and_a_finding_skipped(run: Run, folder: Path) -> None:
    done = review(run, folder, "ruuq")
    assert done.output.count("07700 900123") == 3  # shown, shown again once it was taken back, and once more
    assert "There is nothing to take back." in done.output

    assert review(run, folder, "sq").output.count("07700 900123") == 1


def test_all_that_stays_out_of_a_file_goes_in_one_key(run: Run, folder: Path) -> None:
    session = folder / "sessions" / "FG01.txt"
    session.write_text("Notes by Doctor Quillfeather\nR01: All well?\nP01: Yes.\n", encoding="utf-8")

    assert "Everything is decided" in review(run, folder, "a" + "ro" * 9).output


def test_a_review_needs_to_know_who_decides(run: Run, folder: Path) -> None:
    done = run("review", folder / "sessions", "--study", folder)

    assert "Say who decides" in str(done.exception)


def test_text_in_an_unknown_encoding_is_shown_in_each_way_it_could_be_read(run: Run, folder: Path) -> None:
    session = folder / "sessions" / "FG01.txt"
    session.write_bytes("R01: Bună.\nP01: Aşteptăm de mâine, ţi-am zis.\nP01: Şi eu.\n".encode("cp1250"))
    done = check(run, folder)

    assert "REFUSED" in done.stderr
    assert "--encoding cp1250 would read:" in done.output
    assert "Aşteptăm" in done.output
    again = check(run, folder, "--encoding", "cp1250")
    assert "FG01.txt: 8 words" in again.output


def test_a_roster_finds_a_name_that_nothing_else_tells(run: Run, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    (folder / "sessions" / "FG01.txt").write_text("R01: All well?\nP01: so quillfeather came.\n", encoding="utf-8")
    (tmp_path / "names.csv").write_text("name,participant\nQuillfeather,P02\n", encoding="utf-8")
    file, env = tmp_path / "safe" / "tiny.tlckeys", {"TLC_PASSPHRASE": PASSPHRASE}
    assert "PASS     FG01.txt" in check(run, folder).output

    assert run("keys", "new", file, "--study", folder, env=env).return_value == 0
    taken = run("keys", "names", file, tmp_path / "names.csv", env=env)
    assert "1 names taken in, 1 in all." in taken.output
    words = [folder / "sessions", "--study", folder, "--by", "asha", "--keys", file]
    found = run("check", *words, env=env).output

    assert "BLOCK    FG01.txt" in found
    assert "MUST GO   1 x name at line 2" in found
    assert "1 names taken out, 0 in all." in run("keys", "forget", file, "P02", env=env).output


def test_a_key_file_is_not_made_inside_the_study(run: Run, folder: Path) -> None:
    pytest.importorskip("cryptography")
    with pytest.raises(TlcError, match="must not lie inside a study"):
        done = run("keys", "new", folder / "k.tlckeys", "--study", folder, env={"TLC_PASSPHRASE": PASSPHRASE})
        if done.exception:
            raise done.exception
    assert not (folder / "k.tlckeys").exists()


def test_a_passphrase_is_asked_for_twice_and_can_be_changed(run: Run, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    file, none = tmp_path / "tiny.tlckeys", {"TLC_PASSPHRASE": ""}
    assert run("keys", "new", file, "--study", folder, keys=f"{PASSPHRASE}\n{PASSPHRASE}\n", env=none).return_value == 0

    words = f"{PASSPHRASE}\nquite other words\nquite other words\n"
    assert run("keys", "rotate", file, keys=words, env=none).return_value == 0

    with pytest.raises(TlcError, match="does not open"):
        done = run("keys", "forget", file, "P02", keys=f"{PASSPHRASE}\n", env=none)
        if done.exception:
            raise done.exception


def test_a_finder_that_is_not_there_is_told(run: Run, folder: Path) -> None:
    done = check(run, folder, "--also", "crystal-ball")

    assert "Known here: presidio" in str(done.exception)

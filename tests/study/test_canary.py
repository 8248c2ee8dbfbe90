"""Words that may not leave are looked for in every form that leaves: pages, Word and Excel files, and in print."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import tlc
from tlc.change.exports.forms import FORMS

# Nobody quoted it: a sentence of a turn of which only another part was coded.
UNQUOTED = "Zăbranic"
# Said by one who agreed to no publishing; told of a group of one; of one person's traits; written by a coder.
REFUSED, LABEL, TRAIT, MEMO = "proof of address, and there was", "kingfisher", "heliotrope", "quicksilver"
# The name of a place for which the study lets something else stand.
PLACE, INSTEAD = "Marigold House", "a surgery"
CANARIES = (UNQUOTED, REFUSED, LABEL, TRAIT, MEMO, "marigold")
IDS = ("FG01:", "IN01:", "P01", "P02", "P03", "R01")
CODED = f"""turn,code,quote,memo,serious
FG01:0002,access.hours,closed at {PLACE} after my shift,{MEMO},yes
FG01:0003,language.interpreter,,{MEMO},
FG01:0005,language.card,,,
IN01:0002,access.registration,People cannot register,,
"""
ACTIONS = f"""action,what,because,principles,owner,horizon,by_when,measure,status
1,Hold back evening appointments at {PLACE},access.hours,4,ICB,short,2027-03,Evening appointments used,agreed
"""


def swap(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def reports(lay_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report and every export of a study with canaries in it."""
    folder = lay_study(tmp_path_factory.mktemp("canary") / "tiny")
    swap(folder / "study.toml", ("[report]", f'[report]\nnames = ["{PLACE} = {INSTEAD}"]'))
    swap(folder / "groups.csv", ("a professional", f"a {LABEL} nurse"))
    swap(folder / "participants.csv", ("ro,18-29", f"ro,{TRAIT}"))
    swap(folder / "sessions" / "FG01.txt", ("closed after", f"closed at {PLACE} after"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TLC_HOME", str(tmp_path_factory.mktemp("own")))
        study = tlc.open(folder)
        review = study.review([folder / "sessions"], by="asha")
        while review.open:
            review.decide(review.open[0].id, "keep", reason="invented")
        study.add([folder / "sessions"])
        (folder / "asha.csv").write_text(CODED, encoding="utf-8")
        assert not len(study.import_codings(folder / "asha.csv", coder="asha"))
        (folder / "actions.csv").write_text(ACTIONS, encoding="utf-8")
        study = tlc.open(folder)
        for audience in ("", "public"):
            study.report(audience=audience)
        for kind in FORMS:
            study.export(kind)
    return folder / "reports"


def texts(path: Path) -> Iterator[str]:
    """All that a file holds: as it is, and of what is a folder of files each of these."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            yield from (parts.read(name).decode("utf-8", errors="replace") for name in parts.namelist())
    else:
        yield path.read_bytes().decode("utf-8", errors="replace")


def test_every_form_is_there(reports: Path) -> None:
    kinds = {path.suffix for path in reports.iterdir()}
    assert kinds >= {".html", ".docx", ".xlsx", ".md", ".json", ".csv"}


def test_no_form_holds_a_canary(reports: Path) -> None:
    for path in reports.iterdir():
        for text in texts(path):
            told = [canary for canary in CANARIES if canary.casefold() in text.casefold()]
            assert told == [], path.name


def test_no_form_for_readers_holds_an_id_of_a_turn_or_a_person(reports: Path) -> None:
    for path in reports.iterdir():
        if not path.name.endswith(("-trace.csv", "-held-back.csv")):
            assert not [name for text in texts(path) for name in IDS if name in text], path.name


def test_the_canaries_would_have_been_found(reports: Path) -> None:
    # The words around them are there, and what stands for the place.
    (page,) = texts(reports / "action-framework.html")
    assert f"closed at [{INSTEAD}] after my shift" in page
    assert f"Hold back evening appointments at {INSTEAD}" in page
    document = "".join(texts(reports / "action-framework-short.docx"))
    assert f"Hold back evening appointments at {INSTEAD}" in document
    codings = reports.parent / "codings" / "asha.sqlite"
    assert MEMO.encode() in codings.read_bytes()
    assert UNQUOTED in (reports.parent / "transcripts" / "FG01.txt").read_text(encoding="utf-8")


def test_the_public_is_not_shown_what_was_marked_as_serious(reports: Path) -> None:
    (public,) = texts(reports / "action-framework-public.html")
    assert "after my shift" not in public


@pytest.mark.browser
def test_in_print_there_is_no_canary_either(reports: Path, browser: Any, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf")
    page = browser.new_page()
    shutil.copy(reports / "action-framework.html", tmp_path / "report.html")
    page.goto((tmp_path / "report.html").as_uri())
    printed = page.pdf(tagged=True)
    page.close()
    reader = pypdf.PdfReader(io.BytesIO(printed))
    text = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    assert "after my shift" in text
    for words in (text, str(reader.metadata), printed.decode("latin-1")):
        assert not [canary for canary in (*CANARIES, *IDS[:2]) if canary.casefold() in words.casefold()]

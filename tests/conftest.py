"""A tiny study by hand, and small builders. Everybody and every word in it is invented."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

import tlc
from tlc.errors import TlcError
from tlc.model import Source, Transcript, Turn, turn_id


@pytest.fixture(scope="session")
def loaded() -> Callable[[Path], ModuleType]:
    """Load a file that no package holds: a script, or something that tests of several folders share."""

    def load(path: Path) -> ModuleType:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGUMENTS += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


# Last: a folder's own hook may mark its tests first.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if CHROMIUM is None and item.get_closest_marker("browser") is not None:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed: apt-get install chromium"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium, for tests marked ``browser``."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
    )
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs keep what is a person's own: never the one of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("own")
    monkeypatch.setenv("TLC_HOME", str(folder))
    return folder


def pass_gate(study: tlc.Study, files: Any, **options: Any) -> None:
    """Check files, and decide on everything: keep what may be kept, replace what must go, leave the rest out."""
    review = study.review(files, by="asha", **options)
    while review.open:
        item = review.open[0]
        review.decide(item.id, item.choices[-1], reason="invented" if item.choices[-1] == "keep" else "")


settings.register_profile("tlc", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("tlc")

CANARY = "zăbranic"
STUDY = """[study]
title = "A tiny study"
synthetic = true
[expected]
participants = 3
focus_groups = 1
interviews = 1
[report]
min_cell = 2
"""
GROUPS = """group,kind,label,month,language,spoken,facilitator
FG01,focus_group,women with young children,2026-05,en,ro;en,R01
IN01,interview,a professional,2026-06,en,,R01
"""
PEOPLE = """consent_date,participant,group,role,language,age_band,\
consent_analyse,consent_quote,consent_publish,consent_training
2026-05-04,P01,FG01,community,ro,18-29,yes,yes,yes,yes
2026-05-04,P02,FG01,community,ro,30-44,yes,yes,no,no
2026-05-04,P03,IN01,professional,en,,yes,yes,yes,yes
,R01,,facilitator,ro,,yes,,,
"""
BOOK = 'schema = "tlc-codebook/1"\nid = "tiny"\nversion = "1.0"\nlanguages = ["en", "ro"]\n'
CODES = (  # id, kind, label, terms
    ("access", "heading", "Getting in", ()),
    ("access.hours", "barrier", "Opening hours do not fit", ("closed", "after my shift")),
    ("access.registration", "barrier", "Cannot register", ("proof of address", "register*")),
    ("language", "heading", "Language", ()),
    ("language.interpreter", "barrier", "No interpreter", ("no interpreter",)),
    ("language.card", "solution", "A card that asks for an interpreter", ("a card",)),
)
FG01 = f"""R01: How is it at the doctor's here?
P01: It is closed after my shift. {CANARY.capitalize()}.
P02: They asked for proof of address, and there was no interpreter.
R01: What would help?
P01: A card that says which language I speak.
"""
IN01 = f"""R01: What do you see at the desk?
P03: People cannot register without proof of address. {CANARY.capitalize()}.
"""


def _code(name: str, kind: str, label: str, terms: tuple[str, ...]) -> str:
    lines = ["", "[[code]]", f'id = "{name}"', f'kind = "{kind}"', f'label = {{ en = "{label}" }}']
    if "." in name:
        lines += [f'parent = "{name.partition(".")[0]}"', f'definition = "{label}."', f"terms.en = {list(terms)!r}"]
        lines += ['principles = [ { id = 4, reason = "care must be within reach" } ]']
    return "\n".join([*lines, ""])


@pytest.fixture
def canary() -> str:
    """A word that people say in the tiny study, and that may stand in no message."""
    return CANARY


@pytest.fixture(scope="session")
def lay_study() -> Callable[[Path], Path]:
    """Write a valid study into a new folder, with nothing brought in yet; its two session files lie in ``sessions``."""

    def lay(folder: Path) -> Path:
        (folder / "sessions").mkdir(parents=True)
        files = {"study.toml": STUDY, "groups.csv": GROUPS, "participants.csv": PEOPLE}
        files |= {"codebook.toml": BOOK + "".join(_code(*code) for code in CODES)}
        for name, text in {**files, "sessions/FG01.txt": FG01, "sessions/IN01.txt": IN01}.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        return folder

    return lay


@pytest.fixture
def study_folder(lay_study: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A valid study with nothing brought in yet; its two session files lie in its folder ``sessions``."""
    return lay_study(tmp_path / "tiny")


@pytest.fixture
def checked_folder(study_folder: Path) -> Path:
    """The tiny study's folder, its session files checked and not brought in yet."""
    pass_gate(tlc.open(study_folder), [study_folder / "sessions"])
    return study_folder


@pytest.fixture
def let_through() -> Callable[..., None]:
    """Check files, and decide on everything that is found in them."""
    return pass_gate


@pytest.fixture
def tiny_study(study_folder: Path) -> tlc.Study:
    """The tiny study, opened, with both sessions checked and brought in."""
    study = tlc.open(study_folder)
    pass_gate(study, [study_folder / "sessions"])
    study.add([study_folder / "sessions"])
    return study


@pytest.fixture
def a_transcript() -> Callable[..., Transcript]:
    """Make a transcript of (speaker, text) pairs, or of (speaker, text, further fields of Turn)."""

    def make(*said: tuple[Any, ...], name: str = "FG01", group: str | None = None) -> Transcript:
        turns = tuple(
            Turn(id=turn_id(name, n), **{"language": "en", "speaker": one[0], "text": one[1], **dict(*one[2:])})
            for n, one in enumerate(said, start=1)
        )
        source = Source(name=f"{name}.txt", importer="txt", version="0.1.0", digest="0" * 64)
        return Transcript(id=name, group=group or name, source=source, turns=turns)

    return make


@pytest.fixture
def explained(canary: str) -> Callable[..., None]:
    """Check that an error says what, where and what to do, and holds nobody's words."""

    def check(error: TlcError, *, what: str, where: str = "", hint: str = "") -> None:
        assert what in error.what
        assert error.place == where
        assert (hint in (error.hint or "")) if hint else not error.hint
        assert canary.casefold() not in str(error).casefold()

    return check

"""The widget: it carries messages, and holds nobody's words in anything that a notebook saves."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.errors import StudyError
from tlc.lab.code import CodeWidget
from tlc.lab.code.wording import wording


@pytest.fixture
def page(made: ModuleType, folder: Path) -> CodeWidget:
    return made.made_page(folder)  # type: ignore[no-any-return]


def mark(made: ModuleType) -> dict[str, Any]:
    text = made.SAID["FG01"][1][1]
    start = text.index(made.CANARY)
    span = {"turn": "FG01:0002", "start": start, "end": start + len(made.CANARY), "quote": made.CANARY}
    return {"type": "mark", "id": "a:1", "spans": [span], "code": "access.hours"}


def test_every_answer_is_sent(page: CodeWidget, made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(page, "send", sent.append)
    page._heard(page, mark(made), [])
    page._heard(page, {"type": "show", "id": "a:2", "session": "FG01", "what": "others"}, [])
    assert [message["type"] for message in sent] == ["saved", "saved", "session"]


def test_what_a_notebook_saves_holds_no_words(page: CodeWidget, made: ModuleType) -> None:
    page._heard(page, {"type": "open", "session": "FG01"}, [])
    page._heard(page, mark(made), [])
    saved = json.dumps(page.get_state(), default=str)
    bundle = json.dumps(page._repr_mimebundle_(), default=str)
    for words in (made.CANARY, "Getting in", "asha-"):
        assert words not in saved + bundle + repr(page)
    assert repr(page) == "CodeWidget: asha, 1 codings, 3 sessions"


def test_a_language_without_texts_is_refused(made: ModuleType, folder: Path) -> None:
    desk = made.made_desk(folder)
    with pytest.raises(StudyError):
        CodeWidget(desk, made.Changes(desk, now=str), language="fr")


def test_both_languages_say_the_same_things() -> None:
    english, romanian = wording()["en"], wording()["ro"]
    assert set(english) == set(romanian)
    for name, texts in english.items():
        if isinstance(texts, dict) and name != "key_list":
            assert set(texts) == set(romanian[name]), name

"""The widget: it carries messages, and holds nobody's words in anything that a notebook saves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event
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


def test_the_models_suggestions_are_sent_after_the_answer_and_nothing_waits_for_them(
    made: ModuleType, loaded: Callable[[Path], ModuleType], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learning = loaded(Path(__file__).parent / "made_learning.py")
    model, asked, go_on = learning.FakeSuggester(), Event(), Event()

    def slowly(session: str) -> tuple[Any, ...]:
        model.asked.append(session)
        asked.set()
        assert go_on.wait(10)
        return ()

    model.suggestions = slowly
    desk = learning.learning_desk(made, folder, model)
    page = CodeWidget(desk, made.Changes(desk, now=lambda: made.AT))
    sent: list[Any] = []
    monkeypatch.setattr(page, "send", sent.append)
    page._heard(page, {"type": "open", "session": "FG01"}, [])
    page._heard(page, {"type": "show", "id": "a:1", "session": "FG01", "what": "suggestions"}, [])
    assert asked.wait(10)
    page._heard(page, mark(made), [])
    page._heard(page, {"type": "undo", "id": "a:3"}, [])
    assert [one["type"] for one in sent] == ["session", "saved", "session", "saved", "saved"]
    go_on.set()
    while (follower := page._following) is not None:
        follower.join(10)
    assert [one["type"] for one in sent[5:]] == ["suggested", "suggested"]
    assert model.asked == ["FG01", "FG01"], "once for the first step, and once for all that came meanwhile"

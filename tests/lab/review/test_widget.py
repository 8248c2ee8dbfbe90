"""The widget: words travel by message and are in nothing that a notebook saves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import nbconvert
import nbformat
import pytest
from nbclient import NotebookClient

from tlc.lab.review import ReviewWidget

MADE = Path(__file__).parent / "made.py"


@pytest.fixture
def widget(made: ModuleType, log: Path) -> ReviewWidget:
    return ReviewWidget(made.made_review(log))


def words_of(made: ModuleType) -> list[str]:
    return [made.CANARY, *(words for words, _, _ in made.LOOK if words != "May"), *made.FILES]


def test_its_repr_says_how_much_is_left_and_nothing_else(widget: ReviewWidget) -> None:
    assert repr(widget) == "ReviewWidget: 9 to decide in 2 files"


def test_its_state_holds_nobodys_words(widget: ReviewWidget, made: ModuleType) -> None:
    widget._conversation.answer({"type": "hello"})
    saved = json.dumps({name: str(value) for name, value in widget.get_state().items()}, ensure_ascii=False)
    assert "tlc-review" in saved, "the page itself is in the state"
    assert [words for words in words_of(made) if words in saved] == []


def test_a_message_is_answered_by_a_message(widget: ReviewWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(widget, "send", sent.append)
    widget._handle_custom_msg({"type": "hello"}, [])
    widget._handle_custom_msg("nonsense", [])
    assert [message["type"] for message in sent] == ["welcome", "refused"]


def test_it_begins_in_the_language_that_was_asked_for(made: ModuleType, log: Path) -> None:
    widget = ReviewWidget(made.made_review(log), language="ro", next_step="study.add()")
    said = widget._conversation.answer({"type": "hello"})
    assert (said["language"], said["next"]) == ("ro", "study.add()")


def test_a_notebook_that_shows_it_and_its_html_hold_nobodys_words(made: ModuleType, tmp_path: Path) -> None:
    shutil.copy(MADE, tmp_path / "made.py")
    code = (
        "from pathlib import Path\nfrom made import made_review\nfrom tlc.lab.review import ReviewWidget\n"
        "widget = ReviewWidget(made_review(Path('screening')))\n"
        "answer = widget._conversation.answer({'type': 'hello'})\nwidget.send(answer)\nwidget"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources, store_widget_state=True).execute()
    html, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    saved = json.dumps(notebook, ensure_ascii=False) + html
    assert "ReviewWidget: 9 to decide in 2 files" in saved
    assert "tlc-review" in saved, "nbclient keeps the widget's state, or the search proves nothing"
    # The cell imports made.py, and holds none of its words.
    assert [words for words in words_of(made) if words in saved] == []

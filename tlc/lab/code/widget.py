"""The widget: it carries messages between the page in the notebook and the coder's file.

Words travel by message only. What a notebook saves of a widget is its traits, and this one's hold none: nobody's words
are in a saved or exported notebook.
"""

from __future__ import annotations

from threading import Lock

import anywidget

from tlc.lab.code.changes import Changes
from tlc.lab.code.conversation import Conversation
from tlc.lab.code.desk import Desk
from tlc.lab.code.wording import STATIC
from tlc.lab.page import page


class CodeWidget(anywidget.AnyWidget):
    """A page in a notebook on which one person codes.

    Each step is in the coder's file on the disk before the page says so.

    Parameters
    ----------
    desk : Desk
        What ``study.code(coder="asha")`` lays out.
    changes : Changes
    language : str
        In which the page begins: ``en`` or ``ro``; a button changes it.

    Raises
    ------
    StudyError
        There are no texts in that language.
    """

    _esm = page(STATIC)
    _css = STATIC / "code.css"

    def __init__(self, desk: Desk, changes: Changes, *, language: str = "en") -> None:
        self._desk = desk
        self._conversation = Conversation(desk, changes, language=language)
        self._one_at_a_time = Lock()
        super().__init__()
        self.on_msg(self._heard)

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        # Newer kernels answer widgets in a thread of their own, and may do so while another answer is under way.
        with self._one_at_a_time:
            for answer in self._conversation.answers(content):
                self.send(answer)

    def __repr__(self) -> str:
        codings = len(self._desk.journal.kept.codings)
        return f"CodeWidget: {self._desk.coder.id}, {codings} codings, {len(self._desk.sessions)} sessions"

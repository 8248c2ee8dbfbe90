"""The widget: it carries messages between the page in the notebook and the coder's file.

Words travel by message only. What a notebook saves of a widget is its traits, and this one's hold none: nobody's words
are in a saved or exported notebook.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import TYPE_CHECKING

import anywidget

from tlc.lab.code.changes import Changes
from tlc.lab.code.conversation import Conversation
from tlc.lab.code.desk import Desk
from tlc.lab.code.learning import Tell
from tlc.lab.code.wording import STATIC
from tlc.lab.page import page

if TYPE_CHECKING:
    from tlc.lab.code.codebook_edits import CodebookEdits


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
    codebook : CodebookEdits or None
        Where the codebook can be edited from the page.

    Raises
    ------
    StudyError
        There are no texts in that language.
    """

    _esm = page(STATIC)
    _css = STATIC / "code.css"

    def __init__(
        self, desk: Desk, changes: Changes, *, language: str = "en", codebook: CodebookEdits | None = None
    ) -> None:
        self._desk = desk
        self._conversation = Conversation(desk, changes, language=language, codebook=codebook)
        self._one_at_a_time = Lock()
        self._following: Thread | None = None
        super().__init__()
        self.on_msg(self._heard)

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        # Newer kernels answer widgets in a thread of their own, and may do so while another answer is under way.
        with self._one_at_a_time:
            for answer in self._conversation.answers(content):
                self.send(answer)
            self._follow()

    def _follow(self) -> None:
        """Ask the model beside the page, where something is due: no answer waits for it."""
        ask = None if self._following else self._conversation.due()
        if ask is not None:
            self._following = Thread(target=self._ask, args=(ask,), daemon=True)
            self._following.start()

    def _ask(self, ask: Callable[[], Tell]) -> None:
        tell = ask()
        with self._one_at_a_time:
            self._following = None
            for message in tell():
                self.send(message)
            self._follow()  # what was coded meanwhile

    def __repr__(self) -> str:
        codings = len(self._desk.journal.kept.codings)
        return f"CodeWidget: {self._desk.coder.id}, {codings} codings, {len(self._desk.sessions)} sessions"

"""The widget: it carries messages between the page in the notebook and the review.

Words travel by message only. What a notebook saves of a widget is its traits, and this one's hold none: nobody's words
are in a saved or exported notebook.
"""

from __future__ import annotations

import anywidget

from tlc.lab.page import page
from tlc.lab.review.conversation import Conversation
from tlc.lab.review.wording import STATIC
from tlc.talk.screen.review import Review


class ReviewWidget(anywidget.AnyWidget):
    """A page in a notebook on which one named person decides about everything that the gate found.

    Each decision is in the log on the disk before the page says so.

    Parameters
    ----------
    review : Review
        From ``study.review(files, by="asha")``.
    next_step : str
        What the page tells people to type when everything is decided.
    language : str
        In which the page begins: ``en`` or ``ro``; a button changes it.

    Raises
    ------
    StudyError
        There are no texts in that language.
    """

    _esm = page(STATIC)
    _css = STATIC / "review.css"

    def __init__(self, review: Review, *, next_step: str = "study.add(...)", language: str = "en") -> None:
        self.review = review
        self._conversation = Conversation(review, next_step=next_step, language=language)
        super().__init__()
        self.on_msg(self._heard)

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        self.send(self._conversation.answer(content))

    def __repr__(self) -> str:
        waiting, files = len(self.review.open), len(self.review.screenings)
        return f"ReviewWidget: {waiting} to decide in {files} files"

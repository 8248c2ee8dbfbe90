"""A model made by hand, for tests of the coding page: it suggests and queues what it is told to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from tlc.lab.code.changes import Changes
from tlc.lab.code.conversation import Conversation
from tlc.lab.code.desk import Desk
from tlc.lab.code.suggester import Learned
from tlc.listen.coder_files import CoderFiles
from tlc.listen.codings import Journal
from tlc.listen.suggest.queue import Next
from tlc.model import Coder, Coding


class FakeSuggester:
    """Suggests what stands in ``by_session`` now; counts how often it was asked."""

    def __init__(self) -> None:
        self.by_session: dict[str, tuple[Coding, ...]] = {}
        self.turns: list[Next] = []
        self.asked: list[str] = []
        self.most: list[int] = []
        self.trouble: Exception | None = None

    def suggestions(self, session: str) -> tuple[Coding, ...]:
        self.asked.append(session)
        if self.trouble:
            raise self.trouble
        return self.by_session.get(session, ())

    def queue(self, most: int) -> tuple[Next, ...]:
        self.most.append(most)
        return tuple(self.turns[:most])


def next_turn(turn: str, drawn: Literal["rules", "random"] = "rules") -> Next:
    why = "the term 'interpreter' stands here" if drawn == "rules" else "drawn at random"
    code = "language.interpreter" if drawn == "rules" else ""
    return Next(turn=turn, session=turn.partition(":")[0], why=why, drawn=drawn, code=code)


def learned_coding(made: ModuleType, where: tuple[str, str], code: str, because: str, *, like: Sequence[str]) -> Coding:
    """What the model suggests on words of a turn; the id is theirs and the code's."""
    turn, words = where
    name = f"model-{turn}-{code}-{len(words)}"
    more = {"id": name, "status": "suggested", "because": because, "like": tuple(like)}
    return made.made_coding("model", turn, words, code, **more)  # type: ignore[no-any-return]


def learning_desk(
    made: ModuleType, folder: Path, suggester: FakeSuggester, *, coder: str = "asha", between: tuple[str, ...] = ()
) -> Desk:
    """The desk of a coder for whom a model learns."""
    who = Coder(id=coder, name=coder.capitalize(), kind="agreed" if between else "person")
    material = made.made_material()
    journal = Journal(folder, who, now=lambda: made.AT, fits=material.fits)
    return Desk(material, journal, CoderFiles(folder, but=coder), between=between, learned=Learned(lambda: suggester))


def learning_talk(made: ModuleType, folder: Path, suggester: FakeSuggester, **whose: Any) -> Conversation:
    """A conversation with the page of such a coder."""
    desk = learning_desk(made, folder, suggester, **whose)
    return Conversation(desk, Changes(desk, now=lambda: made.AT))

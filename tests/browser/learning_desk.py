"""A coding page that learns, in a window: behind it the real conversation, and a model that is told what to say.

The turns of the sessions are those of the made study: FG01 has turns 2, 3, 4 and 6 that can be coded, FG02 1 and 3.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

from tlc.listen.codings import Kept, read_coder


class LearningDesk:
    """Answers the page; what the model says follows at once, or when a test lets it.

    Parameters
    ----------
    made, learning : module
        The made study, and the made model.
    folder : Path
        Of the coders' files.
    """

    def __init__(self, made: ModuleType, learning: ModuleType, folder: Path) -> None:
        self.made, self.learning, self.folder = made, learning, folder
        self.model = learning.FakeSuggester()
        self.talk = learning.learning_talk(made, folder, self.model)
        self.at_once = True

    def answer(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Give the answers to one message, and what follows them."""
        said = self.talk.answers(message)
        return [*said, *self.talk.later()] if self.at_once else said

    def suggest(self, *marks: tuple[str, str, str, int], by: str = "", like: tuple[str, ...] = ()) -> None:
        """Let the model suggest this from now on: turn, words, code and chance; and nothing else."""
        found: dict[str, tuple[Any, ...]] = {}
        for turn, words, code, chance in marks:
            because = f"{chance} in 100" + (f"; goes by: {by}" if by else "")
            one = self.learning.learned_coding(self.made, (turn, words), code, because, like=like)
            session = turn.partition(":")[0]
            found[session] = (*found.get(session, ()), one)
        self.model.by_session = found

    def queue(self, *turns: str, random: tuple[str, ...] = ()) -> None:
        """Let these turns be next."""
        self.model.turns = [self.learning.next_turn(turn, "random" if turn in random else "rules") for turn in turns]

    def step(self, kind: str, **fields: Any) -> None:
        """Do something beforehand, as in another window of the same coder."""
        (said, *_) = self.talk.answers({"type": kind, "id": f"before:{kind}:{len(fields)}", **fields})
        assert said["type"] != "refused", said

    @property
    def kept(self) -> Kept:
        """What is on the disk now."""
        return read_coder(self.folder / "asha.sqlite")

"""A gate with two simple rules, so that tests of it do not hang on what real rules find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tlc.talk.importers import Account, Beside, RawTranscript, RawTurn
from tlc.talk.screen import Hit
from tlc.talk.screen.find import RULES
from tlc.talk.screen.gate import Gate
from tlc.talk.screen.log import Log
from tlc.talk.screen.seal import Seal
from tlc.talk.session_file import SessionFile


class Simple:
    """Numbers of five digits must go; capitalised words other than those that are known are to be decided."""

    def __init__(self, version: str = RULES, roster: object = None, skip: str = "I", means: str = "simple") -> None:
        self.version, self.roster, self.skip, self.means = version, roster, skip.split(), means
        self.known: tuple[str, ...] = ()

    def hits(self, text: str, before: str = "") -> Iterator[Hit]:  # noqa: ARG002 - the shape of rules
        for match in re.finditer(r"\d{5}|\b[A-Z][a-z]+", text):
            if match[0].isdigit():
                yield self._hit("phone", "block", match)
            elif match[0] not in self.skip:
                yield self._hit("name", "warn", match)

    def _hit(self, kind: str, level: Any, match: re.Match[str]) -> Hit:
        value = match[0].casefold()
        return Hit(
            kind=kind, level=level, rule=f"{self.means}.{kind}", start=match.start(), end=match.end(), value=value
        )


@pytest.fixture
def a_file() -> Callable[..., SessionFile]:
    """Make a session file of turns; words of other parts by kind."""

    def make(*said: str, name: str = "fg01.txt", digest: str = "d1", **beside: str) -> SessionFile:
        turns = tuple(RawTurn(label="P01", text=text, number=n) for n, text in enumerate(said, start=1))
        more = tuple(Beside(kind=kind, text=text) for kind, text in beside.items())
        raw = RawTranscript(turns=turns, unit="line", account=Account(read=0, kept=0), beside=more)
        return SessionFile(name=name, digest=digest, importer="txt", raw=raw)

    return make


@pytest.fixture
def times() -> Callable[[], str]:
    """A clock that ticks at every look."""
    ticks = count()
    return lambda: f"2026-06-01T12:{next(ticks):02d}:00Z"


@pytest.fixture
def a_gate(tmp_path: Path, times: Callable[[], str]) -> Callable[..., Gate]:
    """Open the gate of one study for somebody."""

    def make(by: str = "asha", key: int = 0, **rules: Any) -> Gate:
        log = Log(tmp_path / "screening", by)
        return Gate(log, Seal(bytes([key]) * 32), Simple(**rules), now=times)  # type: ignore[arg-type]

    return make

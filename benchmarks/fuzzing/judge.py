"""What may come of a spoiled file: turns whose account balances, or an error that tells nothing of what was said."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Iterator
from functools import cache

from fuzzing.whole import PLANTED, ROOT
from tlc.errors import TranscriptError, place
from tlc.talk.importers import RawTranscript

Reader = Callable[..., RawTranscript]
_WORD = re.compile(r"[^\W\d_]{2,}")
# File names that people and attackers give; the endings are put behind them.
NAMES = ("FG01", "a b'c", "..", "CON", "\u202egpj", "FG\n01", "x" * 250, "\udcff", "-rf", "%s{0}", "şi \U0001f600")


class FaultError(Exception):
    """A reader did what no reader may do; says what."""


def verdict(read: Reader, data: bytes, *, name: str) -> str:
    """Let a reader read a file, and say what came of it: ``read`` or ``refused``.

    Raises
    ------
    FaultError
        Another error than the one that tlc explains; an error that holds words of the file, or stems from too little
        memory; an account that does not balance; turns that cannot be written down.
    """
    try:
        raw = read(data, name=name)
    except TranscriptError as error:
        _judge_error(error, name=name)
        return "refused"
    # Everything else is what is looked for.
    except BaseException as error:  # noqa: BLE001
        raise FaultError(f"{type(error).__name__} in {_where(error)}") from None
    _judge_turns(raw)
    return "read"


def _judge_error(error: TranscriptError, *, name: str) -> None:
    text = f"{error.what} {error.hint or ''}"
    if "fault in tlc" in text:
        raise FaultError("an account that does not balance")
    if not error.hint or "\n" in error.what or not str(error).startswith(place(name)):
        raise FaultError("an error that does not say where, or what to do")
    own = vocabulary()
    if any(word.casefold() not in own for word in _WORD.findall(text)):
        raise FaultError("an error with words that are not tlc's own")
    for cause in _causes(error):
        if isinstance(cause, MemoryError):
            raise FaultError("more memory than allowed")
        if not _is_hidden(error) and any(word in str(cause).casefold() for word in PLANTED):
            raise FaultError("an error whose cause holds words of the file")


def _judge_turns(raw: RawTranscript) -> None:
    if not raw.account.balances or raw.account.turns != len(raw.turns) or not raw.turns:
        raise FaultError("an account that does not balance")
    texts: list[str] = [beside.text for beside in raw.beside]
    for turn in raw.turns:
        texts += [turn.text, turn.original or "", turn.label or ""]
        if turn.seconds is not None and not math.isfinite(turn.seconds):
            raise FaultError("a time that is no number")
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        raise FaultError("words that cannot be written down") from None


def _causes(error: BaseException) -> Iterator[BaseException]:
    inner = error.__cause__ or error.__context__
    while inner is not None:
        yield inner
        inner = inner.__cause__ or inner.__context__


def _is_hidden(error: BaseException) -> bool:
    # "from None" keeps the cause out of what people see.
    return error.__cause__ is None and error.__suppress_context__


def _where(error: BaseException) -> str:
    """Say in which of tlc's lines an error came up, for the table of faults."""
    place, trace = "?", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if f"{ROOT.name}/tlc/" in file.replace("\\", "/"):
            place = f"{file.replace(chr(92), '/').rpartition('/')[2]}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


@cache
def vocabulary() -> frozenset[str]:
    """All words that tlc's own messages can hold: those of the texts in its code, docstrings apart."""
    found: set[str] = set()
    for path in [ROOT / "tlc" / "_text.py", *(ROOT / "tlc" / "talk" / "importers").glob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        sayings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in sayings:
                found |= {word.casefold() for word in _WORD.findall(node.value)}
    return frozenset(found)

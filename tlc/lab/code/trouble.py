"""What goes wrong behind the page: told in two plain lines, without a word of what was asked or said."""

from __future__ import annotations

from collections.abc import Callable

from tlc.errors import TlcError
from tlc.lab.code.messages import Message


def guarded(act: Callable[[], list[Message]], to: str = "", *, kind: str = "refused") -> list[Message]:
    """Do something for the page; what goes wrong is told, and never raised.

    Parameters
    ----------
    act : callable
        Gives the messages.
    to : str
        The id of what is answered.
    kind : str
        Of the message that tells of trouble.

    >>> guarded(lambda: [{"type": "saved"}])
    [{'type': 'saved'}]
    >>> guarded(lambda: [{}["no such"]])[0]["what"]
    'Something went wrong in tlc itself (KeyError).'
    """
    try:
        return act()
    except TlcError as error:
        return [told(error, to, kind=kind)]
    except Exception as error:  # noqa: BLE001 - a traceback in the cell could hold somebody's words
        what = f"Something went wrong in tlc itself ({type(error).__name__})."
        hint = "Run this cell again, and look whether your last coding is there."
    return [{"type": kind, "to": to, "what": what, "hint": hint}]


def told(error: TlcError, to: str, *, kind: str = "refused") -> Message:
    """Tell of an error that tlc knows.

    >>> told(TlcError("That is not there.", hint="Look elsewhere."), "a:1")["hint"]
    'Look elsewhere.'
    """
    return {"type": kind, "to": to, "what": error.what, "hint": error.hint or ""}

"""Codings on disk: one SQLite file a coder, an append-only log of what that coder did.

Teams share folders, and two people never write one file; so there is nothing to merge and nothing to lose. The log
is the audit trail: what was removed or undone stays in it, and each event carries a digest of all before it.
"""

from tlc.listen.codings._changes import (
    Add,
    Alter,
    Change,
    Done,
    Drawn,
    Finish,
    Kept,
    Move,
    Propose,
    Read,
    Remove,
    SetAside,
    Show,
    Summarise,
    Unread,
)
from tlc.listen.codings._event import Event
from tlc.listen.codings._file import Tip, coder_files, tip_of
from tlc.listen.codings._read import check_quotes, history, read_coder, read_codings, read_folder
from tlc.listen.codings._schema import BLANK
from tlc.listen.codings._write import add_codings, coding_id, remove_coding, replace_suggestions
from tlc.listen.codings.journal import Journal

__all__ = [
    "BLANK",
    "Add",
    "Alter",
    "Change",
    "Done",
    "Drawn",
    "Event",
    "Finish",
    "Journal",
    "Kept",
    "Move",
    "Propose",
    "Read",
    "Remove",
    "SetAside",
    "Show",
    "Summarise",
    "Tip",
    "Unread",
    "add_codings",
    "check_quotes",
    "coder_files",
    "coding_id",
    "history",
    "read_coder",
    "read_codings",
    "read_folder",
    "remove_coding",
    "replace_suggestions",
    "tip_of",
]

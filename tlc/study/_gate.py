"""The study's gate: opened for one person, with the study's roster where it is at hand."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tlc._clock import utc_now
from tlc.errors import StudyError
from tlc.talk.screen._view import folded
from tlc.talk.screen.batch import Checked, check_files
from tlc.talk.screen.find import Finder, Rules
from tlc.talk.screen.gate import Gate
from tlc.talk.screen.log import FOLDER, Log
from tlc.talk.screen.names import Roster
from tlc.talk.screen.review import Review
from tlc.talk.screen.seal import KEY_BYTES, Seal, own_seal
from tlc.talk.session_file import files_in

if TYPE_CHECKING:
    from tlc.study._holdings import Holdings
    from tlc.talk.keys import Keys


def open_gate(
    study: Holdings, *, by: str | None = None, keys: Keys | str | Path | None = None, also: Iterable[str] = ()
) -> Gate:
    """Open the gate for somebody who checks and decides.

    Parameters
    ----------
    study : Holdings
    by : str, optional
        Who checks and decides; by default the name that this computer knows the person by.
    keys : Keys or path, optional
        The study's key file: its roster of real names, and the key that seals findings for the whole team. Of a path
        the passphrase is read from ``TLC_PASSPHRASE``, or asked for.
    also : iterable of str
        Further finders by name: ``presidio``.
    """
    log = Log(study.path / FOLDER, by or _who())
    keys = _opened(Path(keys)) if isinstance(keys, str | Path) else keys
    rules = Rules(
        roster=Roster(keys.names) if keys else None,
        known=_known(study),
        more=tuple((name, _finder(name)) for name in also),
    )
    return Gate(log, Seal(keys.seal_key) if keys else own_seal(log.study), rules, now=utc_now)


def shut_gate(study: Holdings) -> Gate:
    """Give the gate to one who only brings in: it writes nothing, and lets through what was decided on."""
    log = Log(study.path / FOLDER, _who())
    # Without a log nothing was checked and nothing gets through, whatever the seal.
    seal = own_seal(log.study) if log.began else Seal(bytes(KEY_BYTES))
    return Gate(log, seal, Rules(known=_known(study)), now=utc_now)


def check(gate: Gate, files: Iterable[str | Path], *, encoding: str | None = None) -> tuple[Checked, ...]:
    """Check files and folders of files."""
    return check_files(gate, files_in(map(Path, files)), encoding=encoding)


def review(gate: Gate, checked: Iterable[Checked]) -> Review:
    """Make a review of what was just checked."""
    found = tuple(checked)
    pairs = [(one.file, one.screening) for one in found if one.file is not None and one.screening is not None]
    return Review(gate, pairs, [one.problem for one in found if one.problem is not None])


def _opened(path: Path) -> Keys:
    from tlc.talk.keys import open_keys

    word = os.environ.get("TLC_PASSPHRASE") or getpass.getpass("Passphrase of the key file: ")
    return open_keys(path, passphrase=word)


def _known(study: Holdings) -> frozenset[str]:
    return frozenset(folded(word) for word in study.settings.known)


def _who() -> str:
    # getuser() may give "Maria Popescu" or "DOMAIN\\mpopescu"; without a user it raises.
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = ""
    return re.sub(r"[^a-z0-9_-]+", "-", name.casefold()).strip("-_")[:31] or "somebody"


def _finder(name: str) -> Finder:
    if name != "presidio":
        raise StudyError(f"There is no finder '{name}'.", hint="Known here: presidio.")
    from tlc.talk.screen.presidio import finder

    return finder()

"""The key file: the study's secret key and the real names of its people, encrypted, outside the study."""

from __future__ import annotations

import json
import os
import secrets
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tlc._files import write_whole
from tlc._lazy import require
from tlc._tables import read_table
from tlc.errors import StudyError

_FORMAT = "tlc-keys/1"
# What scrypt costs: 128 MB and about a second for each guess. Source: RFC 7914; Percival (2009).
_N, _R, _P = 2**17, 8, 1
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES, _ID_BYTES = 32, 16, 12, 16
_MOST_BYTES = 16 * 2**20
_SHORTEST_PASSPHRASE = 8
_INSTALL = 'pip install "tlc-toolkit[keys]"'
_ELSEWHERE = "Keep the key file in a place that only you can read, outside every study and every git folder."


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Keys:
    """An opened key file. It is never shown: its text form holds counts only.

    Attributes
    ----------
    study : str
        A random number that says which study it belongs to.
    seal_key : bytes
        32 bytes with which findings are sealed (HMAC).
    rows : tuple of (str, str)
        Real name and participant id; an empty id: somebody else, such as staff.

    >>> Keys(study="00", seal_key=bytes(32), rows=(("A B", "P01"), ("C D", "")))
    Keys(2 names, 1 participants)
    """

    study: str
    seal_key: bytes
    rows: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"Keys({len(self.rows)} names, {len({person for _, person in self.rows if person})} participants)"

    @property
    def names(self) -> tuple[str, ...]:
        """The real names, each once."""
        return tuple(dict.fromkeys(name for name, _ in self.rows))

    def with_names(self, rows: Iterable[tuple[str, str]]) -> Keys:
        """Give the same keys with more names; what is there already is not doubled.

        Raises
        ------
        StudyError
            A row has no name.
        """
        added = [(_tidy(name), participant.strip()) for name, participant in rows]
        for number, (name, _) in enumerate(added, start=1):
            if not name:
                raise StudyError(f"Name {number} is empty.", hint="Take the row out, or fill in its name.")
        return replace(self, rows=tuple(sorted({*self.rows, *added})))

    def without(self, participant: str) -> Keys:
        """Give the same keys without the names of one participant, who has left the study."""
        return replace(self, rows=tuple(row for row in self.rows if row[1] != participant))

    def save(self, path: Path, passphrase: str) -> Path:
        """Write the key file, whole or not at all; only its owner may read it.

        Python cannot wipe a text from memory: the passphrase stays there until tlc ends.

        Raises
        ------
        StudyError
            The place is inside a study or a git folder, holds another study's keys, or the passphrase is too short.
        MissingExtraError
            The library that encrypts is not installed.
        """
        place = _allowed(path)
        _check_passphrase(passphrase)
        if place.exists() and _header_of(_bytes_of(place), place)["study"] != self.study:
            raise StudyError(
                "The file holds the keys of another study.", where=place, hint="Choose another name for this one."
            )
        write_whole(place, _sealed(self, passphrase))
        with suppress(OSError):
            # Some drives know no rights; the file is encrypted all the same.
            place.chmod(0o600)
        return place


def new_keys(path: Path, *, study: Path, passphrase: str) -> Keys:
    """Make a key file for a study: a new secret key, and no names yet.

    A lost passphrase is a lost file: nobody can open it again, and there is no second way in. Keep the passphrase
    where the team keeps such things, apart from the file.

    Parameters
    ----------
    path : path
        Where to write it. Not inside the study, nor any other study or git folder.
    study : path
        The study's folder.
    passphrase : str
        At least 8 characters; three random words are better.

    Raises
    ------
    StudyError
        There is a file already, the place is not allowed, or the passphrase is too short.
    MissingExtraError
        The library that encrypts is not installed.
    """
    place = _allowed(path, study=study)
    if place.exists():
        raise StudyError("There is a file already.", where=place, hint="Choose another name: keys are never replaced.")
    keys = Keys(study=secrets.token_hex(_ID_BYTES), seal_key=secrets.token_bytes(_KEY_BYTES))
    keys.save(place, passphrase)
    return keys


def open_keys(path: Path, *, passphrase: str) -> Keys:
    """Open a key file.

    Raises
    ------
    StudyError
        There is none, it is no key file, it lies where it must not, it has been changed, or the passphrase is wrong.
    MissingExtraError
        The library that decrypts is not installed.
    """
    place = _allowed(path)
    data = _bytes_of(place)
    header = _header_of(data, place)
    line, _, locked = data.partition(b"\n")
    aes = require("cryptography.hazmat.primitives.ciphers.aead", purpose="opening the key file", install=_INSTALL)
    key = _derived(passphrase, bytes.fromhex(header["salt"]))
    try:
        plain = aes.AESGCM(key).decrypt(bytes.fromhex(header["nonce"]), locked, line)
    except require("cryptography.exceptions", purpose="opening the key file", install=_INSTALL).InvalidTag:
        # The cause is left out: it says nothing more.
        raise StudyError(
            "The key file does not open: the passphrase is wrong, or the file has been changed.",
            where=place,
            hint="Try the passphrase again; if it is right, take the file from a backup.",
        ) from None
    held = json.loads(plain)
    rows = tuple((name, participant) for name, participant in held["roster"])
    return Keys(study=header["study"], seal_key=bytes.fromhex(held["seal_key"]), rows=rows)


def rotate(path: Path, old: str, new: str) -> Keys:
    """Give a key file a new passphrase. The secret key and the names stay, so that sealed findings still fit.

    Copies of the file that were made before still open with the old passphrase: delete them.

    Raises
    ------
    StudyError
        As ``open_keys`` and ``Keys.save``.
    """
    keys = open_keys(path, passphrase=old)
    keys.save(path, new)
    return keys


def read_names(path: Path, *, study: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Read a list of real names, which goes into the key file. Delete the list afterwards, also from the bin.

    Parameters
    ----------
    path : path
        A CSV file with the columns ``name`` and ``participant``; an empty participant is somebody else.
    study : path, optional
        The study's folder, inside which the list must not lie.

    Raises
    ------
    StudyError
        The file is missing, lies inside a study or a git folder, lacks a column, or a row has no name.
    """
    place = _allowed(path, study=study)
    if not place.is_file():
        raise StudyError("There is no such list of names.", where=place, hint="Look at the path.")
    rows = read_table(place, required=("name", "participant"))
    for row in rows:
        if not row["name"].strip():
            raise StudyError("The row has no name.", where=row.where, hint="Fill it in, or take the row out.")
    return tuple((_tidy(row["name"]), row["participant"].strip()) for row in rows)


def _tidy(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _allowed(path: Path, *, study: Path | None = None) -> Path:
    """Follow links to where the file really is, and refuse a place that others get a copy of."""
    try:
        place = Path(path).expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise StudyError("This path leads nowhere.", hint="Look at the path and its links.") from error
    for folder in (place, *place.parents):
        if (study is not None and folder == Path(study).resolve()) or (folder / "study.toml").exists():
            raise StudyError("Real names must not lie inside a study.", where=place, hint=_ELSEWHERE)
        if (folder / ".git").exists():
            raise StudyError("Real names must not lie inside a git folder.", where=place, hint=_ELSEWHERE)
    return place


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase.strip()) < _SHORTEST_PASSPHRASE:
        raise StudyError(
            f"The passphrase is shorter than {_SHORTEST_PASSPHRASE} characters.", hint="Take three words at random."
        )


def _bytes_of(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise StudyError("The key file cannot be read.", where=place, hint="Is it there, and yours to read?") from error
    if len(data) > _MOST_BYTES:
        raise StudyError(f"The file is larger than {_MOST_BYTES} bytes: it is no key file.", where=place)
    return data


def _header_of(data: bytes, place: Path) -> dict[str, str]:
    """Read the first line, which is in clear and which the encryption covers. Nothing in it is taken on trust."""
    line = data.partition(b"\n")[0]
    try:
        header: Any = json.loads(line)
        sizes = {"study": _ID_BYTES, "salt": _SALT_BYTES, "nonce": _NONCE_BYTES}
        found = {field: header[field] for field in sizes}
        whole = all(len(bytes.fromhex(found[field])) == size for field, size in sizes.items())
        # Also the costs: a file must not choose how long tlc works on it.
        whole = whole and line == _header(**found)
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise StudyError(
            "This is no key file that this tlc can open, or its first line has been changed.",
            where=place,
            hint="Look at the path; if it is right, take the file from a backup.",
        )
    return found


def _header(*, study: str, salt: str, nonce: str) -> bytes:
    fields = {"format": _FORMAT, "kdf": "scrypt", "n": _N, "r": _R, "p": _P, "cipher": "AES-256-GCM"}
    return json.dumps({**fields, "study": study, "salt": salt, "nonce": nonce}).encode("ascii")


def _sealed(keys: Keys, passphrase: str) -> bytes:
    aes = require("cryptography.hazmat.primitives.ciphers.aead", purpose="writing the key file", install=_INSTALL)
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    line = _header(study=keys.study, salt=salt.hex(), nonce=nonce.hex())
    plain = json.dumps({"seal_key": keys.seal_key.hex(), "roster": keys.rows}).encode("ascii")
    locked: bytes = aes.AESGCM(_derived(passphrase, salt)).encrypt(nonce, plain, line)
    return line + b"\n" + locked


def _derived(passphrase: str, salt: bytes) -> bytes:
    """Make the key from the passphrase; the same passphrase, however a keyboard composes its accents."""
    scrypt = require("cryptography.hazmat.primitives.kdf.scrypt", purpose="the key file", install=_INSTALL)
    derived: bytes = scrypt.Scrypt(salt=salt, length=_KEY_BYTES, n=_N, r=_R, p=_P).derive(
        unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    )
    return derived

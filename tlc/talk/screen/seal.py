"""Seals: a found value as a keyed fingerprint, so that two mentions can be known for the same and nothing be read.

A plain hash of a name or a number can be undone by trying all of them. A seal needs the study's secret key, and that
never lies in the study's folder: it lies in the person's own folder on this computer, or in the study's encrypted key
file.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from tlc.errors import StudyError

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Seal:
    """Makes seals with one secret key.

    Parameters
    ----------
    key : bytes
        32 random bytes.

    >>> seal = Seal(bytes(32))
    >>> seal.of("phone", "07700900123") == seal.of("phone", "07700900123")
    True
    >>> len(seal.of("phone", "07700900123"))
    32
    """

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise StudyError("The key that seals findings is damaged.", hint="Put the key file back from your copy.")

    @property
    def name(self) -> str:
        """Which key it is, in public: seals of two keys cannot be compared."""
        return self._digest(b"tlc seal name")[:12]

    def of(self, kind: str, value: str) -> str:
        """Seal a value: HMAC-SHA256, cut to 128 bits, in hexadecimal."""
        return self._digest(f"{kind}\x1f{value}".encode())[:32]

    def _digest(self, data: bytes) -> str:
        return hmac.new(self.key, data, hashlib.sha256).hexdigest()


def own_seal(study: str) -> Seal:
    """Give the seal that this person on this computer uses for a study; its key is made when it is first needed.

    Parameters
    ----------
    study : str
        The study's own random name, from its log.

    Raises
    ------
    StudyError
        The key cannot be read or written.
    """
    path = own_folder() / "keys" / f"{study}.key"
    try:
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Never over a key that another window has just made: what it sealed could not be known again.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(KEY_BYTES))
        return Seal(bytes.fromhex(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError) as error:
        raise StudyError(
            "The key that seals findings cannot be read or written.",
            where=path,
            hint="May you write to your own folder? Or name the study's key file: --keys PATH",
        ) from error


def own_folder() -> Path:
    """Find the folder in which programs keep what is a person's own; ``TLC_HOME`` says another."""
    import platformdirs

    return Path(os.environ.get("TLC_HOME") or platformdirs.user_data_path("tlc", appauthor=False))

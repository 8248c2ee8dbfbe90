"""Points that are kept, so that a text is placed once: a model takes minutes for what the disk gives in a moment.

Points can tell what a text was about. So they are kept in the study's own folder, in ``cache/``, which goes whole when
somebody leaves; it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlc._files import write_whole
from tlc.errors import StudyError
from tlc.listen.embedders.embedder import Embedder, unit

PLACE = Path("cache", "embeddings")
#: Texts placed between one writing and the next: so much is lost at most when somebody stops it.
_BLOCK = 1000


def cached(embedder: Embedder, folder: Path) -> Embedder:
    """Let an embedder keep its points under ``cache/embeddings`` in a study's folder.

    Points are found again by the embedder's name and revision and by the text's SHA-256. What is damaged there is made
    anew, and where nothing can be written, nothing is kept.

    Parameters
    ----------
    embedder : Embedder
        One whose points depend on all texts together, as those of "tfidf" do, is given back as it is.
    folder : path
        The study's.

    >>> from tlc.listen.embedders import TfidfSvd
    >>> cached(TfidfSvd(), Path("study")).name
    'tfidf'
    """
    return embedder if getattr(embedder, "together", False) else _Cached(embedder, folder / PLACE)


@dataclass(frozen=True, slots=True)
class _Cached:
    """An embedder, and what it placed before: files that never change, each named by the digest of what it holds."""

    embedder: Embedder
    place: Path

    @property
    def name(self) -> str:
        return self.embedder.name

    @property
    def revision(self) -> str:
        return self.embedder.revision

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point of length 1, as the embedder does, or did."""
        keys = [hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).digest() for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        folder = self._folder()
        known = _read(folder, set(wanted))
        new = [key for key in wanted if key not in known]
        for start in range(0, len(new), _BLOCK):
            block = new[start : start + _BLOCK]
            rows = self.embedder.embed([wanted[key] for key in block])
            points = unit(rows, texts=len(block), name=self.name).astype(np.float32)
            _write(folder, block, points)
            known.update(zip(block, points, strict=True))
        if len({len(point) for point in known.values()}) > 1:
            # Somebody else's embedder changed and its revision did not: what was kept is worth nothing.
            known = dict(zip(wanted, self._anew(list(wanted.values())), strict=True))
        if not known:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([known[key] for key in keys])

    def _anew(self, texts: list[str]) -> NDArray[np.float32]:
        return unit(self.embedder.embed(texts), texts=len(texts), name=self.name).astype(np.float32)

    def _folder(self) -> Path:
        which = hashlib.sha256(f"{self.name}\0{self.revision}".encode()).hexdigest()[:16]
        return self.place / f"{re.sub(r'[^a-z0-9]+', '-', self.name.casefold())[:40]}-{which}"


def _read(folder: Path, wanted: set[bytes]) -> dict[bytes, NDArray[np.float32]]:
    found: dict[bytes, NDArray[np.float32]] = {}
    for texts, points in _files(folder):
        for key, point in zip(texts, points, strict=True):
            if (name := key.tobytes()) in wanted:
                found[name] = point
    return found


def _files(folder: Path) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """What whole files hold; one that is not what its name says is passed over, and taken away if that can be."""
    try:
        paths = sorted(folder.glob("*.npy"))
    except OSError:
        return
    for path in paths:
        try:
            raw = path.read_bytes()
        except OSError:
            continue
        table = _table(raw) if hashlib.sha256(raw).hexdigest()[:32] == path.stem else None
        if table is not None:
            yield table["text"], table["point"]
            continue
        try:
            path.unlink()
        except OSError:
            continue


def _table(raw: bytes) -> NDArray[Any] | None:
    try:
        table = np.load(io.BytesIO(raw), allow_pickle=False)
    except (ValueError, OSError, EOFError):
        return None
    names = table.dtype.names if isinstance(table, np.ndarray) else None
    return table if names == ("text", "point") else None


def _write(folder: Path, keys: list[bytes], points: NDArray[np.float32]) -> None:
    table = np.zeros(len(keys), dtype=[("text", "u1", (32,)), ("point", "<f4", (points.shape[1],))])
    table["text"] = np.frombuffer(b"".join(keys), dtype="u1").reshape(-1, 32)
    table["point"] = points
    buffer = io.BytesIO()
    np.save(buffer, table, allow_pickle=False)
    raw = buffer.getvalue()
    try:
        write_whole(folder / f"{hashlib.sha256(raw).hexdigest()[:32]}.npy", raw)
    except StudyError:
        # A folder that may only be read, a full disk: then it is made again next time.
        return

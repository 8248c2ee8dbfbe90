"""Which embedder a study means: a name, or a name and the folder of a model."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tlc import plugins
from tlc.errors import AnalysisError, MissingExtraError, TlcError
from tlc.listen.embedders.embedder import Embedder

GROUP = "tlc.embedders"
_ALWAYS = "tfidf"


def choose(name: str = _ALWAYS, *, folder: Path = Path()) -> Embedder:
    """Make the embedder that a study names.

    Parameters
    ----------
    name : str
        As it is called in the entry point ``tlc.embedders``; for one that reads a model from a folder, with the
        folder after a colon, such as "onnx:models/minilm". Empty for the one that is always there.
    folder : path
        The study's: folders of models are looked for from there.

    Raises
    ------
    MissingExtraError
        Nothing of that name is there, or it lacks a library.
    AnalysisError
        The folder of a model is missing, not wanted, or holds no model.

    >>> choose("tfidf").name
    'tfidf'
    """
    kind, colon, place = (name or _ALWAYS).partition(":")
    kind, place = kind.strip(), place.strip()
    try:
        made: Any = plugins.load(GROUP, kind)
        _look_for_libraries(kind, made)
        if not getattr(made, "takes_folder", False):
            if colon:
                raise AnalysisError(
                    f"The embedder '{kind}' takes no folder.", hint=f'Write embedder = "{kind}" in study.toml.'
                )
            embedder: Embedder = made()
        elif not place:
            raise AnalysisError(
                f"The embedder '{kind}' needs the folder of a model.",
                hint=f'Write it after a colon, such as embedder = "{kind}:models/NAME" in study.toml.',
            )
        else:
            embedder = made(folder / Path(place).expanduser())
    except TlcError:
        raise
    except Exception as error:
        # Somebody else's code: whatever it says may be about anything, so only its kind is told.
        raise MissingExtraError(
            f"The embedder '{kind}' cannot be loaded ({type(error).__name__}).",
            hint='Install it again, or do without: under [topics] with "tfidf", under [suggest] with "none".',
        ) from error
    return embedder


def ready() -> tuple[str, ...]:
    """The names of embedders that give a text a point of its own, need no folder, and have what they need.

    >>> "tfidf" in ready()
    False
    """
    return tuple(name for name in plugins.names(GROUP) if name != _ALWAYS and _is_ready(name))


def _is_ready(name: str) -> bool:
    try:
        made = plugins.load(GROUP, name)
    except Exception:  # noqa: BLE001 - somebody else's code: it is there, and ``choose`` tells what is wrong with it
        return True
    alone = not getattr(made, "takes_folder", False) and not getattr(made, "together", False)
    return alone and not _missing(made)


def _look_for_libraries(name: str, made: Any) -> None:
    missing = _missing(made)
    if missing:
        command = getattr(made, "install", "")
        raise MissingExtraError(
            f"The library '{missing[0]}' is not installed. It is needed for the embedder '{name}'.",
            hint=f"Install it with: {command}" if command else "Install it, or name another embedder in study.toml.",
        )


def _missing(made: Any) -> list[str]:
    return [library for library in getattr(made, "libraries", ()) if find_spec(library) is None]

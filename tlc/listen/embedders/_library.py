"""Libraries that run models: imported when the first text is placed, with a plain word where that fails."""

from __future__ import annotations

from types import ModuleType

from tlc._lazy import require
from tlc.errors import MissingExtraError


def library(module: str, *, purpose: str, install: str) -> ModuleType:
    """Import a library, or say how to get it.

    Raises
    ------
    MissingExtraError
        It is not installed; or it is, and cannot be loaded, because it does not fit the computer or its neighbours.

    >>> library("json", purpose="an example", install="(always there)").__name__
    'json'
    """
    try:
        return require(module, purpose=purpose, install=install)
    except MissingExtraError:
        raise
    except Exception as error:
        raise MissingExtraError(
            f"The library '{module}' is installed, but cannot be loaded ({type(error).__name__}).",
            hint=f"Install it again with: {install}",
        ) from error

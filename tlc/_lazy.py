"""Optional libraries: imported where they are used, with the exact line that installs them."""

from __future__ import annotations

import importlib
from types import ModuleType

from tlc.errors import MissingExtraError


def require(module: str, *, purpose: str, install: str) -> ModuleType:
    """Import a library that tlc can live without, or say how to get it.

    Parameters
    ----------
    module : str
        The name to import, such as ``"bertopic"``.
    purpose : str
        What it is needed for, as the end of "It is needed for ...".
    install : str
        The command that installs it.

    Raises
    ------
    MissingExtraError
        It is not installed.

    >>> require("json", purpose="reading settings", install="(always there)").__name__
    'json'
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.split(".")[0]:
            raise
        raise MissingExtraError(
            f"The library '{module}' is not installed. It is needed for {purpose}.",
            hint=f"Install it with: {install}",
        ) from error

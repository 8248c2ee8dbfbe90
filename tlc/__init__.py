"""tlc: Talk, Listen, Change. A toolkit for studies made together with the people they are about.

>>> import tlc
>>> tlc.__version__.count(".")
2
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlc.errors import TlcError

if TYPE_CHECKING:
    from tlc.study import Study

__all__ = ["Study", "TlcError", "__version__", "open"]
__version__ = "0.1.0"


def open(path: str | Path = ".") -> Study:
    """Open a study folder.

    Parameters
    ----------
    path : str or Path
        The folder that holds ``study.toml``.

    Returns
    -------
    Study
        In a notebook it shows a card: transcripts, people, coders, problems.

    Raises
    ------
    StudyError
        There is no ``study.toml`` there, or it cannot be read.
    """
    from tlc.study import Study

    return Study(path)


def __getattr__(name: str) -> object:
    # tlc.Study is public, but reading it must not make "import tlc" slow.
    if name == "Study":
        from tlc.study import Study

        return Study
    raise AttributeError(f"module 'tlc' has no attribute '{name}'")

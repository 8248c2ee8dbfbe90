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
    from collections.abc import Iterable

    from tlc.lab.synthesis import SynthesisTable
    from tlc.study import Study

__all__ = ["Study", "TlcError", "__version__", "open", "synthesise"]
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


def synthesise(
    studies: Iterable[str | Path], *, mapping: str | Path | None = None, projects: str | Path | None = None
) -> SynthesisTable:
    """Set several studies side by side: themes common to all, shared by some, in one only.

    Parameters
    ----------
    studies : iterable of path
        Folders of studies; each is called what its folder is called. The codebook of the first is the one that the
        others are brought to.
    mapping : path, optional
        A table with the columns ``study``, ``code`` and ``to``, for studies with another codebook, or in another
        version.
    projects : path, optional
        A table of what is known of each project: ``organisation``, ``study``, ``community``, ``method``,
        ``participants``, ``dates``.

    Returns
    -------
    SynthesisTable
        ``frame``, and ``save(folder)`` for a page and a table. Counts of people that are too small are not in them.

    Raises
    ------
    StudyError
        A folder holds no study, or a table cannot be read.
    AnalysisError
        The studies cannot be set side by side.
    """
    from tlc.study._synthesis import synthesise as set_side_by_side

    return set_side_by_side(studies, mapping=mapping, projects=projects)


def __getattr__(name: str) -> object:
    # tlc.Study is public, but reading it must not make "import tlc" slow.
    if name == "Study":
        from tlc.study import Study

        return Study
    raise AttributeError(f"module 'tlc' has no attribute '{name}'")

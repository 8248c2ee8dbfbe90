"""The script of a page: one module, joined from parts. A notebook loads one file, and that can import no other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SHARED = Path(__file__).parent / "static"


@cache
def page(static: Path) -> str:
    """Join the script of a page: what all pages share, then the page's own parts, in the order of their names.

    Parameters
    ----------
    static : Path
        The page's folder; its parts lie in ``page``, each one subject. What stands in one part is known in all.

    Returns
    -------
    str
        An ES module; its last part exports what a notebook loads.

    >>> from tlc.lab.code.wording import STATIC
    >>> page(STATIC).count("export default")
    1
    """
    return "\n".join(part.read_text(encoding="utf-8") for part in parts(static))


def parts(static: Path) -> list[Path]:
    """Give the files that a page is joined from, in order.

    Parameters
    ----------
    static : Path
        The page's folder.

    >>> from tlc.lab.review.wording import STATIC
    >>> [part.name for part in parts(STATIC)]
    ['making.js', '01_deciding.js', '02_seen.js']
    """
    return [*sorted(SHARED.glob("*.js")), *sorted((static / "page").glob("*.js"))]

"""What the coding page says, in every language that it speaks: read from one file, ``static/wording.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "static"


@cache
def wording() -> dict[str, dict[str, Any]]:
    """Give the texts: language to key to text.

    >>> sorted(wording())
    ['en', 'ro']
    """
    return tomllib.loads((STATIC / "wording.toml").read_text(encoding="utf-8"))

"""Text for Markdown: what people wrote stays text, whatever signs it holds."""

from __future__ import annotations

import re

from tlc.change.exports._plain import one_line

_SIGNS = re.compile(r"([\\`*_\[\]<>|#~$])")
_BEGINS = re.compile(r"^([-+=:!]|\d+[.)])")


def md(text: str) -> str:
    r"""Put a text on one line of Markdown, in which nothing is a sign.

    >>> md("<b> [x] # y"), md("1. one"), md("90 % of 12")
    ('\\<b\\> \\[x\\] \\# y', '1\\. one', '90 % of 12')
    """
    line = _SIGNS.sub(r"\\\1", one_line(text))
    return _BEGINS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)

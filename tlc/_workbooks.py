"""What every Excel workbook of tlc needs: the same bytes each time, and no sign that Excel refuses."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def without_controls(text: str) -> str:
    r"""Leave out the signs that no cell may hold; lines and tabs stay.

    >>> without_controls("one\x00\ntwo")
    'one\ntwo'
    """
    return _CONTROLS.sub("", text)


def without_times(raw: bytes) -> bytes:
    """Take the times of writing out of a workbook: the same content gives the same file."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()

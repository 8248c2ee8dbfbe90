"""The table of what was coded: by everybody, or by some, who need nobody else's file to be whole."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from tlc.study._holdings import Holdings


def codings_of(study: Holdings, coders: Collection[str] = ()) -> pd.DataFrame:
    """Lay out codings, one a row: CODINGS of ``tlc.frames``; ``code`` is always the current name of the code.

    Parameters
    ----------
    study : Holdings
    coders : collection of str
        Ids of the coders whose codings are asked for; if it is empty, everybody's.

    Raises
    ------
    CodingError
        The file of one of them cannot be read, or of somebody who proposed a code that they use.
    DriftError
        The words under some of these codings have changed.
    """
    from tlc.frames import codings_frame
    from tlc.listen.codings import check_quotes

    files = study._coder_files.read()
    files.need(coders or files.errors)
    kept = [one for one in files.kept if not coders or one.coder.id in coders]
    marks = [mark for one in kept for mark in one.codings]
    check_quotes(marks, study.turns_by_id)
    book = study.codebook_in_use
    if any(mark.code not in book for mark in marks):
        # Perhaps somebody proposed it whose file cannot be read; if not, the codebook tells what is wrong.
        files.need(files.errors)
    frame = codings_frame(marks, [one.coder for one in kept])
    frame["code"] = [book[name].id for name in frame["code"]]
    return frame

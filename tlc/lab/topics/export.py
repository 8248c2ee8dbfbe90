"""Writing a run as tables, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from tlc.lab.show import Listing
from tlc.listen.topics.decisions.parted import Parted
from tlc.listen.topics.export import tables, word_tables, write_tables
from tlc.listen.topics.fit import Fitted
from tlc.listen.topics.keywords import left_out, shared_words
from tlc.model import Topic


def export(fitted: Fitted, parted: Parted, topics: Iterable[Topic], *, folder: Path, words: bool) -> Listing[Path]:
    """Write the tables of a run, and list them; parameters and errors as of `Topics.export`."""
    documents = fitted.documents.frame
    laid_out = tables(documents, parted, topics)
    if words:
        laid_out |= word_tables(documents, _vocabulary(fitted))
    files = write_tables(folder, laid_out)
    frame = pd.DataFrame([(file.name, len(laid_out[file.name].rows)) for file in files], columns=["file", "rows"])
    held = "which shared words stand in which turn: keep it as you keep transcripts" if words else "nobody's sentences"
    note = f"Ids, numbers, and {held}. How R reads them: docs/topics.md"
    return Listing(title=f"{len(files)} tables", items=files, frame=frame, note=note)


def _vocabulary(fitted: Fitted) -> list[str]:
    """The words that may be given: without little words, and without names on the roster."""
    frame, options = fitted.documents.frame, fitted.options
    speakers = [name if isinstance(name, str) else None for name in frame["speaker"]]
    nothing = left_out(sorted(set(frame["language"])), options.stop_words)
    return shared_words(fitted.documents.texts, speakers, left_out=nothing, barred=options.barred)

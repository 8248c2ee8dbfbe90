"""What a report was made from: digests, versions and seeds, so that it can be made again."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from tlc._text import digest
from tlc.change.report.facts import Breakdown
from tlc.model import Codebook, Framework, TopicRun, Transcript

_SHORT = 16


def provenance(
    transcripts: Iterable[Transcript],
    codings: pd.DataFrame,
    codebook: Codebook,
    framework: Framework,
    run: TopicRun | None,
    versions: Iterable[tuple[str, str]],
) -> Breakdown:
    """List what went in, with the beginning of its SHA-256."""
    words = digest("\n".join(f"{transcript.id} {transcript.digest}" for transcript in transcripts))
    columns = ["coding", "turn", "start", "end", "code", "coder", "kind", "status", "serious"]
    marks = digest(codings[columns].to_csv(index=False, lineterminator="\n"))
    rows = [
        ("Transcripts", words[:_SHORT]),
        ("Codings", marks[:_SHORT]),
        ("Codebook", f"{codebook.id} {codebook.version}, {codebook.digest[:_SHORT]}"),
        ("Framework", f"{framework.id} {framework.version}"),
    ]
    if run is not None:
        rows.append(("Topics", f"seed {run.seed}, words {run.corpus_digest[:_SHORT]}"))
        rows += [(f"Topics: {name}", value) for name, value in run.settings.items()]
        rows += [(f"Topics made with {name}", value) for name, value in run.versions.items()]
    rows += list(versions)
    return Breakdown(caption="What this report was made from", columns=("What", "Version or digest"), rows=tuple(rows))

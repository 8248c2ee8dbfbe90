"""What a report was made from: digests, versions and seeds, so that it can be made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple

from tlc._text import digest
from tlc.change.report.facts import Breakdown
from tlc.change.report.material import Material
from tlc.model import Group, Involvement

_SHORT = 16


def provenance(material: Material) -> Breakdown:
    """List what went in, with the beginning of its SHA-256."""
    codings, codebook, framework, run = material.codings, material.codebook, material.framework, material.run
    words = digest("\n".join(f"{transcript.id} {transcript.digest}" for transcript in material.transcripts))
    columns = ["coding", "turn", "start", "end", "code", "coder", "kind", "status", "serious"]
    marks = digest(codings[columns].to_csv(index=False, lineterminator="\n"))
    rows = [
        ("Transcripts", words[:_SHORT]),
        ("People and groups", _people(material)),
        ("Codings", marks[:_SHORT]),
        ("Codebook", f"{codebook.id} {codebook.version}, {codebook.digest[:_SHORT]}"),
        ("Framework", f"{framework.id} {framework.version}"),
    ]
    if material.actions:
        rows.append(("Actions", digest("\n".join(map(repr, material.actions)))[:_SHORT]))
    if material.ratings:
        rows.append(("Ratings", _ratings(material)))
    if material.involvement:
        rows.append(("Rounds with participants", _of(material.involvement)))
    if run is not None:
        rows.append(("Topics", f"seed {run.seed}, words {run.corpus_digest[:_SHORT]}"))
        rows += [(f"Topics: {name}", value) for name, value in run.settings.items()]
        rows += [(f"Topics made with {name}", value) for name, value in run.versions.items()]
    if material.agreed.alpha is not None:
        rows.append(("Agreement", f"seed {material.agreed.seed}"))
    rows += list(material.versions)
    return Breakdown(caption="What this report was made from", columns=("What", "Version or digest"), rows=tuple(rows))


def _people(material: Material) -> str:
    """What every count of people and its denominator come from; not who withdrew or agreed to what."""
    lines = [f"{one.id} {one.role} {one.group} {one.language} {sorted(one.traits.items())}" for one in material.people]
    return digest(f"{_of(material.groups)}\n" + "\n".join(lines))[:_SHORT]


def _of(held: Iterable[Group | Involvement]) -> str:
    return digest("\n".join(f"{astuple(one)}" for one in held))[:_SHORT]


def _ratings(material: Material) -> str:
    lines = [
        f"{theme} {judged.component} {judged.concern} {judged.proposed} {judged.by}"
        for theme, rating in sorted(material.ratings.items())
        for judged in rating.components
    ]
    lines += [
        f"{theme} {one.turn} {one.by}" for theme, held in sorted(material.ratings.items()) for one in held.contrary
    ]
    return digest("\n".join(lines))[:_SHORT]

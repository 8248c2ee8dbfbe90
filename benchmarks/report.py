"""What a report costs: gathering and drawing it at 20, 200 and 2,000 sessions, and how large the page is.

People and words are invented; codebook, framework and action library are the shipped ones. The peer is nbconvert's
default ``lab`` export of a notebook that shows the same themes and actions as tables, in the same run. How long a
process takes to load pandas, Jinja and nbconvert is told apart: it is paid once.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from tlc.change.actions import action_library
from tlc.change.evidence import evidence
from tlc.change.framework import inclusion_health
from tlc.change.rating import Ground, propose
from tlc.change.report.agreed import Agreed
from tlc.change.report.facts import ThemeFacts
from tlc.change.report.gather import gather
from tlc.change.report.html import every_theme, render
from tlc.change.report.material import Material
from tlc.frames import codings_frame, turns_frame
from tlc.listen.codebook import read_codebook
from tlc.model import (
    Action,
    Codebook,
    Coder,
    Coding,
    Consent,
    Framework,
    Group,
    Measure,
    Participant,
    Settings,
    Source,
    Span,
    Transcript,
    Turn,
)

CODEBOOK = Path(__file__).parents[1] / "codebooks" / "barriers.toml"
SIZES = (20, 200, 2_000)
TURNS, PEOPLE, MARKS = 40, 6, 22
SAID = (
    "They told me to ring at eight and at eight I am still at work",
    "Nobody asked in which language and I signed what I could not read",
    "The neighbour came with me because there was no interpreter that day",
    "She took the time and she wrote it down and I came back",
)
ALLOWED = Consent(analyse=True, quote=True, publish=True)


def made_material(sessions: int, codebook: Codebook, framework: Framework) -> Material:
    """A study of so many sessions, each of six people and forty turns, with 22 accepted passages a session."""
    people = tuple(_people(sessions))
    transcripts = tuple(_transcript(number) for number in range(sessions))
    marks = tuple(_marks(transcripts, [code.id for code in codebook.applied]))
    turns = turns_frame(transcripts, people)
    codings = codings_frame(marks, (Coder(id="asha", name="Asha"),))
    settings = Settings(title="An invented study", synthetic=True)
    groups = tuple(
        Group(
            id=f"S{number:04d}", kind="focus_group", label=f"women of street {number}", month="2026-05", language="en"
        )
        for number in range(sessions)
    )
    held = evidence(turns, codings, people, codebook)
    ground = Ground(settings=settings, people=people, groups=groups, codebook=codebook)
    return Material(
        settings=settings,
        groups=groups,
        people=people,
        transcripts=transcripts,
        turns=turns,
        codings=codings,
        codebook=codebook,
        framework=framework,
        evidence=held,
        actions=tuple(_actions(codebook)),
        sources={},
        run=None,
        without_run="",
        agreed=Agreed(coders=1, sessions=0, turns=0, why="One person coded."),
        finished=frozenset(),
        versions=(("tlc", "benchmark"),),
        ratings=propose(held, ground, turns=turns, codings=codings),
        names={"asha": "Asha"},
        saturation=tuple((str(number + 1), int(number < 8), min(number + 1, 8)) for number in range(sessions)),
    )


def _people(sessions: int) -> Iterator[Participant]:
    for number in range(sessions):
        for place in range(PEOPLE):
            name, age = f"P{number:04d}{place}", ("18-29", "30-44", "45-59")[place % 3]
            yield Participant(id=name, role="community", group=f"S{number:04d}", traits={"age": age}, consent=ALLOWED)


def _transcript(number: int) -> Transcript:
    name = f"S{number:04d}"
    turns = tuple(
        Turn(
            id=f"{name}:{place + 1:04d}",
            speaker=f"P{number:04d}{place % PEOPLE}",
            text=f"{SAID[(number + place) % len(SAID)]}, in the week of number {number} and day {place}.",
            language="en",
        )
        for place in range(TURNS)
    )
    source = Source(name=f"{name}.txt", importer="txt", version="0", digest="")
    return Transcript(id=name, group=name, source=source, turns=turns)


def _marks(transcripts: tuple[Transcript, ...], codes: list[str]) -> Iterator[Coding]:
    for number, transcript in enumerate(transcripts):
        for place in range(MARKS):
            turn = transcript.turns[place * TURNS // MARKS]
            # Codes are used unevenly, as in talk: the first of them in most sessions, the last in few.
            code = codes[(place * place + number * place) % len(codes) * (place % 3 + 1) // 3]
            end = len(turn.text) - place
            yield Coding(
                id=f"asha-{number}-{place}",
                span=Span(turn=turn.id, start=0, end=end),
                code=code,
                coder="asha",
                quote=turn.text[:end],
                made_at="2026-06-01T10:00:00Z",
            )


def _actions(codebook: Codebook) -> Iterator[Action]:
    known = {code.id for code in codebook.applied}
    for number, entry in enumerate(action_library().actions[:12], 1):
        yield Action(
            id=str(number),
            what=entry.what,
            because=tuple(theme for theme in entry.barriers if theme in known),
            principles=tuple(entry.principles),
            owner="Director of primary care",
            partners="The centre",
            by_when="2027-03",
            measure=Measure(what=entry.process, baseline="not known", target="all", data=entry.data),
            library=entry.id,
            decided_at="",
            horizon=entry.horizon,
            status="proposed",
        )


def peer(material: Material) -> str:
    """Export a notebook that shows the same themes and actions as tables, the way nbconvert does by itself."""
    from nbconvert import HTMLExporter
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    facts, _ = gather(material)
    told = [(one.label, one.sessions, one.community.text, _quoted(one)) for one in every_theme(facts)]
    themes = pd.DataFrame(told, columns=["theme", "sessions", "community", "quotes"])
    actions = pd.DataFrame([(one.what, one.owner, one.by_when, one.measure) for one in facts.actions])
    tables = [*(pd.DataFrame(table.rows, columns=table.columns) for table in facts.who), themes, actions]
    with pd.option_context("display.max_colwidth", None):
        shown = [table.to_html() for table in tables]
    cells = [
        new_code_cell(id=f"c{place}", outputs=[new_output("display_data", data={"text/html": table})])
        for place, table in enumerate(shown)
    ]
    exporter: Any = HTMLExporter(template_name="lab")
    page: str = exporter.from_notebook_node(new_notebook(cells=cells))[0]
    return page


def _quoted(theme: ThemeFacts) -> str:
    return " / ".join(words.text for words in theme.quotes)


def timed(job: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """The least CPU time of some rounds, and what the job gave."""
    best, given = float("inf"), None
    for _ in range(rounds):
        began = time.process_time()
        given = job()
        best = min(best, time.process_time() - began)
    return best, given


def measured(sessions: int, codebook: Codebook, framework: Framework, rounds: int) -> dict[str, float]:
    """Seconds of CPU for each part of a report of so many sessions, and the bytes of the page."""
    material = made_material(sessions, codebook, framework)
    gathering, (facts, _) = timed(lambda: gather(material), rounds)
    drawing, page = timed(lambda: render(facts), rounds)
    exporting, plain = timed(lambda: peer(material), rounds)
    return {
        "gather": gathering,
        "draw": drawing,
        "page": len(page.encode()),
        "peer": exporting - gathering,
        "peer page": len(plain.encode()),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    codebook, framework = read_codebook(CODEBOOK), inclusion_health()
    began = time.process_time()
    render(gather(made_material(2, codebook, framework))[0])
    print(f"loading what draws, and a first report of 2 sessions: {time.process_time() - began:.2f} s of CPU")
    print(f"{'sessions':>8}{'gather s':>10}{'draw s':>8}{'page kB':>9}{'lab s':>8}{'lab kB':>8}")
    before: tuple[int, float] | None = None
    for sessions in options.sessions:
        found = measured(sessions, codebook, framework, options.rounds)
        print(
            f"{sessions:>8}{found['gather']:>10.2f}{found['draw']:>8.2f}{found['page'] / 1000:>9.0f}"
            f"{found['peer']:>8.2f}{found['peer page'] / 1000:>8.0f}"
        )
        if before:
            print(
                f"    {sessions / before[0]:.0f} times the sessions: {found['gather'] / before[1]:.1f} times to gather"
            )
        before = sessions, found["gather"]


if __name__ == "__main__":
    main()

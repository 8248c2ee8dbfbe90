"""``tlc demo``: the whole way from session files to the report, on the sample study."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_STEPS = 8


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("tlc-demo"))
def command(folder: Path) -> int:
    """Run everything on the sample study in FOLDER (tlc-demo where you stand), and say which report to open.

    The sample is synthetic: its people and their words are invented. Run it again, and what is there is kept.
    """
    import tlc
    from tlc.talk.sample import CODERS, lay_out_sample

    click.echo("The sample study is synthetic: invented people, invented words.")
    with _step(1, f"Laying the study out in {folder}"):
        lay_out_sample(folder)
        study = tlc.open(folder)
    with _step(2, "Checking the session files for identifiers") as said:
        checked = study.check(folder / "sessions")
        said.append(checked.note.partition(". ")[0] + "; what was found is decided on in the sample.")
    with _step(3, "Bringing in the sessions") as said:
        outcomes = study.add([folder / "sessions"])
        said.append(outcomes.note)
    with _step(4, "Taking in what the two sample coders coded") as said:
        tables = {who: folder / "codings" / f"{who}.csv" for who in CODERS}
        taken = [study.import_codings(tables[who], coder=who, name=CODERS[who], finished=True) for who in CODERS]
        faults = [problem for listing in taken for problem in listing]
        said += [listing.note for listing in taken]
    with _step(5, "Letting the codebook's rules suggest more") as said:
        said.append(study.tag().note)
    with _step(6, "Fitting topics") as said:
        said.append(study.topics().note)
    with _step(7, "Checking the study") as said:
        problems = study.check()
        errors = [problem for problem in problems if problem.severity == "error"]
        said.append(f"{len(errors)} errors, {len(problems) - len(errors)} warnings")
    with _step(8, "Writing the report"):
        path = None if errors else study.report()
    bad = [outcome.problem for outcome in outcomes if outcome.problem is not None]
    for problem in (*bad, *faults, *errors):
        click.echo(f"! {problem}", err=True)
    if path is None or bad or faults:
        click.echo("The demo did not run as it should. An older demo? Try another folder: tlc demo FOLDER", err=True)
        return 1
    click.echo(f"\nDone. Open this file in a browser:\n  {path.resolve()}")
    return 0


@contextmanager
def _step(number: int, what: str) -> Iterator[list[str]]:
    """Say what is being done while it is done, and afterwards how it went."""
    click.echo(f"[{number}/{_STEPS}] {what} ...", nl=False)
    start = time.perf_counter()
    said: list[str] = []
    yield said
    click.echo(f" {time.perf_counter() - start:.1f} s")
    for line in said:
        click.echo(f"      {line}")

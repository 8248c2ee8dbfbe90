"""What a report is made of: everything that several rooms of a study know, brought together once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlc import __version__
from tlc.change.actions import action_library
from tlc.change.context import tags_of
from tlc.change.report.agreed import Agreed
from tlc.change.report.material import Material
from tlc.change.report.picture import picture
from tlc.errors import AnalysisError, MissingExtraError, StudyError
from tlc.listen.agree import Interval
from tlc.study._in_part import read_in_part
from tlc.study._rating import ratings_of
from tlc.study._sources import checked_of, context_of, events_of, evidence_of, transcripts_beside

if TYPE_CHECKING:
    from tlc.listen.saturation import Saturation
    from tlc.model import TopicRun
    from tlc.study._change import Change


def refuse_faults(study: Change) -> None:
    """Stop where ``check()`` finds what stands in the way of a report, in whatever form it is to leave.

    Raises
    ------
    StudyError
        The first fault, and how many more there are.
    """
    faults = [problem for problem in study.check() if problem.stops]
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise StudyError(f"{faults[0].what}{more}", where=faults[0].where, hint="See all with: tlc check")


def material(study: Change, seed: int, *, topics: bool = True) -> Material:
    """Bring together what a report is made of; without topics where there is too little to fit them on."""
    run, without = _run(study, seed) if topics else (None, "")
    library = action_library()
    curve, note = _saturation(study, seed)
    held = evidence_of(study)
    return Material(
        settings=study.settings,
        groups=study.groups,
        people=study.people,
        transcripts=tuple(study.transcripts.values()),
        turns=study.turns,
        codings=study.codings,
        codebook=study.codebook,
        framework=study.framework,
        evidence=held,
        finished=study.finished,
        in_part=len(read_in_part(study) - transcripts_beside(study)),
        actions=study.actions,
        sources={action.id: action.source for action in library.actions},
        roles=library.owner_roles,
        run=run,
        without_run=without,
        agreed=_agreed(study),
        ratings=ratings_of(study, held),
        involvement=study.involvement,
        names={coder.id: coder.name for coder in study.coders},
        saturation=curve,
        saturation_note=note,
        checked=checked_of(study),
        events=events_of(study),
        context=context_of(study),
        tags=tags_of(study.settings),
        image=picture(study.path, study.settings.image, alt=study.settings.image_alt),
        versions=(("tlc", __version__),),
    )


def _run(study: Change, seed: int) -> tuple[TopicRun | None, str]:
    try:
        return study.topics(seed=seed, stability=False).run, ""
    except (AnalysisError, MissingExtraError) as error:
        return None, error.what


def _saturation(study: Change, seed: int) -> tuple[tuple[tuple[str, int, int], ...], str]:
    """Session by session what was new, and what that amounts to; or why nothing can be said."""
    try:
        result = study.saturation(seed=seed).result
    except AnalysisError as error:
        return (), f"How soon nothing new was heard cannot be said. {error.what}"
    # By its place and not by its id: of an interview, the id is one person's.
    places = range(1, len(result.new) + 1)
    curve = tuple((str(place), new, known) for place, new, known in zip(places, result.new, result.known, strict=True))
    return curve, _in_words(result)


def _in_words(result: Saturation) -> str:
    of = len(result.new)
    rule = (
        f"{result.run} further sessions brought at most {100 * result.threshold:.0f} % of the codes that the first "
        f"{result.base} sessions held"
    )
    if result.reached is None:
        said = f"There was no point in the {of} sessions after which {rule}."
    else:
        said = f"After {result.reached} of {of} sessions, {rule}."
    other = result.shuffled
    if result.reached is not None and other.low is not None and other.high is not None:
        said += (
            f" In {other.shuffles:,} other orders of the same sessions this was so after {other.low} to {other.high} "
            f"of them (90 % of the orders; seed {other.seed})."
        )
    return (
        f"{said} The measure was made for codes that come out of interviews. Most codebooks are there before the talk: "
        "then it says when their codes had been heard, and not that nothing else is to be heard."
    )


def _agreed(study: Change) -> Agreed:
    """Compare the people who coded; why they cannot be compared is said too."""
    people = [coder.id for coder in study.coders if coder.kind == "person"]
    try:
        run = study.agree(*people).run if len(people) > 1 else None
    except AnalysisError as error:
        return Agreed(coders=len(people), sessions=0, turns=0, why=error.what)
    if run is None:
        return Agreed(coders=len(people), sessions=0, turns=0, why="Fewer than two people have coded.")
    overall = run.overall
    beside = len(transcripts_beside(study) & {name for name, _ in run.sessions})
    alpha, interval = overall.alpha, overall.alpha_interval
    return Agreed(
        # Whoever coded other sessions alone is among those who were asked for, and was compared with nobody.
        coders=len({coder for _, both in run.sessions for coder in both}),
        sessions=len(run.sessions) - beside,
        beside=beside,
        turns=run.turns,
        percent=overall.percent if isinstance(overall.percent, float) else None,
        marked=overall.positive if isinstance(overall.positive, float) else None,
        alpha=alpha if isinstance(alpha, float) else None,
        low=interval.low if isinstance(interval, Interval) else None,
        high=interval.high if isinstance(interval, Interval) else None,
        why="" if isinstance(alpha, float) else alpha.reason,
        codings=run.codings,
        dependent=run.dependent,
        seed=run.seed,
    )

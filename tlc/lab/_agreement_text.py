"""What stands beside figures of agreement: figures as people read them, what was left out, and how to read it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tlc.listen.agree import AgreementRun, CodeAgreement, Figure, Interval, Undefined
from tlc.model import Codebook

#: The same below every table: these figures invite more trust than they deserve.
READING = (
    "How to read it: agree is the share of pairs of answers that are the same; agree where marked counts only where "
    "somebody marked the code. Kappa, alpha and AC1 are 1 where coders never differ and 0 where they agree as often "
    "as by chance; they mean different things by chance. Most codes are rare: then agree and AC1 are high whatever "
    "coders do, and kappa and alpha change with a single passage. Read them together, and with the counts.",
    "Agreement helps a team to code consistently and to talk about where it does not. It is no proof that a coding "
    "is right, and a low figure may be the beginning of the best conversation (O'Connor and Joffe 2020).",
)


def figure(value: Figure) -> str:
    """Round for showing; a dash for what cannot be computed, and no 1 for what is not quite 1.

    >>> figure(-0.001), figure(0.997), figure(Undefined("nobody used it"))
    ('0.00', '>0.99', '-')
    """
    if isinstance(value, Undefined):
        return "-"
    # Adding 0 takes the sign off a rounded -0.00.
    return ">0.99" if 0.995 <= value < 1 else f"{round(value, 2) + 0.0:.2f}"


def share(value: Figure) -> str:
    """Show a share as a percentage.

    >>> share(0.985), share(0.9999)
    ('98.5 %', '>99.9 %')
    """
    if isinstance(value, Undefined):
        return "-"
    return ">99.9 %" if 0.9995 <= value < 1 else f"{100 * value:.1f} %"


def with_interval(value: Figure, interval: Interval | Undefined) -> str:
    """Show a figure with its interval, where it has one.

    >>> with_interval(0.5, Interval(0.25, 0.75))
    '0.50 (0.25 to 0.75)'
    """
    if isinstance(interval, Undefined):
        return figure(value)
    return f"{figure(value)} ({figure(interval.low)} to {figure(interval.high)})"


def label(code: str, codebook: Codebook) -> str:
    """Name a code in words and by its id."""
    return f"{codebook[code].name}\n{code}" if code in codebook else code


def reasons(codes: Iterable[CodeAgreement]) -> list[str]:
    """Say why figures are missing, each reason once."""
    by_reason: defaultdict[str, list[str]] = defaultdict(list)
    for one in codes:
        if one.reason:
            by_reason[one.reason].append(one.code)
    return [f"{reason[0].upper()}{reason[1:]}: {', '.join(names)}." for reason, names in by_reason.items()]


def notes(run: AgreementRun, codebook: Codebook) -> list[str]:
    """Say what was compared, what was left out, and how it was done."""
    unused = [code.id for code in codebook.applied if code.id not in {one.code for one in run.codes}]
    found = [
        f"Compared: {_sessions(run.sessions, run.coders)}; {run.turns} turns{_units(run)}, {run.codings} codings.",
        *_left_out(run),
        f"Not computable, because none of them used it here: {', '.join(unused)}." if unused else "",
        _independence(run),
        _sets(run),
        f"Intervals: 95 %, from {run.resamples} resamples of turns within their sessions, seed {run.seed}. They speak "
        "of these coders and of sessions like these."
        if run.resamples
        else "",
        f"To talk through: {len(run.disagreements)} passages, in .disagreements" if run.disagreements else "",
    ]
    return [line for line in found if line]


def _units(run: AgreementRun) -> str:
    return "" if run.unit == "turn" else f" with {run.units} {run.unit}s"


def _sessions(sessions: Sequence[tuple[str, tuple[str, ...]]], coders: tuple[str, ...]) -> str:
    if all(who == coders for _, who in sessions):
        who = f"both {' and '.join(coders)}" if len(coders) == 2 else f"all of {', '.join(coders)}"
        return f"{', '.join(session for session, _ in sessions)}, coded by {who}"
    return ", ".join(f"{session} ({', '.join(who)})" for session, who in sessions)


def _left_out(run: AgreementRun) -> list[str]:
    left = run.left
    found = []
    if left.sessions:
        told = ", ".join(f"{one} ({' '.join(who)} alone)" if who else f"{one} (nobody)" for one, who in left.sessions)
        found.append(f"Sessions left out, because fewer than two of them coded or finished these: {told}.")
    if left.asking:
        found.append(f"Left out: {left.asking} turns of facilitators, interpreters and co-researchers.")
    if left.empty:
        found.append(f"Left out: {left.empty} turns without words (withdrawn, or no consent).")
    if left.codings:
        found.append(f"Left out: {left.codings} codings on turns that are left out.")
    if left.proposed:
        found.append(
            f"Left out, because one coder proposed them and the others did not have them: {', '.join(left.proposed)}."
        )
    if run.facilitators:
        found.append("Turns of facilitators, interpreters and co-researchers are counted too.")
    return found


def _independence(run: AgreementRun) -> str:
    if "agreed" in run.coders:
        return (
            "What was agreed on comes from codings of these people: this says how much changed, not how far they agree."
        )
    if run.dependent:
        return (
            f"{run.dependent} of {run.codings} codings were made after the coder had asked to see suggestions or what "
            "others coded in the session: agreement then means less."
        )
    return "As far as tlc knows, every coding was made before its coder saw suggestions or what others coded."


def _sets(run: AgreementRun) -> str:
    if isinstance(run.sets, Undefined):
        return ""
    return (
        f"Alpha of whole sets of codes, one set a {run.unit}: {with_interval(run.sets, run.sets_interval)}. "
        "Sets differ by MASI as Passonneau (2006) defines it."
    )

"""What stands beside figures of agreement: figures as people read them, what was left out, and how to read it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tlc.listen.agree import AgreementRun, CodeAgreement, Figure, Interval, Undefined
from tlc.listen.agree.figures import UNUSED
from tlc.model import Codebook

# Less than any difference of figures: what is left of a 0 or a 1 when it was computed.
_NOISE = 1e-9

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
    """Round for showing: to two digits, or to three where two would make a 0 or a 1 of what is none; a dash for none.

    >>> figure(0.5), figure(-0.001), figure(0.997), figure(0.9999), figure(Undefined("nobody used it"))
    ('0.50', '-0.001', '0.997', '>0.999', '-')
    """
    return "-" if isinstance(value, Undefined) else _rounded(value, 2 if _fits(value) else 3)


def _fits(value: float) -> bool:
    """Whether two digits do not make a 0 or a 1 of it."""
    return any(abs(value - whole) < _NOISE for whole in (0, 1)) or f"{abs(value):.2f}" not in ("0.00", "1.00")


def _rounded(value: float, digits: int) -> str:
    if 1 - 0.5 / 10**digits <= value < 1 - _NOISE:
        return f">{1 - 1 / 10**digits:.{digits}f}"
    # Adding 0 takes the sign off a rounded -0.00.
    return f"{round(value, digits) + 0.0:.{digits}f}"


def share(value: Figure) -> str:
    """Show a share as a percentage.

    >>> share(0.985), share(0.9999)
    ('98.5 %', '>99.9 %')
    """
    if isinstance(value, Undefined):
        return "-"
    return ">99.9 %" if 0.9995 <= value < 1 else f"{100 * value:.1f} %"


def with_interval(value: Figure, interval: Interval | Undefined) -> str:
    """Show a figure with its interval, where it has one; with three digits where two would make it look empty.

    >>> with_interval(0.5, Interval(0.25, 0.75))
    '0.50 (0.25 to 0.75)'
    >>> with_interval(0.991, Interval(0.988, 0.994))
    '0.991 (0.988 to 0.994)'
    """
    if isinstance(value, Undefined) or isinstance(interval, Undefined):
        return figure(value)
    ends = (interval.low, interval.high)
    empty = ends[1] - ends[0] > _NOISE and f"{ends[0]:.2f}" == f"{ends[1]:.2f}"
    digits = 2 if not empty and all(map(_fits, (value, *ends))) else 3
    low, high = (_rounded(end, digits) for end in ends)
    return f"{_rounded(value, digits)} ({low} to {high})"


def named(people: Sequence[str]) -> str:
    """Name people in a sentence.

    >>> named(["asha", "ben", "cleo"])
    'asha, ben and cleo'
    """
    return f"{', '.join(people[:-1])} and {people[-1]}" if len(people) > 1 else "".join(people)


def count(many: int, what: str) -> str:
    """Count things.

    >>> count(1, "turn"), count(2, "turn")
    ('1 turn', '2 turns')
    """
    return f"{many} {what}" if many == 1 else f"{many} {what}s"


def every(run: AgreementRun) -> str:
    """Name the row of all codes together."""
    return "these codes" if run.chosen else "all codes"


def label(code: str, codebook: Codebook) -> str:
    """Name a code in words and by its id."""
    return f"{codebook[code].name}\n{code}" if code in codebook else code


def reasons(codes: Iterable[CodeAgreement], unused: Sequence[str] = ()) -> list[str]:
    """Say why figures are missing, each reason once; ``unused`` are codes that nobody used, beside those."""
    by_reason: defaultdict[str, list[str]] = defaultdict(list)
    if unused:
        by_reason[f"not computable: {UNUSED.reason}"].extend(unused)
    for one in codes:
        if one.reason:
            by_reason[one.reason].append(one.code)
    return [f"{reason[0].upper()}{reason[1:]}: {', '.join(names)}." for reason, names in by_reason.items()]


def notes(run: AgreementRun) -> list[str]:
    """Say what was compared, what was left out, and how it was done."""
    found = [
        f"Compared: {_sessions(run.sessions, run.coders)}; {count(run.turns, 'turn')}{_units(run)}, "
        f"{count(run.codings, 'coding')}.",
        *_left_out(run),
        _independence(run),
        _sets(run),
        f"Intervals: 95 %, from {count(run.resamples, 'resample')} of turns within their sessions, seed {run.seed}. "
        "They speak of these coders and of sessions like these."
        if run.resamples
        else "",
        f"To talk through: {count(len(run.disagreements), 'passage')}, in .disagreements" if run.disagreements else "",
    ]
    return [line for line in found if line]


def _units(run: AgreementRun) -> str:
    return "" if run.unit == "turn" else f" with {count(run.units, run.unit)}"


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
        found.append(f"Sessions left out, because no two of them coded, read or finished these: {told}.")
    if left.asking:
        found.append(f"Left out: {count(left.asking, 'turn')} of facilitators, interpreters and co-researchers.")
    if left.empty:
        found.append(f"Left out: {count(left.empty, 'turn')} without words (withdrawn, or no consent).")
    if left.unread:
        found.append(f"Left out: {count(left.unread, 'turn')} that no two of them said they had read.")
    if left.codings:
        found.append(f"Left out: {count(left.codings, 'coding')} on turns that are left out.")
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
            f"{run.dependent} of {count(run.codings, 'coding')} {'was' if run.dependent == 1 else 'were'} made after "
            "the coder had asked to see suggestions or what others coded in the session: agreement then means less."
        )
    return (
        "No coding is known to have been made after seeing suggestions or others' codings; of codings taken in from a "
        "spreadsheet tlc cannot know."
    )


def _sets(run: AgreementRun) -> str:
    if isinstance(run.sets, Undefined):
        return ""
    return (
        f"Alpha of whole sets of codes, one set a {run.unit}: {with_interval(run.sets, run.sets_interval)}. "
        "Sets differ by MASI as Passonneau (2006) defines it."
    )

"""Summaries of what a study's methods did: tables of counts and places, without anybody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.change.disclosure import people
from tlc.frames import HITS
from tlc.lab.replaced import counts
from tlc.lab.show import Listing
from tlc.lab.team import protection
from tlc.model import Codebook, Coding, Evidence, Problem
from tlc.talk.bring_in import Added
from tlc.talk.screen import KINDS
from tlc.talk.screen.batch import Checked
from tlc.talk.screen.finding import Finding


def problems(found: Sequence[Problem], note: str = "") -> Listing[Problem]:
    """List problems, errors first."""
    ordered = tuple(sorted(found, key=lambda problem: problem.severity != "error"))
    frame = pd.DataFrame(
        [(problem.severity, problem.place, problem.what, problem.mend) for problem in ordered],
        columns=["severity", "where", "what", "mend"],
    )
    return Listing(title="Problems" if found else "No problems", items=ordered, frame=frame, note=note)


def checked(found: Sequence[Checked]) -> Listing[Checked]:
    """List what the gate says of each file: how many findings of which kinds, and nobody's words."""
    rows: list[tuple[str, str, int | None, int | None, int | None, str]] = []
    for one in found:
        if one.screening is None:
            rows.append((one.name, one.verdict, None, None, None, str(one.problem)))
            continue
        waiting = one.screening.open
        blocks = sum(finding.level == "block" for finding in waiting)
        decided = len(one.screening.findings) - len(waiting)
        rows.append((one.name, one.verdict, blocks, len(waiting) - blocks, decided, _kinds(waiting)))
    frame = pd.DataFrame(rows, columns=["file", "outcome", "must go", "to decide", "decided", "what"])
    for column in ("must go", "to decide", "decided"):
        frame[column] = frame[column].astype("Int64")
    passed = sum(one.verdict == "PASS" for one in found)
    return Listing(
        title="Checked for identifiers",
        items=tuple(found),
        frame=frame,
        note=f"{passed} of {len(found)} files pass. Checked for {len(set(KINDS.values()))} kinds of identifier. "
        "A check is no promise: it misses names, and people are recognised by what happened to them. Read each "
        "transcript.",
    )


def _kinds(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.words for finding in findings)
    return ", ".join(f"{count} {words}" for words, count in counts.most_common())


def added(outcomes: Sequence[Added]) -> Listing[Added]:
    """List what became of each file."""
    rows: list[tuple[str, str, int | None, int | None, str]] = []
    for outcome in outcomes:
        transcript, account = outcome.transcript, outcome.account
        if outcome.problem is not None:
            rows.append((outcome.name, "not brought in", None, None, str(outcome.problem)))
        elif outcome.already:
            rows.append(
                (outcome.name, "already there", None, None, counts(outcome.replacing) if outcome.replacing else "")
            )
        elif transcript is not None and account is not None:
            aside = ", ".join(f"{count} in {kind}" for kind, count in account.aside.items() if count)
            note = f"{account.kept} of {account.read} characters in turns" + (f"; aside: {aside}" if aside else "")
            if account.notes:
                note += f"; {account.notes} notes such as [laughs] kept beside the words"
            if outcome.untold:
                note += f"; {outcome.untold} turns too short to tell their language"
            if outcome.withheld:
                note += f"; {outcome.withheld} turns left empty: withdrawn, or no consent to analysis"
            if outcome.replacing:
                note += f"; {counts(outcome.replacing)}"
            name = f"brought in as {transcript.id}" + (", corrected" if outcome.replacing else "")
            rows.append((outcome.name, name, len(transcript.turns), transcript.words, note))
    frame = pd.DataFrame(rows, columns=["file", "outcome", "turns", "words", "note"])
    frame[["turns", "words"]] = frame[["turns", "words"]].astype("Int64")
    good = sum(outcome.problem is None for outcome in outcomes)
    return Listing(title="Files", items=tuple(outcomes), frame=frame, note=f"{good} of {len(outcomes)} files are in.")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Suggested(Listing[Coding]):
    """What the rules suggest, and every hit behind it.

    Attributes
    ----------
    hits : DataFrame
        HITS: which term of which code found which words, in what sense, and whether it was set aside. It holds words.
    """

    hits: pd.DataFrame


def suggestions(
    marks: Sequence[Coding], codebook: Codebook, hits: pd.DataFrame | None = None, *, passed: Sequence[str] = ()
) -> Suggested:
    """Count suggested codings per code, and the hits that were set aside.

    ``hits`` are HITS; where some were set aside, the table has a column for them. ``passed`` are languages in which
    people spoke, and no code has terms.
    """
    counts = Counter(mark.code for mark in marks)
    sessions = {code: len({mark.span.turn.partition(":")[0] for mark in marks if mark.code == code}) for code in counts}
    columns = ["code", "label", "suggestions", "sessions"]
    hits = pd.DataFrame(columns=list(HITS)).astype(HITS) if hits is None else hits
    aside = hits[hits["aside"]]
    away = Counter(aside["code"])
    rows = [
        [code.id, code.name, counts[code.id], sessions.get(code.id, 0), away[code.id]]
        for code in codebook.applied
        if counts[code.id] or away[code.id]
    ]
    frame = pd.DataFrame(rows, columns=[*columns, "set aside"])
    note = f"{len(marks)} suggestions. They count nowhere until a person accepts them."
    if len(aside):
        whys = ", ".join(f"{count} {sense}" for sense, count in sorted(Counter(aside["sense"]).items()))
        note += f"\n{len(aside)} hits were set aside, for their code takes only what is said to be so: {whys}."
    if passed:
        note += f"\nTurns in {', '.join(passed)} were passed over: no code has terms in it."
    return Suggested(
        title="Suggested by the codebook's rules",
        items=tuple(marks),
        frame=frame if len(aside) else frame[columns],
        note=note,
        hits=hits,
    )


def evidence(found: Sequence[Evidence], codebook: Codebook, min_cell: int) -> Listing[Evidence]:
    """Lay evidence out over its denominators; small counts of people are not shown, nor what stands for them alone."""
    rows = []
    for held in found:
        if not held.found:
            continue
        of = (
            (len(held.community), held.community_read),
            (len(held.professionals), held.professionals_read),
        )
        hidden = _hidden(of, min_cell)
        shares = [_share(count, read, min_cell) for count, read in of]
        sessions = "not shown" if hidden else f"{len(held.sessions)} of {held.sessions_read}"
        figures = (None, None) if hidden else (held.quotes, held.serious_quotes)
        rows.append((held.theme, codebook[held.theme].name, sessions, *shares, *figures))
    columns = ["theme", "label", "sessions", "community", "professionals", "passages", "serious"]
    frame = pd.DataFrame(rows, columns=columns).astype({"passages": "Int64", "serious": "Int64"})
    for kind in ("events", "feedback"):
        # Files of cards, and neither sessions nor people: a column of their own, where there are any.
        beside = [(len(getattr(held, kind)), getattr(held, f"{kind}_read")) for held in found if held.found]
        if any(read for _, read in beside):
            frame[kind] = [f"{count} of {read}" for count, read in beside]
    return Listing(
        title="Evidence",
        items=tuple(held for held in found if held.found),
        frame=frame,
        note="From codings that people accepted. What rules or models suggest is not in it.\n"
        + protection(min_cell, beside="their sessions and passages where nobody else's are among them"),
    )


def _hidden(of: Sequence[tuple[int, int]], min_cell: int) -> bool:
    """Whether passages and sessions would stand for hidden people alone: one passage is then one person."""
    shown = [people(count, min_cell).is_number and people(read, min_cell).is_number for count, read in of]
    many = any(may and count for may, (count, _) in zip(shown, of, strict=True))
    return not all(shown) and not many


def _share(count: int, read: int, min_cell: int) -> str:
    of = people(read, min_cell)
    return f"{people(count, min_cell).text} of {of.text}" if of.is_number else "not shown"

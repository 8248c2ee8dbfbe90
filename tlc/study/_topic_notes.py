"""What the reader of a topic run is told of decisions and of languages: ids and numbers, and nobody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tlc.study._sources import turns_of_sessions

if TYPE_CHECKING:
    from tlc.listen.topics.decisions import Found, Replayed
    from tlc.listen.topics.fit import Fitted
    from tlc.study._holdings import Holdings
    from tlc.study._topic_run import Choice

#: Of a decision that is found again on less than this share of its turns, somebody should look whether it still holds.
LOOSELY = 0.5


def decisions_told(replayed: Replayed) -> tuple[str, ...]:
    """Say in sentences what became of people's decisions; ids and numbers, and nobody's words."""
    there = frozenset().union(*replayed.turns) if replayed.turns else frozenset()
    lost = [one for one in replayed.unmatched if any(part & there for part in one.decision.turns)]
    elsewhere = len(replayed.unmatched) - len(lost)
    loose = [one for one in replayed.matched if one.share < LOOSELY]
    told = []
    if replayed.matched:
        told.append(f"Decisions of people that are in it: {len(replayed.matched)}; .log() lists them.")
    if loose:
        told.append(f"Found again on less than half of their turns, so look whether they still hold: {_named(loose)}.")
    told += [f"Not done again: {_named(same)}. {why}" for why, same in _by_why(lost)]
    if elsewhere:
        told.append(f"Decisions about turns that are not in this run: {elsewhere}.")
    return tuple(told)


def other_languages(study: Holdings, choice: Choice, fitted: Fitted) -> tuple[str, ...]:
    """Say how to ask for the topics of what was said in other languages."""
    aside = fitted.documents.aside.get("other language", 0)
    if not aside or choice.mixed:
        return ()
    turns = turns_of_sessions(study)
    spoken = Counter(str(name).partition("-")[0].casefold() for name in turns["language"] if isinstance(name, str))
    others = [name for name, _ in spoken.most_common() if name != fitted.documents.language]
    ways = " or ".join(f'language="{name}"' for name in others[:3])
    return (f"Topics are found in one language at a time; for the others, ask again with {ways}.",)


def _by_why(lost: Sequence[Found]) -> list[tuple[str, Sequence[Found]]]:
    reasons = dict.fromkeys(one.why for one in lost)
    return [(why, [one for one in lost if one.why == why]) for why in reasons]


def _named(found: Sequence[Found]) -> str:
    ids = [one.decision.id for one in found]
    return ", ".join(ids[:8]) + (f" and {len(ids) - 8} more" if len(ids) > 8 else "")

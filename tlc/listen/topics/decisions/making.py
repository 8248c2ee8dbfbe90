"""A decision in the making: what somebody wants is held against the topics that there are now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tlc.errors import AnalysisError, StudyError
from tlc.listen.topics.decisions.decision import Decision, What, checked, without
from tlc.listen.topics.decisions.mark import Mark
from tlc.listen.topics.decisions.replay import Replayed

#: Parts some documents, given by their places, into so many: the part of each.
Part = Callable[[Sequence[int], int], Sequence[int]]
_MOST_PARTS = 20
# What a locked topic does not let happen to it.
_FIXED = ("name", "merge", "split")


def made(
    replayed: Replayed,
    decisions: Sequence[Decision],
    new: Decision,
    *,
    part: Part,
    words: Mapping[int, str],
) -> Decision:
    """Complete a decision with the turns of its topics, so that it can be found again.

    Parameters
    ----------
    replayed : Replayed
        The topics as they are now.
    decisions : sequence of Decision
        Everything that was decided before.
    new : Decision
        What, which topics, by whom, and why. Of a split, ``value`` says into how many parts (2 if it is empty), or
        names the turns that are to be parted off.
    part : callable
        Parts documents by where they are.
    words : mapping of int to str
        The words of each topic.

    Returns
    -------
    Decision
        Not written down yet.

    Raises
    ------
    StudyError
        Something is missing, there is no such topic, or the topic is not such that this can be done to it.
    AnalysisError
        The topic's documents do not fall into parts.
    """
    what, value, why = checked(new.what, new.value, new.why, new.by)
    numbers = tuple(sorted(set(new.topics)))
    if what == "undo":
        return _with(new, (), why, _undone(decisions, value), ())
    _check_topics(replayed, what, numbers)
    mark = replayed.marks.get(numbers[0], Mark())
    turns = tuple(replayed.topics[number] for number in numbers)
    if what == "split":
        turns, value = _parted(replayed, numbers[0], value, part), ""
    elif what == "lock":
        value = mark.name
    elif what == "unlock":
        value = mark.lock
    said = " / ".join(words.get(number, "") for number in numbers)
    return _with(new, numbers, why, value, turns, said)


def _with(
    new: Decision, numbers: tuple[int, ...], why: str, value: str, turns: tuple[frozenset[str], ...], words: str = ""
) -> Decision:
    return Decision(
        id="",
        at=new.at,
        by=new.by,
        what=new.what,
        topics=numbers,
        value=value,
        why=why,
        turns=turns,
        words=words,
    )


def _undone(decisions: Sequence[Decision], name: str) -> str:
    if name not in {one.id for one in decisions}:
        raise StudyError("There is no decision of this id.", hint="See them all with: tlc topics log")
    if any(one.what == "undo" and one.value == name for one in without(decisions, "undo")):
        raise StudyError("This decision is undone already.", hint="To have it back, undo the undoing.")
    return name


def _check_topics(replayed: Replayed, what: What, numbers: Sequence[int]) -> None:
    there = replayed.topics
    for number in numbers:
        if number not in there:
            raise StudyError(f"There is no topic {number}.", hint="See what there is with: tlc topics")
    if what == "merge" and len(numbers) < 2:
        raise StudyError("Two topics or more can become one.", hint="Name them all: 2 5")
    if what != "merge" and len(numbers) != 1:
        raise StudyError("A decision of this kind is about one topic.", hint="Name one of them.")
    for number in numbers:
        mark = replayed.marks.get(number, Mark())
        if what in _FIXED and mark.locked:
            raise StudyError(f"Topic {number} is locked.", hint="Take the lock off first: unlock.")
        if what == "lock" and mark.locked:
            raise StudyError(f"Topic {number} is locked already.")
        if what == "unlock" and not mark.locked:
            raise StudyError(f"Topic {number} is not locked.")
        if what == "show" and not mark.is_out:
            raise StudyError(f"Topic {number} is shown already.")


def _parted(replayed: Replayed, number: int, value: str, part: Part) -> tuple[frozenset[str], ...]:
    places = [place for place, its in enumerate(replayed.labels.tolist()) if its == number]
    given = value.split() or ["2"]
    if len(given) == 1 and given[0].isascii() and given[0].isdigit():
        if not 2 <= int(given[0]) <= _MOST_PARTS:
            raise StudyError(f"A topic is split into 2 to {_MOST_PARTS} parts.")
        which = list(part(places, int(given[0])))
    else:
        which = [int(bool(replayed.turns[place] & set(given))) for place in places]
        strange = set(given) - frozenset().union(*(replayed.turns[place] for place in places))
        if strange:
            raise StudyError(
                f"{len(strange)} of the turns are not in topic {number}.",
                where=min(strange) if all(map(_is_turn, strange)) else None,
                hint="Name turns as they stand in the list of its turns: FG01:0002",
            )
    found: dict[int, set[str]] = {}
    for place, its in zip(places, which, strict=True):
        found.setdefault(its, set()).update(replayed.turns[place])
    if len(found) < 2:
        raise AnalysisError(
            f"Topic {number} does not fall into parts.", hint="Name the turns that are to be a topic of their own."
        )
    return tuple(frozenset(found[its]) for its in sorted(found))


def _is_turn(name: str) -> bool:
    transcript, _, number = name.partition(":")
    return transcript.isascii() and transcript.isalnum() and number.isdigit()

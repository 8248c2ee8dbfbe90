"""A review: what waits for a decision, shown in its context, and decided by one named person.

Only a review holds words of the file, in memory, while it is on the screen: nothing of it is printed by ``repr``,
written to a log, or kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tlc.errors import StudyError
from tlc.model import Problem
from tlc.talk.screen._hit import bracket
from tlc.talk.screen.finding import FILE_NAME, Choice, Decision, Finding, Screening, text_at
from tlc.talk.screen.gate import Gate
from tlc.talk.screen.replace import label_for
from tlc.talk.session_file import SessionFile

_AROUND = 90
_MOST_CONTEXTS = 5
#: Reasons for which something often may stay; a person can write another.
REASONS = (
    "An ordinary word, and no name.",
    "A place or an organisation that tells nobody who speaks.",
    "Somebody whom everybody knows, such as a politician or a saint.",
    "No identifier: an amount, a price, a common date.",
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Context:
    """A finding where it stands.

    Attributes
    ----------
    where : str
        In words: "paragraph 12", "comments".
    before, match, after : str
        What was found, and the words around it.
    """

    where: str
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Item:
    """Everything in one file that is the same thing and waits for a decision.

    Attributes
    ----------
    id : str
        File, seal and whether it comes in: what ``Review.decide`` is told.
    name : str
        The file's own name.
    kind : str
        What it could be, as people call it.
    bracket : str
        What stands in brackets if nobody says otherwise, with its number.
    level : str
        ``block`` or ``warn``.
    choices : tuple of str
        What may be decided: ``replace``, ``keep``, ``out``.
    times : int
        How often it stands there.
    contexts : tuple of Context
        The first five places.
    """

    id: str
    name: str
    kind: str
    bracket: str
    level: str
    choices: tuple[Choice, ...]
    times: int
    contexts: tuple[Context, ...]

    def __repr__(self) -> str:
        return f"Item({self.kind}, {self.level}, {self.times} x, {'/'.join(self.choices)})"


class Review:
    """Goes through what waits for a decision in some files.

    Parameters
    ----------
    gate : Gate
        It knows who decides.
    files : sequence of (SessionFile, Screening)
        As they were just checked.
    refused : sequence of Problem
        Files that could not be read, so that nobody takes them for decided.
    """

    def __init__(
        self, gate: Gate, files: Sequence[tuple[SessionFile, Screening]], refused: Sequence[Problem] = ()
    ) -> None:
        self._gate, self._files, self.refused = gate, dict(enumerate(files)), tuple(refused)

    @property
    def by(self) -> str:
        """Who decides."""
        return self._gate.log.by

    @property
    def open(self) -> tuple[Item, ...]:
        """What waits for a decision: identifiers first, then what comes into the study, then what stays out of it."""
        items = []
        labels = self._gate.labels()
        for number, (file, found) in self._files.items():
            groups: dict[tuple[str, bool], list[Finding]] = {}
            for finding in found.open:
                groups.setdefault((finding.seal, finding.comes_in), []).append(finding)
            items += [_item(number, file, found, group, labels) for group in groups.values()]
        return tuple(sorted(items, key=lambda item: (item.level != "block", "out" in item.choices)))

    @property
    def total(self) -> int:
        """How many findings there were, decided ones too."""
        return sum(len(found.findings) for _, found in self._files.values())

    @property
    def screenings(self) -> tuple[Screening, ...]:
        """How each file stands now."""
        return tuple(found for _, found in self._files.values())

    def decide(
        self, item: str | Item, choice: Choice, *, reason: str = "", label: str = "", everywhere: bool = False
    ) -> Decision:
        """Decide on an item of ``open``; see ``Gate.decide``.

        Raises
        ------
        StudyError
            It is not open, or this may not be decided about it, or the reason or label holds the words themselves.
        """
        name = item.id if isinstance(item, Item) else item
        known = next((one for one in self.open if one.id == name), None)
        if known is None:
            raise StudyError("There is no such finding, or it is decided.", hint="Look at what is open now.")
        if choice not in known.choices:
            if choice == "keep" and known.level == "block":
                raise StudyError(
                    f"A {known.kind} may not stay in a transcript.", hint="Replace it; if it is none, no harm is done."
                )
            raise StudyError("That cannot be decided about it.", hint=f"Choose one of: {', '.join(known.choices)}.")
        _without_its_words(f"{reason}\n{label}", known)
        number, seal, _ = name.split("/")
        _, found = self._files[int(number)]
        made = self._gate.decide(found, seal, choice, reason=reason, label=label, everywhere=everywhere)
        self._again()
        return made

    def leave_out(self, item: str) -> int:
        """Decide that everything of a file that stays out of the study stays out; how many items that was."""
        number = item.partition("/")[0]
        beside = [one for one in self.open if one.id.partition("/")[0] == number and one.choices == ("out",)]
        for one in beside:
            self.decide(one.id, "out")
        return len(beside)

    def undo(self) -> bool:
        """Take the last decision on these files back; whether there was one. Those on other files stay."""
        undone = self._gate.undo({found.digest for _, found in self._files.values()})
        self._again()
        return undone

    def __repr__(self) -> str:
        return f"Review by {self.by}: {len(self.open)} to decide in {len(self._files)} files"

    def _again(self) -> None:
        self._files = {number: (file, self._gate.again(found)) for number, (file, found) in self._files.items()}


def _item(
    number: int,
    file: SessionFile,
    found: Screening,
    group: Sequence[Finding],
    labels: tuple[Mapping[str, str], Mapping[str, str]],
) -> Item:
    first = group[0]
    blocked = any(finding.level == "block" for finding in group)
    inside: tuple[Choice, ...] = ("replace",) if blocked else ("replace", "keep")
    return Item(
        id=f"{number}/{first.seal}/{'in' if first.comes_in else 'out'}",
        name=file.name,
        kind=first.words,
        bracket=label_for(bracket(first.kind), first.seal, *labels),
        level="block" if blocked else "warn",
        choices=inside if first.comes_in else ("out",),
        times=len(group),
        contexts=tuple(_context(file, found, finding) for finding in group[:_MOST_CONTEXTS]),
    )


def _without_its_words(said: str, item: Item) -> None:
    """See to it that a reason, which is kept, does not name what it is about."""
    for context in item.contexts:
        match = context.match.strip()
        if match and re.search(rf"(?<!\w){re.escape(match)}(?!\w)", said, flags=re.IGNORECASE):
            raise StudyError(
                "What you wrote holds the very words that it is about, and it would be kept in the log.",
                hint="Say it without them: what it is, and not which one.",
            )


def _context(file: SessionFile, found: Screening, finding: Finding) -> Context:
    place = finding.place
    text = text_at(file.raw, file.name, place)
    where = f"{found.unit} {finding.number}" if finding.number else place.part
    before = text[max(0, place.start - _AROUND) : place.start]
    after = text[place.end : place.end + _AROUND]
    return Context(
        where=where if finding.comes_in or place.part == FILE_NAME or not finding.number else f"{place.part}, {where}",
        before=("… " if place.start > _AROUND else "") + before,
        match=text[place.start : place.end],
        after=after + (" …" if len(text) > place.end + _AROUND else ""),
    )

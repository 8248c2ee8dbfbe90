"""What people made of a topic: a name, a verdict, hidden or locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tlc.listen.topics.decisions.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What people made of one topic.

    Attributes
    ----------
    name : str
        Empty where nobody gave one.
    hidden, artefact, locked : bool
        An artefact is out of lists as what is hidden is: it is about how people speak, or how a session went.
    why_out : str
        Why it is hidden, or an artefact.
    verdict, by, why : str
        What a person finds it to be, who, and why.
    code : str
        The code that was made of it.
    lock : str
        The id of the decision that locked it.
    joined : int
        Documents that a refit has put to a locked topic.
    """

    # What people wrote is in no message and in no repr.
    name: str = field(default="", repr=False)
    hidden: bool = False
    artefact: bool = False
    locked: bool = False
    why_out: str = field(default="", repr=False)
    verdict: str = ""
    by: str = ""
    why: str = field(default="", repr=False)
    code: str = ""
    lock: str = ""
    joined: int = 0

    @property
    def is_out(self) -> bool:
        """Whether lists and pictures leave it out."""
        return self.hidden or self.artefact


def marked(mark: Mark, one: Decision) -> Mark:
    """Add to a topic's mark what a decision says; the later one holds."""
    if one.what == "name":
        return replace(mark, name=one.value)
    if one.what == "hide":
        return replace(mark, hidden=True, why_out=one.why)
    if one.what == "artefact":
        return replace(mark, artefact=True, why_out=one.why)
    if one.what == "show":
        return replace(mark, hidden=False, artefact=False, why_out="")
    code = one.value if one.what == "promote" else mark.code
    verdict = "new barrier" if one.what == "promote" else one.value
    return replace(mark, verdict=verdict, by=one.by, why=one.why, code=code)


def joined(kept: Mark, gone: Sequence[Mark]) -> Mark:
    """Say what holds for a topic that was several: what held for the one whose number it has, before all others."""
    marks = (kept, *gone)
    name = next((mark.name for mark in marks if mark.name), "")
    said = next((mark for mark in marks if mark.verdict), kept)
    hidden, artefact = all(mark.hidden for mark in marks), all(mark.artefact for mark in marks)
    why_out = kept.why_out if hidden or artefact else ""
    return Mark(
        name=name,
        hidden=hidden,
        artefact=artefact,
        why_out=why_out,
        verdict=said.verdict,
        by=said.by,
        why=said.why,
        code=said.code,
    )

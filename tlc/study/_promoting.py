"""A topic becomes a draft code: what people saw and the codebook misses is written into its next version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from tlc.errors import StudyError
from tlc.model import Code
from tlc.study._codes import Codes
from tlc.study._following import CodebookChanged
from tlc.study._topic_run import decided_of

if TYPE_CHECKING:
    from tlc.listen.topics.decisions import Decision
    from tlc.listen.topics.decisions.decided import Decided
    from tlc.study._topic_desk import Desk
    from tlc.study._topics import Model

_MOST_TERMS = 8
#: Where no phrase sets the topic apart, so many of its words are terms.
_MOST_WORDS = 4
#: Of the turns that a proposed term finds, so many at least are in the topic.
_LEAST_SHARE = 1 / 2
#: By how many people, in how many sessions, a term was said at least.
_LEAST = (3, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The code that somebody wants; see ``Study.promote``."""

    code: str
    label: str | Mapping[str, str] = field(repr=False)
    by: str
    why: str = field(default="", repr=False)
    definition: str = field(default="", repr=False)
    terms: Sequence[str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Promoted:
    """What came of a topic that was made a code.

    Attributes
    ----------
    code : Code
        As it stands in the codebook now: a draft.
    changed : CodebookChanged
        What the new version changed.
    decision : Decision
        That the topic is a new barrier.
    """

    code: Code
    changed: CodebookChanged
    decision: Decision

    @property
    def note(self) -> str:
        """What is there now, and what to do next."""
        terms = sum(map(len, self.code.terms.values()))
        lacks = "" if self.code.definition else "Write its definition, and "
        look = "look" if lacks else "Look"
        return (
            f"'{self.code.id}' is a draft code in codebook {self.changed.version}, with {terms} terms and "
            f"{len(self.code.examples)} turns as examples; the topic's verdict is written down as {self.decision.id}. "
            f"{lacks}{look} at its terms: tlc codebook lint. Then let the rules find it: tlc tag. "
            "What they find is a suggestion, until somebody accepts it."
        )

    def __repr__(self) -> str:
        return "\n".join((*self.changed.lines, self.note))

    def _repr_html_(self) -> str:
        from tlc.lab.show import as_html

        return as_html(f"Codebook {self.changed.version}", pd.DataFrame({"change": self.changed.lines}), self.note)


def promoted(desk: Desk, topic: int, wish: Wish) -> Promoted:
    """Make a draft code of a topic; see ``Study.promote``.

    No words of anybody go into the codebook but those that three people share: it travels further than transcripts do.
    Its examples are ids of turns, of different people who may be quoted; who leaves the study takes their words along.
    """
    study = desk.study
    labels = {"en": wish.label} if isinstance(wish.label, str) else dict(wish.label)
    if not labels or not all(label.strip() for label in labels.values()):
        raise StudyError("The code has no label.", hint='Say how to call it in words, such as "Asked for ID".')
    new = desk.prepared("promote", (topic,), by=wish.by, why=wish.why, value=wish.code)
    now = decided_of(study, desk.choice)
    language = _language(now)
    terms = {language: tuple(wish.terms)} if wish.terms is not None else _terms(study, now, topic, language)
    changed = Codes(study).add(
        wish.code,
        by=wish.by,
        what=wish.why,
        label=labels,
        definition=wish.definition,
        terms={name: many for name, many in terms.items() if many},
        examples=_examples(study, now, topic),
        origin="emerging",
        status="draft",
    )
    taken = desk.written(new)
    return Promoted(code=study.codebook[wish.code], changed=changed, decision=taken.decision)


def _language(now: Decided) -> str:
    language = now.fitted.documents.language
    # Of several, the terms say themselves what they are in; words alone go with the topic's documents.
    return language if language != "mixed" else "en"


def _terms(study: Model, now: Decided, topic: int, language: str) -> dict[str, tuple[str, ...]]:
    """Phrases that set the topic apart; where there are none, its heaviest words."""
    from tlc.listen.term_proposals import propose_terms

    frame = now.fitted.documents.frame
    inside = [turn for turns in frame["turns"][now.replayed.labels == topic] for turn in turns]
    every = {turn for turns in frame["turns"] for turn in turns}
    turns = study.turns
    turns = turns[turns["turn"].isin(every)]
    code = Code(id="topic", kind="barrier", label={"en": "Topic"})
    book = type(study.codebook)(id="topic", name="Topic", version="1", codes=(code,))
    found = propose_terms(turns, _as_codings(turns, inside), book, least=_LEAST, most=4 * _MOST_TERMS)
    # What stands in the topic most typically comes first, however often it is said.
    typical = sorted((one for one in found if one.share >= _LEAST_SHARE), key=lambda one: (-one.z, one.term))
    found = tuple(typical[:_MOST_TERMS])
    if not found:
        words = next(one.words for one in now.topics() if one.number == topic)
        return {language: tuple(word for word, _ in words[:_MOST_WORDS])}
    names = dict.fromkeys(one.language for one in found)
    return {name: tuple(one.term for one in found if one.language == name) for name in names}


def _as_codings(turns: pd.DataFrame, inside: Sequence[str]) -> pd.DataFrame:
    """The topic's turns as if somebody had coded each from end to end, and had read all others."""
    rows = turns[["turn", "transcript"]].assign(
        start=0, end=turns["text"].str.len(), code="topic", kind="person", status="accepted"
    )
    # Elsewhere a coding of nothing says that the session was read.
    return rows.assign(code=["topic" if turn in set(inside) else "" for turn in rows["turn"]])


def _examples(study: Model, now: Decided, topic: int) -> tuple[str, ...]:
    from tlc.listen.emerging.reach import quotes

    fitted = now.fitted
    frame = fitted.documents.frame.assign(nearness=fitted.nearness, agreement=fitted.agreement, covered=False)
    lengths = {turn.id: len(turn.text) for turn in study.turns_by_id.values()}
    return quotes(frame[now.replayed.labels == topic], lengths, study.people)

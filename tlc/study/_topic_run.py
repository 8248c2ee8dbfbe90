"""A topic run put together: documents, their vectors, the fit, what people decided, how steady it is, candidates."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar, cast

from tlc.errors import AnalysisError
from tlc.model import TopicRun
from tlc.study._fresh import TRANSCRIPTS, stamp_of
from tlc.study._sources import turns_of_sessions

if TYPE_CHECKING:
    from tlc.listen.embedders import Embedder
    from tlc.listen.emerging import Evidence
    from tlc.listen.topics.decisions import Decision, Decisions, Replayed
    from tlc.listen.topics.decisions.decided import Decided
    from tlc.listen.topics.fit import Fitted
    from tlc.listen.topics.stability import Stability
    from tlc.model import Candidate, Topic
    from tlc.study._holdings import Holdings

T = TypeVar("T")
FOLDER = "topics"
#: So many fits and what goes with them are kept in memory.
_KEPT = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen of a run; see ``Study.topics``."""

    seed: int = 1
    topics: int | None = None
    embedder: str = ""
    engine: str = "bertopic"
    unit: str = "turn"
    language: str = ""
    mixed: bool = False

    @classmethod
    def of(cls, **given: int | str | bool | None) -> Choice:
        """Take a choice from named values.

        Raises
        ------
        AnalysisError
            One of them is none that there is.
        """
        unknown = set(given) - {one.name for one in fields(cls)}
        if unknown:
            raise AnalysisError("This is no choice of a topic run.", hint=f"Use: {', '.join(_names(cls))}.")
        return cls(**cast(Any, given))

    @property
    def name(self) -> str:
        """The run's folder: the seed, and all that is not as by default.

        >>> Choice().name, Choice(seed=2, topics=12, embedder="onnx:models/mine").name
        ('seed-1', 'seed-2-topics-12-embedder-onnx-models-mine')
        """
        given = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "seed"}
        parts = [f"seed-{self.seed}"]
        for one in fields(self):
            if one.name in given and given[one.name] != one.default:
                value = given[one.name]
                parts.append(one.name if value is True else f"{one.name}-{value}")
        return re.sub(r"[^a-z0-9]+", "-", "-".join(parts).casefold()).strip("-")[:100]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assembled:
    """A run with all that belongs to it.

    Attributes
    ----------
    decided : Decided
        The fit as people left it.
    run : TopicRun
    measured : Stability or None
    notes : tuple of str
        What a reader of the run has to know of decisions and of other languages.
    """

    decided: Decided
    run: TopicRun
    measured: Stability | None
    notes: tuple[str, ...]


def fitted_of(study: Holdings, choice: Choice) -> Fitted:
    """Fit, or give what was fitted on the same words with the same choice before."""

    def made() -> Fitted:
        from tlc.listen.topics.documents import documents
        from tlc.listen.topics.fit import Options, fit

        # Topics are of what people talked about with each other: whoever wrote a card is in no count of them.
        read = documents(
            turns_of_sessions(study),
            study.people,
            unit=cast(Any, choice.unit),
            language=choice.language,
            mixed=choice.mixed,
        )
        embedder = embedder_of(study, choice)
        options = Options(
            seed=choice.seed,
            topics=choice.topics,
            engine=cast(Any, choice.engine),
            stop_words=study.settings.topics_stop_words,
            barred=_barred(study),
            embedder=f"{embedder.name} {embedder.revision}".strip(),
        )
        return fit(read, embedder.embed(read.texts), options=options)

    if choice.seed < 0:
        raise AnalysisError("The seed cannot be below 0.", hint="Use 1, as by default.")
    return _kept(study, "fit", choice, made)


def embedder_of(study: Holdings, choice: Choice) -> Embedder:
    """What gives documents their vectors: what was asked for, or what ``study.toml`` names."""
    from tlc.listen.embedders import cached, choose

    return cached(choose(choice.embedder or study.settings.topics_embedder, folder=study.path), study.path)


def decisions_of(study: Holdings) -> Decisions:
    """Everybody's decisions, as they stand on the disk now."""
    from tlc.listen.topics.decisions import FOLDER as DECISIONS
    from tlc.listen.topics.decisions import Decisions

    return Decisions.read(study.path / FOLDER / DECISIONS)


def assembled(study: Holdings, choice: Choice, *, stability: bool = True) -> Assembled:
    """Put a run together, and write it down."""
    from tlc.listen.topics.record import run_of, save
    from tlc.study._topic_notes import decisions_told, other_languages
    from tlc.study._topic_record import earlier, judged

    now = decided_of(study, choice)
    folder = study.path / FOLDER / choice.name
    measured = _measured(study, choice, now) if stability and choice.engine == "bertopic" else None
    # Who does without stability, as a report does, must not take it out of the record.
    known = earlier(now.fitted, folder) if measured is None else measured
    topics, found = _judged(study, choice, now, known)
    run = run_of(now.fitted, topics=topics, candidates=found, stability=known.whole if known is not None else {})
    save(now.fitted, run, folder, more=judged(known, now.replayed, run))
    notes = (*decisions_told(now.replayed), *other_languages(study, choice, now.fitted))
    return Assembled(decided=now, run=run, measured=measured, notes=notes)


def decided_of(study: Holdings, choice: Choice) -> Decided:
    """Fit, and do on the fit what people decided."""
    from tlc.listen.topics.decisions.decided import decided

    fitted = fitted_of(study, choice)
    return decided(fitted, replayed_on(study, fitted, decisions_of(study).all))


def replayed_on(study: Holdings, fitted: Fitted, decisions: tuple[Decision, ...]) -> Replayed:
    """Do decisions on a fit, by the numbers that turns have today."""
    from tlc.listen.topics.decisions import replay
    from tlc.study._topic_turns import as_numbered_now

    return replay(fitted, as_numbered_now(study, decisions) if decisions else ())


def evidence_for(study: Holdings, choice: Choice, now: Decided) -> Evidence:
    """Gather what of each document people and terms cover already."""
    from tlc.listen.embedders import embed_beside
    from tlc.listen.emerging import evidence_of

    def made() -> Evidence:
        embedder, texts = embedder_of(study, choice), now.fitted.documents.texts
        return evidence_of(
            now.fitted,
            study.turns,
            study.codings,
            study.codebook,
            embed=lambda others: embed_beside(embedder, texts, others)[1],
        )

    # It goes by documents, not by topics: what people decide changes nothing of it.
    coded = tuple((one.coder.id, one.number) for one in study.kept)
    return _kept(study, "evidence", choice, made, coded, study.codebook.digest)


def _judged(
    study: Holdings, choice: Choice, now: Decided, measured: Stability | None
) -> tuple[tuple[Topic, ...], tuple[Candidate, ...]]:
    """The topics with all that is known of them, and those that the codebook may miss."""
    from tlc.listen.emerging import candidates, uncoded
    from tlc.study._topic_record import of_label

    evidence, numbers = evidence_for(study, choice, now), now.replayed.labels
    missed = uncoded(evidence, numbers)
    steady = {number: of_label(measured, label) for label, number in enumerate(now.numbers)} if measured else {}
    topics = tuple(
        replace(topic, stability=steady.get(topic.number, {}), uncoded=missed.get(topic.number, math.nan))
        for topic in now.topics()
    )
    turns = turns_of_sessions(study)
    found = candidates(now.fitted, evidence, turns=turns, people=study.people, topics=topics, numbers=numbers)
    return topics, now.with_verdicts(found)


def _measured(study: Holdings, choice: Choice, now: Decided) -> Stability:
    from tlc.listen.topics.stability import stability

    fitted = now.fitted
    return _kept(
        study,
        "stability",
        choice,
        lambda: stability(
            fitted.vectors,
            fitted.labels,
            topics=fitted.options.topics or len(now.numbers),
            seed=choice.seed,
            sessions=list(fitted.documents.frame["transcript"]),
        ),
        sha256(fitted.labels.tobytes()).hexdigest(),
    )


def _barred(study: Holdings) -> tuple[str, ...]:
    """Labels of speakers in files may be names, or what people are called in the room: their words, but for roles.

    An interpreter's label is no reason why no topic may be about interpreters.
    """
    from tlc.listen.topics.keywords import LETTERS
    from tlc.talk.importers._speakers import is_id_or_role

    # In small letters, and never by what stands in brackets: "ANA1" and "P01 (Ana)" hold a name.
    labels = {label.casefold() for _, label in study.speakers.labels}
    named = [label for label in labels if "(" in label or "[" in label or not is_id_or_role(label)]
    return tuple(sorted({word for label in named for word in re.findall(LETTERS, label) if not is_id_or_role(word)}))


def _words(study: Holdings) -> tuple[object, ...]:
    """What a fit depends on beside the choice."""
    settings = study.settings
    stamp = stamp_of(study.path, TRANSCRIPTS, "participants.csv", "groups.csv", "speakers.csv")
    return stamp, settings.topics_embedder, settings.topics_stop_words


def _kept(study: Holdings, kind: str, choice: Choice, made: Callable[[], T], *more: object) -> T:
    """Give what was made before of the same words; what was made of others is forgotten."""
    words = _words(study)
    for key in [key for key in study._runs if key[0] != words]:
        del study._runs[key]
    key = (words, kind, choice, *more)
    if key not in study._runs:
        study._runs[key] = made()
    for old in list(study._runs)[:-_KEPT]:
        del study._runs[old]
    return cast(T, study._runs[key])


def _names(noun: type[Choice]) -> list[str]:
    return [one.name for one in fields(noun)]

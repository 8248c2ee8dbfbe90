"""The table of topics and the note beneath it: what each is, who carries it, and how far it can be relied on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from tlc.change.disclosure import people
from tlc.change.report.wording import languages
from tlc.lab._agreement_text import count, named
from tlc.listen.topics.documents import FEW_DOCUMENTS, MIXED
from tlc.model import Topic, TopicRun

_COLUMNS = {
    "topic": "int64",
    "name": "str",
    "words": "str",
    "people": "Int64",
    "sessions": "Int64",
    "groups": "Int64",
    "documents": "Int64",
    "agreement": "float64",
    "weak": "float64",
    "seeds": "float64",
    "bootstrap": "float64",
    "without_sessions": "float64",
    "uncoded": "float64",
    "language": "str",
    "marks": "str",
}
_WORDS_SHOWN = 6
# From this share of weak documents on, a topic is marked.
_MANY_WEAK = 0.5
#: Who stands in no table of participants cannot be counted.
NOT_KNOWN = "not known"
# Why turns are no documents, as `documents` says it, and how it reads after a number.
_ASIDE = {
    "facilitators": "by facilitators",
    "short": "too short to be about something",
    "back-channel": 'that only answer ("yes, exactly")',
    "other language": "in another language",
    "no words": "without words",
    "not to be analysed": "of people whose words may not be analysed",
}


def is_out(topic: Topic) -> bool:
    """Whether people took a topic out of lists and pictures.

    >>> is_out(Topic(number=1, words=(), turns=(), documents=1, sessions=1, groups=1, speakers=1, hidden=True))
    True
    """
    return topic.hidden or topic.artefact


def labels_of(topics: Iterable[Topic]) -> dict[int, str]:
    """Name topics as pictures and views do: number and label, without those that people took out."""
    return {topic.number: f"{topic.number} {topic.label}".strip() for topic in topics if not is_out(topic)}


def topics_table(topics: Iterable[Topic], min_cell: int) -> pd.DataFrame:
    """Lay topics out, one row each; where people are too few to be shown, so is all that is counted with them."""
    rows = []
    for topic in topics:
        hidden = topic.speakers > 0 and not people(topic.speakers, min_cell).is_number
        counts = (topic.speakers or None, topic.sessions, topic.groups, topic.documents)
        rows.append(
            (
                topic.number,
                topic.name,
                " ".join(word for word, _ in topic.words),
                *((None,) * 4 if hidden else counts),
                topic.agreement,
                topic.weak,
                *(topic.stability.get(kind, math.nan) for kind in ("seeds", "bootstrap", "sessions")),
                topic.uncoded,
                topic.language,
                marks_of(topic),
            )
        )
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def shown_table(topics: Iterable[Topic], min_cell: int) -> pd.DataFrame:
    """Lay out what people read of topics that nobody took out, in words where a number may not be shown."""
    rows = []
    for topic in topics:
        if is_out(topic):
            continue
        who = people(topic.speakers, min_cell)
        of = (topic.sessions, topic.groups) if who.is_number else ("not shown", "not shown")
        rows.append(
            (
                str(topic.number),
                _words(topic),
                who.text if topic.speakers else NOT_KNOWN,
                *map(str, of),
                _figure(topic.agreement),
                # The lowest says most carefully what may be expected of it.
                _figure(min(topic.stability.values(), default=math.nan)),
                marks_of(topic),
            )
        )
    columns = ["topic", "name or words", "people", "sessions", "groups", "agreement", "stability", "marks"]
    return pd.DataFrame(rows, columns=columns)


def marks_of(topic: Topic) -> str:
    """What is to be known of a topic beside its figures.

    >>> topic = Topic(number=1, words=(), turns=(), documents=1, sessions=1, groups=1, speakers=1, locked=True)
    >>> marks_of(topic)
    'locked'
    """
    said = [name for name in ("hidden", "artefact", "locked") if getattr(topic, name)]
    if topic.weak >= _MANY_WEAK:
        said.append(f"{topic.weak:.0%} weak")
    if topic.language:
        said.append(f"nearly all in {languages([topic.language])}")
    return "; ".join(said)


def notes_of(run: TopicRun, sentences: Sequence[str] = (), more: Sequence[str] = ()) -> tuple[str, ...]:
    """Say how to read the table, line by line.

    Parameters
    ----------
    sentences : sequence of str
        What was measured of the run's stability.
    more : sequence of str
        What became of people's decisions.
    """
    lines = [
        _made(run),
        _little(run),
        _weak(run),
        _set_aside(run.aside),
        _stability(run, sentences),
        *more,
        _out(run.topics),
    ]
    lines.append(
        "Stability is the lowest of its measures, from 0 to 1: how much of the topic comes back in other fits. "
        "Each of them: .stability"
        if any(topic.stability for topic in run.topics)
        else ""
    )
    lines.append(
        "Read a topic's turns before you make anything of it: .turns(1). What the codebook may miss: .emerging. These "
        "counts stay in the team: set beside those of a group, they can tell a number too small to show."
    )
    return tuple(filter(None, lines))


def _made(run: TopicRun) -> str:
    settings = run.settings
    what = "turn" if settings.get("unit", "turn") == "turn" else "piece of talk"
    documents = f"{count(run.documents, what)}" if what == "turn" else f"{run.documents} pieces of talk"
    language = settings.get("language", "")
    spoken = "several languages" if language == MIXED else languages([language])
    where = f" in {spoken}" if language else ""
    by = f", {settings['embedder']}" if settings.get("embedder") else ""
    left = f" {run.rest} of them are in no topic." if run.rest else ""
    return f"{documents}{where}, in {count(len(run.topics), 'topic')}: seed {run.seed}{by}.{left}"


def _little(run: TopicRun) -> str:
    if run.documents >= FEW_DOCUMENTS:
        return ""
    return f"This is too little to model: read all {run.documents}. At most, topics are an order to read them in."


def _weak(run: TopicRun) -> str:
    if math.isnan(run.weak):
        return "How sure it is of each document cannot be told: this engine does not vote."
    return (
        f"Agreement is the share of runs that put a document where it is. {run.weak:.0%} of the documents are weak: "
        "fewer than six of ten runs put them there."
    )


def _set_aside(aside: Mapping[str, int]) -> str:
    told = [f"{many} {_ASIDE.get(why, why)}" for why, many in sorted(aside.items(), key=lambda one: -one[1]) if many]
    return f"Turns that were set aside: {named(told)}." if told else ""


def _stability(run: TopicRun, sentences: Sequence[str]) -> str:
    if sentences:
        return " ".join(sentences)
    kinds = {"seeds": "with other seeds", "bootstrap": "without a fifth of them", "sessions": "without some sessions"}
    told = [f"{_figure(run.stability[kind])} {words}" for kind, words in kinds.items() if kind in run.stability]
    if not told:
        return "Stability was not measured."
    return f"How alike other fits on the same documents are, from 0 to 1: {named(told)}."


def _out(topics: Iterable[Topic]) -> str:
    out = [str(topic.number) for topic in topics if is_out(topic)]
    if not out:
        return ""
    what = "Topic" if len(out) == 1 else "Topics"
    return f"{what} {named(out)}: taken out by people, and not in this list. Who did it, and why: .log()"


def _words(topic: Topic) -> str:
    words = ", ".join(word for word, _ in topic.words[:_WORDS_SHOWN])
    return f"{topic.name} ({words})" if topic.name and words else topic.name or words or "(no word of its own)"


def _figure(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.2f}"

"""What a topic model reads: turns of participants that are about something, sorted by what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from tlc._text import digest
from tlc.errors import AnalysisError
from tlc.model import VOICES, Participant

Unit = Literal["turn", "speaker"]

#: Fewer documents than this hold no pattern that would be there again tomorrow.
MIN_DOCUMENTS = 20
#: With fewer, topics are shown, and it is said that they are no ground to build on: the least that was tried is 150.
FEW_DOCUMENTS = 50
#: Short turns of one speaker are joined until they have as many words.
ENOUGH_WORDS = 25
#: A facilitator's question of as many words, or fewer, does not break what a speaker is saying.
PROMPT_WORDS = 12
MIXED = "mixed"
COLUMNS = ("document", "turns", "key", "transcript", "group", "speaker", "role", "language", "text")

_NOTES = re.compile(r"(?i)\[(?:laugh|overlap|inaudible|unclear|pause|silence|crosstalk|cries|crying)[^\]]*\]")
_WORD = re.compile(r"[^\W\d_]+")
_SAID_BACK = """
    yes yeah yep yup no nope nah okay ok right sure exactly indeed absolutely definitely totally true correct well
    oh ah aha ooh uh um erm er hm hmm mm mmm mhm uhm huh so and but really thanks thank you too me same i agree
    that s it is its good fine see know of course very much here yea da nu ba bine exact sigur așa asa desigur corect
    adevărat adevarat mulțumesc multumesc și si eu la fel îhî aham
"""
_BACK_CHANNEL = frozenset(_SAID_BACK.split())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Documents:
    """The documents of a topic model.

    Attributes
    ----------
    frame : DataFrame
        A document a row, sorted by what it holds, so that no order of files can matter. Columns: ``document`` (the id
        of its first turn), ``turns`` (a tuple of ids), ``key`` (SHA-256 of its text), ``transcript``, ``group``,
        ``speaker`` and ``role`` (missing where unknown), ``language``, ``text``.
    language : str
        Of all of them, such as ``en``; ``mixed`` where there are several.
    unit : str
        ``turn`` or ``speaker``.
    aside : mapping of str to int
        Why turns are no documents, and how many.
    """

    frame: pd.DataFrame
    language: str
    unit: Unit
    aside: Mapping[str, int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "aside", MappingProxyType(dict(self.aside)))

    def __len__(self) -> int:
        return len(self.frame)

    def __repr__(self) -> str:
        # Nobody's words: what a notebook shows is saved with it.
        return f"Documents({len(self)} of a {self.unit} each, language {self.language})"

    @property
    def texts(self) -> list[str]:
        """What they say, in their order."""
        return list(self.frame["text"])

    @property
    def digest(self) -> str:
        """SHA-256 of all of them: of which turns they are made, and what they say."""
        lines = (f"{key} {' '.join(ids)}" for key, ids in zip(self.frame["key"], self.frame["turns"], strict=True))
        return digest("\n".join(lines))


def documents(
    turns: pd.DataFrame,
    people: Iterable[Participant] = (),
    *,
    unit: Unit = "turn",
    min_words: int = 6,
    language: str = "",
    mixed: bool = False,
) -> Documents:
    """Make documents of what participants said, and say of each other turn why it is none.

    The words of facilitators are no documents, nor are those of people whose words may not be analysed, back-channels
    ("Yes, exactly.") and turns that are too short to be about something. Where there is a translation it is what is
    read.

    Parameters
    ----------
    turns : DataFrame
        TURNS.
    people : iterable of Participant
        What each agreed to. Of somebody who is not among them nothing is known, and nothing forbidden.
    unit : str
        ``turn``: each turn is a document. ``speaker``: turns of one speaker are joined, across back-channels and a
        facilitator's short questions, as long as they have fewer than 25 words.
    min_words : int
        A document with fewer words is none.
    language : str
        Only turns in this language; by default the one that most turns are in.
    mixed : bool
        Turns in all languages. Topics then tend to be languages: translate if you can.

    Raises
    ------
    AnalysisError
        There are fewer than 20 documents, or the unit is unknown.
    """
    if unit not in ("turn", "speaker"):
        raise AnalysisError("A document is a 'turn', or what one 'speaker' says.", hint="Use one of these two words.")
    frame = turns.sort_values(["transcript", "number", "turn"], kind="stable").reset_index(drop=True)
    frame["said"] = frame["text"].fillna("").str.replace(_NOTES, " ", regex=True)
    # Of no turns at all these columns would hold numbers.
    bases = [name.partition("-")[0].casefold() for name in frame["language"].fillna("")]
    frame["base"] = pd.array(bases, dtype="str")
    frame["words"] = pd.array([len(text.split()) for text in frame["said"]], dtype="int64")
    frame["why"] = pd.array(_why_not(frame, frozenset(one.id for one in people if not one.may_analyse)), dtype="str")
    chosen = language.partition("-")[0].casefold() or _commonest(frame)
    if not mixed:
        frame.loc[(frame["why"] == "") & (frame["base"] != chosen), "why"] = "other language"
    joined = _joined(frame) if unit == "speaker" else [[place] for place in frame.index[frame["why"] == ""]]
    words = frame["words"].to_numpy()
    kept = [places for places in joined if words[places].sum() >= min_words]
    aside = Counter(why for why in frame["why"] if why) + Counter(
        short=sum(len(places) for places in joined) - sum(len(places) for places in kept)
    )
    if len(kept) < MIN_DOCUMENTS:
        raise _too_little(len(kept), min_words, aside)
    made = table_of(frame, kept)
    languages = set(made["language"])
    return Documents(
        frame=made,
        language=languages.pop() if len(languages) == 1 else MIXED,
        unit=unit,
        aside={why: number for why, number in sorted(aside.items()) if number},
    )


def table_of(frame: pd.DataFrame, kept: list[list[int]]) -> pd.DataFrame:
    """Lay documents out, each made of the rows at some places, and sort them by what they hold."""
    rows = frame.loc[[places[0] for places in kept]]
    ids, said = frame["turn"].to_numpy(), frame["said"].to_numpy()
    made = rows[["transcript", "group", "speaker", "role"]].reset_index(drop=True)
    made["document"] = rows["turn"].to_numpy()
    made["turns"] = [tuple(ids[places]) for places in kept]
    made["text"] = [" ".join(" ".join(said[places]).split()) for places in kept]
    made["language"] = rows["base"].to_numpy()
    made["key"] = [digest(text) for text in made["text"]]
    return made.sort_values(["key", "document"])[list(COLUMNS)].reset_index(drop=True)


def _why_not(frame: pd.DataFrame, barred: frozenset[str]) -> list[str]:
    """Say of each turn why it is no document, whatever its length; empty where it may be one."""
    found = []
    rows: Iterable[Any] = zip(frame["speaker"], frame["role"], frame["said"], strict=True)
    for speaker, role, said in rows:
        spoken = _WORD.findall(said.casefold())
        if isinstance(role, str) and role not in VOICES:
            found.append("facilitators")
        elif isinstance(speaker, str) and speaker in barred:
            found.append("not to be analysed")
        elif not spoken:
            found.append("no words")
        elif _BACK_CHANNEL.issuperset(spoken):
            found.append("back-channel")
        else:
            found.append("")
    return found


def _commonest(frame: pd.DataFrame) -> str:
    """The language that most turns are in; of two with as many, the first by its letters."""
    counts = Counter(frame.loc[frame["why"] == "", "base"])
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _joined(frame: pd.DataFrame) -> list[list[int]]:
    """Join neighbouring turns of one speaker in a session, as long as they are short."""
    made: list[list[int]] = []
    now: tuple[object, ...] | None = None
    words = 0
    columns = ("transcript", "speaker", "base", "words", "why")
    for place, (session, speaker, base, count, why) in enumerate(zip(*(frame[name] for name in columns), strict=True)):
        who = (session, speaker, base)
        if why == "" and who == now and words < ENOUGH_WORDS:
            made[-1].append(place)
            words += count
        elif why == "":
            made.append([place])
            # Who nobody knows may be somebody else the next time.
            now, words = (who if isinstance(speaker, str) else None), count
        elif why == "other language" or why == "not to be analysed" or (why == "facilitators" and count > PROMPT_WORDS):
            now = None
    return made


def _too_little(count: int, min_words: int, aside: Mapping[str, int]) -> AnalysisError:
    told = ", ".join(f"{number} {why}" for why, number in sorted(aside.items()) if number)
    return AnalysisError(
        f"There is too little to model: {count} turns of participants with {min_words} words or more; "
        f"topics need {MIN_DOCUMENTS}." + (f" Set aside: {told}." if told else ""),
        hint="Add transcripts, or read these: so few are sooner read than modelled.",
    )

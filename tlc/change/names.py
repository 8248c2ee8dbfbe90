"""Words that stand as something else: names of places and services in all that leaves, and what people avoid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from tlc.change.report.parts import Quote
from tlc.errors import StudyError
from tlc.model import Problem, Settings

#: Official names of groups, with what may stand between their words.
OFFICIAL = (
    "Gypsy, Roma and Traveller",
    "Gypsies, Roma and Travellers",
    "Gypsy, Roma, Traveller",
    "Gypsy Roma Traveller",
    "Gypsy or Irish Traveller",
)
# What is not text but leads somewhere: ids, anchors, addresses, pictures, names of languages.
_LINKS = frozenset(
    {"id", "anchor", "reference", "framework_url", "image", "language", "original_language", "audience", "action"}
)
# Lists of ids, and rows that begin with an anchor.
_IDS, _ANCHORED = frozenset({"actions"}), frozenset({"because", "proposed"})
_BETWEEN = r"[\s\-\u2010-\u2015\u00ad]+"
_QUOTED = re.compile(r"“[^”]*”|„[^”“]*[”“]|«[^»]*»|\"[^\"]*\"|(?<!\w)‘[^’]*’(?!\w)")

_Facts = TypeVar("_Facts")


def with_names(facts: _Facts, names: Sequence[str]) -> _Facts:
    """Write what stands for the names of places and services, everywhere in some facts; in quotes, in brackets.

    Capitals make no difference, nor do blanks or hyphens between words. Longer names come first.

    Parameters
    ----------
    facts : dataclass
        Such as ``ReportFacts``, with texts in it however deep.
    names : sequence of str
        Each such as ``"Bury Park surgery = a GP surgery"``.

    Raises
    ------
    StudyError
        One of the names does not say what is to stand for it.

    >>> quote = Quote(text="At Bury-Park Surgery.", language="en", by="Participant", reference="Q1")
    >>> with_names(quote, ["Bury Park surgery = a GP surgery"]).text
    'At [a GP surgery].'
    """
    pairs = parted(names, "names")
    if not pairs:
        return facts
    pairs = tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
    found = re.compile("|".join(f"({_pattern(name)})" for name, _ in pairs), re.IGNORECASE)
    plain = _writer(found, [other for _, other in pairs])
    quoted = _writer(found, [f"[{other}]" for _, other in pairs])
    changed: _Facts = _changed(facts, plain, quoted)
    return changed


def check_words(texts: Iterable[tuple[str, str]], settings: Settings) -> tuple[Problem, ...]:
    """Look for words that people of the study do not want to be called by.

    Official names of groups pass, and what stands in quotation marks.

    Parameters
    ----------
    texts : iterable of (place, text)
        What the team wrote; the place is told in the problem: "actions.csv, action LU1".
    settings : Settings

    Returns
    -------
    tuple of Problem
        A warning for each word and place; it holds no text but the study's own list of words.
    """
    avoided = [(name.strip(), other.strip()) for name, _, other in (entry.partition("=") for entry in settings.avoided)]
    patterns = [(re.compile(_plural(name), re.IGNORECASE), name, other) for name, other in avoided if name]
    allowed = sorted((*settings.group_names, *settings.preferred, *OFFICIAL), key=len, reverse=True)
    passes = re.compile("|".join(_pattern(name) for name in allowed if name.strip()), re.IGNORECASE)
    found: dict[tuple[str, str], Problem] = {}
    for place, text in texts:
        rest = passes.sub(" | ", _QUOTED.sub(" | ", text))
        for pattern, name, other in patterns:
            if (place, name) not in found and pattern.search(rest):
                found[place, name] = Problem(
                    severity="warning",
                    what=f"'{name}' is a word that the study avoids.",
                    where=place,
                    mend=_mend(other, settings.preferred),
                )
    return tuple(found.values())


def parted(entries: Sequence[str], field: str) -> tuple[tuple[str, str], ...]:
    """Read entries of the form ``"this = that"``.

    Raises
    ------
    StudyError
        One of them is not of that form; it is told by its number, for it may hold a name.
    """
    pairs = []
    for number, entry in enumerate(entries, 1):
        name, sign, other = (part.strip() for part in entry.partition("="))
        if not (name and sign and other):
            raise StudyError(
                f"Entry {number} of '{field}' does not say what is to stand for what.",
                where="study.toml",
                hint='Write it as "the name = what stands for it".',
            )
        pairs.append((name, other))
    return tuple(pairs)


@dataclass(frozen=True, slots=True)
class _Path:
    """Where in the facts a value stands: the field, and its place in a row."""

    field: str = ""
    first: bool = False


def _changed(value: Any, plain: Callable[[str], str], quoted: Callable[[str], str], at: _Path = _Path()) -> Any:
    if isinstance(value, str):
        links = at.field in _LINKS or at.field in _IDS or (at.field in _ANCHORED and at.first)
        return value if links else plain(value)
    if isinstance(value, tuple):
        return tuple(
            _changed(one, plain, quoted, _Path(at.field, number == 0 and not isinstance(one, tuple)))
            for number, one in enumerate(value)
        )
    if is_dataclass(value) and not isinstance(value, type):
        write = quoted if isinstance(value, Quote) else plain
        new = {one.name: _changed(getattr(value, one.name), write, quoted, _Path(one.name)) for one in fields(value)}
        return replace(value, **new)
    return value


def _writer(found: re.Pattern[str], instead: Sequence[str]) -> Callable[[str], str]:
    return lambda text: found.sub(lambda match: instead[(match.lastindex or 1) - 1], text)


def _pattern(name: str) -> str:
    words = [
        re.escape(word).replace("'", "['’]") for word in re.split(_BETWEEN, name.strip().replace("’", "'")) if word
    ]
    return rf"(?<!\w){_BETWEEN.join(words)}(?!\w)"


def _plural(name: str) -> str:
    """The pattern of a word, also where it is more than one, or something of theirs."""
    stem = _pattern(name).removesuffix(r"(?!\w)")
    more = r"(?:y|ies)" if name[-1:].casefold() == "y" else r"(?:e?s)?"
    return rf"{stem[:-1] if name[-1:].casefold() == 'y' else stem}{more}(?!\w)"


def _mend(other: str, preferred: Sequence[str]) -> str:
    if other:
        return f"Write '{other}' instead."
    return f"Write what they prefer: {', '.join(preferred)}." if preferred else "Write what they call themselves."

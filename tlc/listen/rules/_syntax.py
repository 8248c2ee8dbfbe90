"""The language in which a codebook's terms are written: a term is read here, and written back in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tlc._text import normalise
from tlc.errors import CodebookError

#: In how many ways the alternatives of one term may be put together.
MOST_WAYS = 200
#: How many brackets may stand in each other.
MOST_NESTED = 10
#: How far apart two parts of a term may stand, in words.
MOST_BETWEEN = 50
_QUOTES = str.maketrans("“”„‟«»‘’‛ʼ′", '""""""' + 5 * "'")
_PARTS = re.compile(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<sign>[()|])|~(?P<near>\d*)|(?P<word>[^\s"()|~]+)|(?P<odd>["~]))')
_HINT = 'Write a word, some words, "words as they stand", or the beginning of a word and a *: interpret*.'


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a term.

    Attributes
    ----------
    text : str
        As the codebook writes it, without its star.
    begins : bool
        It had a star: any word that begins so.
    exact : bool
        It stood in quotation marks: this form and no other.
    """

    text: str
    begins: bool = False
    exact: bool = False

    def __str__(self) -> str:
        return f"{self.text}*" if self.begins else self.text


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks."""

    words: tuple[Word, ...]

    def __str__(self) -> str:
        return f'"{" ".join(map(str, self.words))}"'


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases in brackets, of which one is meant."""

    options: tuple[Phrase, ...]

    def __str__(self) -> str:
        return f"({'|'.join(map(str, self.options))})"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What follows each other: at each place, one of some alternatives."""

    places: tuple[tuple[Word | Quoted | Group, ...], ...]

    def __str__(self) -> str:
        return " ".join("|".join(map(str, options)) for options in self.places)

    def ways(self) -> Iterator[tuple[tuple[Word, ...], ...]]:
        """Put the alternatives together: each way is a run of places, each place some words of which one is meant."""
        for chosen in product(*map(_ways, self.places)):
            yield tuple(place for run in chosen for place in run)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a codebook, as its language has it.

    Attributes
    ----------
    first, second : Phrase or None
        What is sought; with a second, the two near each other.
    between : int
        How many words may stand between the two, at most.
    unless : Group or None
        Where these stand over the hit, it does not count.
    pattern : str
        A regular expression in place of all others.
    """

    first: Phrase | None
    second: Phrase | None = None
    between: int = 0
    unless: Group | None = None
    pattern: str = ""

    def __str__(self) -> str:
        if self.pattern:
            return f"/{self.pattern}/"
        near = f" ~{self.between} {self.second}" if self.second else ""
        return f"{self.first}{near}" + (f" not {self.unless}" if self.unless else "")


def parse_term(term: str) -> Term:
    """Read a term.

    Raises
    ------
    CodebookError
        It is not written in the language of terms; ``hint`` says how to mend it.

    >>> parse_term("waiting   list").first.ways().__next__()[1][0].text
    'list'
    >>> str(parse_term("( waiting list | queue ) ~5 letter not (letter of)"))
    '(waiting list|queue) ~5 letter not (letter of)'
    """
    text = " ".join(normalise(term).split())
    if text.startswith("/"):
        return Term(None, pattern=_pattern(text))
    reader = _Reader(text.translate(_QUOTES))
    found = reader.term()
    if not any(letter.isalnum() for letter in text):
        raise CodebookError("A term holds no letters.", hint=_HINT)
    return found


def as_written(term: str) -> str:
    """Say a term of the first kind of codebook, where all words stood as they are, in the language of terms.

    >>> as_written("waiting list"), as_written("interpret*")
    ('"waiting list"', 'interpret*')
    """
    words = normalise(term).translate(_QUOTES).replace('"', " ").split()
    return words[0] if len(words) == 1 and words[0].endswith("*") else f'"{" ".join(words)}"'


def _pattern(text: str) -> str:
    import regex

    inner = text[1:-1]
    if len(text) < 3 or not text.endswith("/"):
        raise CodebookError("A regular expression does not end with a /.", hint="Write it between two: /gp.?s/.")
    try:
        made = regex.compile(inner, regex.IGNORECASE)
        empty = made.search("", timeout=1)
    except (regex.error, OverflowError, MemoryError, RecursionError) as error:
        raise CodebookError("A regular expression cannot be read.", hint="Try it, or write words instead.") from error
    except TimeoutError:
        empty = None
    if empty:
        raise CodebookError(
            "A regular expression finds nothing at all everywhere.", hint="Use + in place of *, or leave it out."
        )
    return inner


def _ways(options: tuple[Word | Quoted | Group, ...]) -> list[tuple[tuple[Word, ...], ...]]:
    words = tuple(option for option in options if isinstance(option, Word))
    ways: list[tuple[tuple[Word, ...], ...]] = [(words,)] if words else []
    for option in options:
        if isinstance(option, Quoted):
            ways.append(tuple((word,) for word in option.words))
        elif isinstance(option, Group):
            ways += [way for phrase in option.options for way in phrase.ways()]
    return ways


class _Reader:
    """A term's parts, and how far it is read."""

    def __init__(self, text: str) -> None:
        self.parts = [(found.lastgroup or "", found[found.lastgroup or 0]) for found in _PARTS.finditer(text)]
        self.at = 0
        self.nested = 0
        odd = next((part for kind, part in self.parts if kind == "odd"), None)
        if odd == '"':
            raise CodebookError("A quotation mark in a term has no partner.", hint='Write both: "was told".')

    def term(self) -> Term:
        first = self.phrase()
        second, between = None, 0
        if self.kind == "near":
            between = self.between()
            second = self.phrase()
        unless = None
        if self.excludes:
            self.at += 1
            unless = self.group()
        if self.kind == "near":
            raise CodebookError("A term has more than one ~.", hint="Write two terms.")
        if self.at < len(self.parts):
            sign = self.parts[self.at][1]
            raise CodebookError(f"A term goes wrong at '{sign}'.", hint="A not (...) stands at the end of a term.")
        found = Term(first, second, between, unless)
        for phrase in (first, second, *(unless.options if unless else ())):
            if phrase is not None and _count(phrase) > MOST_WAYS:
                raise CodebookError("A term has too many alternatives.", hint="Write several terms.")
        return found

    @property
    def kind(self) -> str:
        if self.at >= len(self.parts):
            return ""
        kind, part = self.parts[self.at]
        return part if kind == "sign" else kind

    @property
    def excludes(self) -> bool:
        # "not" alone is a word like any other: english is not.
        two = self.parts[self.at : self.at + 2]
        return len(two) == 2 and two[0][0] == "word" and two[0][1].casefold() == "not" and two[1] == ("sign", "(")

    def between(self) -> int:
        number = self.parts[self.at][1]
        self.at += 1
        if not number or not 0 < int(number) <= MOST_BETWEEN:
            raise CodebookError(
                f"A ~ in a term needs a number from 1 to {MOST_BETWEEN}.",
                hint="Say how many words may stand between: wait ~5 letter.",
            )
        return int(number)

    def phrase(self) -> Phrase:
        places: list[tuple[Word | Quoted | Group, ...]] = []
        while self.kind in ("word", "quoted", "(") and not (places and self.excludes):
            options = [self.option()]
            while self.kind == "|":
                self.at += 1
                options.append(self.option())
            places.append(tuple(options))
        if not places:
            raise CodebookError("A term, or a part of one, holds no words.", hint=_HINT)
        return Phrase(tuple(places))

    def option(self) -> Word | Quoted | Group:
        if self.kind == "(":
            return self.group()
        if self.kind not in ("word", "quoted"):
            raise CodebookError("A term, or a part of one, holds no words.", hint=_HINT)
        kind, part = self.parts[self.at]
        self.at += 1
        if kind == "word":
            return _word(part, exact=False)
        words = tuple(_word(word, exact=True) for word in part.split())
        if not words:
            raise CodebookError("A term has nothing between its quotation marks.", hint=_HINT)
        return Quoted(words)

    def group(self) -> Group:
        self.at += 1
        self.nested += 1
        if self.nested > MOST_NESTED:
            raise CodebookError("A term has too many brackets inside each other.", hint="Write several terms.")
        options = [self.inside()]
        while self.kind == "|":
            self.at += 1
            options.append(self.inside())
        if self.kind != ")":
            raise CodebookError("A bracket in a term is not closed.", hint="Write both: (waiting list|queue).")
        self.at += 1
        self.nested -= 1
        return Group(tuple(options))

    def inside(self) -> Phrase:
        """Read one phrase between brackets, where a | parts phrases and not words."""
        places: list[tuple[Word | Quoted | Group, ...]] = []
        while self.kind in ("word", "quoted", "("):
            places.append((self.option(),))
        if not places:
            raise CodebookError("A term, or a part of one, holds no words.", hint=_HINT)
        return Phrase(tuple(places))


def _count(phrase: Phrase) -> int:
    """In how many ways a phrase can be put together, without doing it."""
    count = 1
    for options in phrase.places:
        groups = [option for option in options if isinstance(option, Group)]
        ways = sum(_count(inner) for group in groups for inner in group.options)
        ways += sum(isinstance(option, Quoted) for option in options)
        count *= ways + any(isinstance(option, Word) for option in options)
    return count


def _word(part: str, *, exact: bool) -> Word:
    start = part.rstrip("*")
    if not start or "*" in start:
        raise CodebookError("A * in a term does not end a word.", hint=_HINT)
    return Word(start, begins=start != part, exact=exact)

"""What an importer hands over: turns as they stand in the file, with an account of the rest."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from tlc.errors import TranscriptError
from tlc.model import Note


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTurn:
    """A turn before anybody knows who its label stands for.

    Attributes
    ----------
    label : str or None
        The speaker's label as it stands in the file; None where there is none.
    text : str
        Normalised words, without the label and without notes; empty only where there are notes.
    number : int
        Where it begins in the file, counted from 1 in the transcript's ``unit``.
    original, original_language : str or None
        The untranslated words, where the file holds both.
    seconds : float or None
        When it began.
    notes, original_notes : tuple of Note
        Marks that nobody said, such as ``[laughs]``; ``balanced`` parts them from the words.

    >>> RawTurn(label="P01", text="Yes.", number=3).original is None
    True
    """

    label: str | None
    text: str
    number: int
    original: str | None = None
    original_language: str | None = None
    seconds: float | None = None
    notes: tuple[Note, ...] = ()
    original_notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was in a file and what became of it. Characters are those that are not white space.

    Attributes
    ----------
    read : int
        Characters in the file's text, labels, times and headings included.
    kept : int
        Characters that stand in turns, labels not counted.
    aside : mapping of str to int
        What else there was, by kind, in characters: ``labels``, ``times``, ``headings``, ``comments`` ...
        ``read == kept + sum(aside.values())``, always. Under ``notes``: marks such as ``[laughs]``.
    turns, notes : int
        How many there are.

    >>> Account(read=12, kept=9, aside={"labels": 3}).balances
    True
    """

    read: int
    kept: int
    aside: Mapping[str, int] = field(default_factory=dict)
    turns: int = 0
    notes: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "aside", MappingProxyType(dict(self.aside)))

    @property
    def balances(self) -> bool:
        """Whether every character is accounted for."""
        return self.read == self.kept + sum(self.aside.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Words of a file that are no part of the talk: they stay out of the study, and the gate still looks at them.

    Attributes
    ----------
    kind : str
        What it is: ``headings``, ``comments``, ``hidden``, ``properties`` ...
    text : str

    >>> Beside(kind="headings", text="Group one").kind
    'headings'
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTranscript:
    """One file, read.

    Attributes
    ----------
    turns : tuple of RawTurn
        In the order in which they were spoken.
    unit : str
        What ``RawTurn.number`` counts: ``line``, ``paragraph`` or ``row``.
    account : Account
    beside : tuple of Beside
        What was set aside and holds words, and properties of the file such as its author.
    warnings : tuple of str
        What a person should look at, in sentences; never words of the file.

    >>> RawTranscript(turns=(), unit="line", account=Account(read=0, kept=0)).turns
    ()
    """

    turns: tuple[RawTurn, ...]
    unit: str
    account: Account
    beside: tuple[Beside, ...] = ()
    warnings: tuple[str, ...] = ()


class Importer(Protocol):
    """The shape of an importer."""

    def __call__(self, data: bytes, *, name: str) -> RawTranscript:
        """Read a file's bytes; ``name`` is the file's own name, for messages.

        Importers of plain text take ``encoding: str | None = None`` as well; see ``read_in``.

        Raises
        ------
        TranscriptError
            It cannot be read, or holds no words; the message says where and what to do, without the words.
        """
        ...


def takes_encoding(importer: Importer) -> bool:
    """Whether a format leaves open what its letters are encoded in, as plain text does and Word does not."""
    return "encoding" in inspect.signature(importer).parameters


def read_in(importer: Importer, data: bytes, *, name: str, encoding: str | None = None) -> RawTranscript:
    """Call an importer, with an encoding if a person named one.

    Raises
    ------
    TranscriptError
        Of the importer; or an encoding was named for a file that says its own.
    """
    if encoding is None:
        return importer(data, name=name)
    if not takes_encoding(importer):
        raise TranscriptError(
            "Files of this kind say themselves what they are encoded in.", where=name, hint="Leave the encoding out."
        )
    return importer(data, name=name, encoding=encoding)  # type: ignore[call-arg]  # just looked at

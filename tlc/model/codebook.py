"""The codebook: what people look for in the words, and why it matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal, get_args

from tlc.errors import CodebookError

CodeKind = Literal["heading", "barrier", "consequence", "workaround", "enabler", "solution", "dimension"]
CodeOrigin = Literal["deductive", "emerging"]
CodeStatus = Literal["draft", "in use", "retired"]
Polarity = Literal["topic", "assertion"]

CODE_KINDS: tuple[CodeKind, ...] = get_args(CodeKind)
CODE_ORIGINS: tuple[CodeOrigin, ...] = get_args(CodeOrigin)
CODE_STATUSES: tuple[CodeStatus, ...] = get_args(CodeStatus)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
_CODE_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleLink:
    """Why a code belongs to a principle.

    >>> PrincipleLink(principle=4, reason="Care must be reachable.").principle
    4
    """

    principle: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One thing that can be found in the words.

    Attributes
    ----------
    id : str
        Lower case, with its heading before a dot: ``access.registration``.
    kind : str
        One of ``CODE_KINDS``; a ``heading`` gathers codes and is not applied to words itself.
    label : mapping of language to str
        At least English.
    brief, definition : str
        What it is in one line, and in full.
    include, exclude : str
        When to use it, and when not.
    terms : mapping of language to tuple of str
        What suggests the code, in the syntax of ``tlc.listen.rules``.
    parent : str or None
        The id of its heading, which may stand under a heading itself.
    principles : tuple of PrincipleLink
    actions : tuple of str
        Ids in the action library that answer this code.
    aliases : tuple of str
        Older names that still resolve to this code.
    polarity : str
        ``topic``: talk about the thing counts, whether it is said to be so or not. ``assertion``: only what is said
        to be so.
    status : str
        One of ``CODE_STATUSES``; nobody codes with a ``retired`` one any more, and nothing suggests it.
    added_by, added_on, since : str
        Who added it, when (ISO 8601), and in which version of the codebook; empty where nobody wrote it down.
    notes : str
        For the team.

    >>> Code(id="access.hours", kind="barrier", label={"en": "Opening hours do not fit"}, parent="access").name
    'Opening hours do not fit'
    """

    id: str
    kind: CodeKind
    label: Mapping[str, str]
    brief: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parent: str | None = None
    principles: tuple[PrincipleLink, ...] = ()
    actions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    origin: CodeOrigin = "deductive"
    polarity: Polarity = "topic"
    status: CodeStatus = "in use"
    added_by: str = ""
    added_on: str = ""
    since: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        if not _CODE_ID.fullmatch(self.id):
            raise CodebookError(
                "A code's id is not of the form heading.name.",
                hint="Use lower-case letters, digits and underscores.",
            )
        for name, value, known in (
            ("kind", self.kind, CODE_KINDS),
            ("origin", self.origin, CODE_ORIGINS),
            ("status", self.status, CODE_STATUSES),
            ("polarity", self.polarity, POLARITIES),
        ):
            if value not in known:
                raise CodebookError(
                    f"Code '{self.id}' is of an unknown {name}.", hint=f"Use one of: {', '.join(known)}."
                )
        if "en" not in self.label:
            raise CodebookError(f"Code '{self.id}' has no English label.", hint='Add label = { en = "..." }.')
        object.__setattr__(self, "label", MappingProxyType(dict(self.label)))
        object.__setattr__(self, "terms", MappingProxyType(dict(self.terms)))

    @property
    def name(self) -> str:
        """The English label."""
        return self.label["en"]

    @property
    def applies(self) -> bool:
        """Whether words can be coded with it; a heading only gathers."""
        return self.kind != "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookChange:
    """One line of a codebook's change log.

    Attributes
    ----------
    version : str
        The version that it made.
    date : str
        ISO 8601.
    what : str
        In words.
    by : str
        Who changed it; empty where nobody wrote it down.
    """

    version: str
    date: str
    what: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """The codes of a study, in their order, as one version.

    Attributes
    ----------
    codes : tuple of Code
        Ids are unique, and every parent is among them.
    changelog : tuple of CodebookChange
        Oldest first.
    digest : str
        SHA-256 of the file it was read from.

    >>> hours = Code(id="hours", kind="barrier", label={"en": "Hours"}, aliases=("ACC04",))
    >>> book = Codebook(id="b", name="B", version="1", codes=(hours,))
    >>> book["ACC04"].id, "nothing" in book
    ('hours', False)
    """

    id: str
    name: str
    version: str
    codes: tuple[Code, ...]
    languages: tuple[str, ...] = ("en",)
    source: str = ""
    status: str = ""
    changelog: tuple[CodebookChange, ...] = ()
    digest: str = ""

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for code in self.codes:
            for name in (code.id, *code.aliases):
                if name in seen:
                    raise CodebookError(f"'{name}' names two codes.", hint="Rename one, or merge them.")
                seen.add(name)
        for code in self.codes:
            if code.parent is not None and code.parent not in seen:
                raise CodebookError(f"Code '{code.id}' has a parent that is not in the codebook.")
        for code in self.codes:
            if code.id in (heading.id for heading in self.above(code.id)):
                raise CodebookError(f"Code '{code.id}' stands under itself.", hint="Give it another parent.")

    @cached_property
    def _by_name(self) -> dict[str, Code]:
        return {name: code for code in self.codes for name in (code.id, *code.aliases)}

    def __getitem__(self, name: str) -> Code:
        try:
            return self._by_name[name]
        except KeyError:
            raise CodebookError(
                f"There is no code '{name}' in codebook {self.id} {self.version}.",
                hint="Look for its new name in the codebook's change log.",
            ) from None

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    @property
    def applied(self) -> tuple[Code, ...]:
        """The codes that words can be coded with: all but the headings."""
        return tuple(code for code in self.codes if code.applies)

    @property
    def offered(self) -> tuple[Code, ...]:
        """The codes that people, rules and models may still use: what is retired keeps the codings that it has."""
        return tuple(code for code in self.applied if code.status != "retired")

    def above(self, name: str) -> tuple[Code, ...]:
        """The headings that a code stands under, the nearest first."""
        found: list[Code] = []
        parent = self[name].parent
        while parent is not None and self[parent] not in found:
            found.append(self[parent])
            parent = found[-1].parent
        return tuple(found)

    def below(self, name: str) -> tuple[Code, ...]:
        """Everything that stands under a heading, however deep, in the codebook's order.

        >>> heading = Code(id="access", kind="heading", label={"en": "Access"})
        >>> hours = Code(id="access.hours", kind="barrier", label={"en": "Hours"}, parent="access")
        >>> [code.id for code in Codebook(id="b", name="B", version="1", codes=(heading, hours)).below("access")]
        ['access.hours']
        """
        top = self[name]
        return tuple(code for code in self.codes if top in self.above(code.id))

    def extended(self, codes: Iterable[Code]) -> Codebook:
        """Add codes that coders propose, under a heading of their own; those that it has by now are passed over."""
        new = tuple(code for code in codes if code.id not in self)
        if not new:
            return self
        heading = Code(
            id="proposed", kind="heading", label={"en": "Proposed by coders", "ro": "Propuse de cei care codifică"}
        )
        return replace(self, codes=(*self.codes, heading, *new))

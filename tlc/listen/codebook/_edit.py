"""Changes of a codebook as values: codes in, codes out, and what was done in words. Nothing here touches a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from tlc._text import normalise
from tlc.errors import CodebookError
from tlc.listen.codebook._read import single_spaced
from tlc.model import Code, Codebook

#: How big a change is: of wording, of what is found, or of what codings stand under.
Size = Literal["patch", "minor", "major"]

_WORDING = frozenset(
    {"label", "brief", "definition", "include", "exclude", "examples", "notes", "added_by", "added_on"}
)
_MENTION = ("brief", "definition", "include", "exclude", "notes")
_BY_LANGUAGE = ("label", "terms")
_FIELDS = frozenset(field.name for field in fields(Code))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change that is not written yet.

    Attributes
    ----------
    codes : tuple of Code
        All of them, as they are to be.
    what : str
        What is done, in one sentence without anybody's words.
    size : str
    new : tuple of str
        Ids of codes that come in with it.
    """

    codes: tuple[Code, ...]
    what: str
    size: Size
    new: tuple[str, ...] = ()


def added(book: Codebook, code: Code) -> Edit:
    """Add a code, after what stands under the same heading; under none, at the end."""
    if code.id in book:
        raise CodebookError(f"There is a code '{code.id}' already.", hint="Choose another id, or change that code.")
    codes = _placed(book.codes, (code,), after=_last_under(book, code.parent))
    return Edit(codes=codes, what=f"Added '{code.id}'.", size="minor", new=(code.id,))


def changed(book: Codebook, name: str, values: Mapping[str, Any]) -> Edit:
    """Give a code other values.

    Parameters
    ----------
    name : str
    values : mapping of field to value
        A label or terms are given by language, and those of other languages stay. Lists may be of any kind.

    Raises
    ------
    CodebookError
        There is no such code or field, a value does not do, or nothing would change.
    """
    code = book[name]
    unknown = sorted(set(values) - _FIELDS)
    if unknown:
        raise CodebookError(f"A code has no field '{unknown[0]}'.", hint=f"Use: {', '.join(sorted(_FIELDS - {'id'}))}.")
    if values.get("id", code.id) != code.id:
        raise CodebookError("An id is not changed like other fields: codings name it.", hint="Rename the code.")
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    for key in _BY_LANGUAGE:
        if key in given:
            merged = {**getattr(code, key), **given[key]}
            given[key] = {one: tuple(had) if key == "terms" else had for one, had in merged.items() if had}
    gone = set(code.aliases) - set(given.get("aliases", code.aliases))
    if gone:
        raise CodebookError(
            f"'{sorted(gone)[0]}' would no longer be known.",
            hint="Codings may stand under it: leave it in the aliases.",
        )
    new = replace(code, **given)
    different = [key for key in given if getattr(new, key) != getattr(code, key)]
    if not different:
        raise CodebookError(f"Nothing in '{code.id}' would change.")
    names = ", ".join(name.replace("_", " ") for name in different)
    return Edit(
        codes=tuple(new if one is code else one for one in book.codes),
        what=f"Changed the {names} of '{code.id}'.",
        size="patch" if set(different) <= _WORDING else "minor",
    )


def renamed(book: Codebook, old: str, new: str) -> Edit:
    """Give a code another id. What stands under a heading, and begins with its id, goes with it."""
    code = book[old]
    if new in book and book[new] is not code:
        raise CodebookError(f"There is a code '{new}' already.", hint="Choose another id, or merge the two.")
    if new == code.id:
        raise CodebookError(f"The code is called '{new}' already.")
    names = {code.id: new}
    names |= {
        one.id: f"{new}{one.id.removeprefix(code.id)}"
        for one in book.below(code.id)
        if one.id.startswith(f"{code.id}.")
    }
    codes = tuple(_referring(_called(one, names.get(one.id, one.id)), names) for one in book.codes)
    more = f", and {len(names) - 1} of what stands under it likewise" if len(names) > 1 else ""
    return Edit(codes=codes, what=f"Renamed '{code.id}' to '{new}'{more}.", size="major")


def merged(book: Codebook, names: Collection[str], into: str) -> Edit:
    """Let one code take the place of others: it answers to their ids, and has their terms, principles and examples."""
    target = book[into]
    going = tuple(dict.fromkeys(book[name].id for name in names if book[name] is not target))
    if not going:
        raise CodebookError("There is nothing to merge.", hint="Name a code that is to go, and the code that stays.")
    for name in going:
        if any(one.parent is not None and book[one.parent].id == name for one in book.codes):
            raise CodebookError(f"Codes stand under '{name}'.", hint="Give them another parent first.")
        if book[name].applies and not target.applies:
            raise CodebookError(
                f"'{target.id}' is a heading, and codings stand under codes only.", hint="Merge into a code."
            )
    gone = [book[name] for name in going]
    joined = replace(
        target,
        aliases=_union(target.aliases, *((one.id, *one.aliases) for one in gone)),
        examples=_union(target.examples, *(one.examples for one in gone)),
        actions=_union(target.actions, *(one.actions for one in gone)),
        terms={
            language: _union(*(one.terms.get(language, ()) for one in (target, *gone)))
            for language in _union(*(tuple(one.terms) for one in (target, *gone)))
        },
        principles=target.principles
        + tuple(
            link
            for link in {link.principle: link for one in gone for link in one.principles}.values()
            if link.principle not in {had.principle for had in target.principles}
        ),
    )
    names_now = dict.fromkeys(going, target.id)
    codes = tuple(
        _referring(joined if one is target else one, names_now) for one in book.codes if one.id not in names_now
    )
    listed = ", ".join(f"'{name}'" for name in going)
    return Edit(codes=codes, what=f"Merged {listed} into '{target.id}'.", size="major")


def split(book: Codebook, name: str, into: Sequence[Code], heir: str) -> Edit:
    """Part a code into several; one of them, the heir, answers to its id, and keeps its codings for now."""
    code = book[name]
    names = [one.id for one in into]
    if len(names) < 2 or heir not in names:
        raise CodebookError("A code is split into two codes or more, and one of them is the heir.", hint="Name it.")
    taken = [one for one in names if one in book and one != code.id]
    if taken or (code.id in names and code.id != heir):
        raise CodebookError(f"'{taken[0] if taken else code.id}' names a code already.", hint="Choose another id.")
    parts = [
        replace(one, aliases=_union(one.aliases, (code.id,) if one.id != code.id else (), code.aliases))
        if one.id == heir
        else one
        for one in into
    ]
    place = next(number for number, one in enumerate(book.codes) if one is code)
    codes = (*book.codes[:place], *parts, *book.codes[place + 1 :])
    if heir != code.id:
        codes = tuple(_referring(one, {code.id: heir}) for one in codes)
    listed = ", ".join(f"'{one}'" for one in names)
    return Edit(
        codes=codes,
        what=f"Split '{code.id}' into {listed}; what was coded stands under '{heir}'.",
        size="major",
        new=tuple(one for one in names if one != heir),
    )


def retired(book: Codebook, name: str) -> Edit:
    """Let nobody code with a code any more; what was coded with it stays."""
    code = book[name]
    if code.status == "retired":
        raise CodebookError(f"'{code.id}' is retired already.")
    return replace(changed(book, name, {"status": "retired"}), what=f"Retired '{code.id}'.")


def tidied(code: Code) -> Code:
    """Bring what a code says into the form in which its file is read: lists as tuples, letters with accents as one."""
    values: dict[str, Any] = {}
    for field in fields(Code):
        value = getattr(code, field.name)
        if isinstance(value, str):
            values[field.name] = normalise(value)
        elif field.name in ("examples", "actions", "aliases", "links"):
            values[field.name] = tuple(map(normalise, value))
    values["label"] = {language: normalise(text) for language, text in code.label.items()}
    values["terms"] = {
        language: tuple(single_spaced(normalise(term)) for term in terms)
        for language, terms in code.terms.items()
        if terms
    }
    return replace(code, **values)


def _called(code: Code, name: str) -> Code:
    if name == code.id:
        return code
    # A code that gets an older name of its own back does not answer to it twice.
    return replace(code, id=name, aliases=tuple(one for one in _union(code.aliases, (code.id,)) if one != name))


def _referring(code: Code, names: Mapping[str, str]) -> Code:
    """Let a code name others by what they are called now: as its heading, its pair, and in brackets in its texts."""
    parent = None if code.parent is None else names.get(code.parent, code.parent)
    links = tuple(names.get(link, link) for link in code.links)
    texts: dict[str, Any] = {key: _mentioning(getattr(code, key), names) for key in _MENTION}
    now = replace(code, parent=parent, links=links, **texts)
    return code if now == code else now


def _mentioning(text: str, names: Mapping[str, str]) -> str:
    # Only where brackets hold ids and nothing else, as in "(access.hours)": elsewhere it may be a word.
    def bracket(found: re.Match[str]) -> str:
        parts = re.split(r"([,;]\s*)", found[1])
        return f"({''.join(names.get(part, part) for part in parts)})"

    return re.sub(r"\(([^()]*)\)", bracket, text) if "(" in text else text


def _placed(codes: Sequence[Code], new: Sequence[Code], *, after: str | None) -> tuple[Code, ...]:
    place = next((number for number, one in enumerate(codes, 1) if one.id == after), len(codes))
    return (*codes[:place], *new, *codes[place:])


def _last_under(book: Codebook, parent: str | None) -> str | None:
    if parent is None or parent not in book:
        return None
    below = book.below(parent)
    return below[-1].id if below else book[parent].id


def _union(*lists: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for many in lists for one in many))

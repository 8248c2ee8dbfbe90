"""Two versions of a codebook, compared in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tlc.model import Code, Codebook

_TEXTS = ("brief", "definition", "include", "exclude", "notes")
_VALUES = ("kind", "origin", "polarity", "status")
_LISTS = ("examples", "actions", "links")


def diff(before: Codebook, after: Codebook) -> list[str]:
    """Say in sentences what a codebook has that it did not have before, and what it has no longer.

    A code that is gone under its id, and to whose id another answers now, was renamed or merged.

    Returns
    -------
    list of str
        The version first, then what came, what went, and what changed, code by code; empty where the codes are the
        same and so is the version.

    >>> hours = Code(id="hours", kind="barrier", label={"en": "Hours"}, terms={"en": ("closed",)})
    >>> shut = Code(id="hours", kind="barrier", label={"en": "Hours"}, terms={"en": ("shut",)})
    >>> for line in diff(*(Codebook(id="b", name="B", version="1", codes=(code,)) for code in (hours, shut))):
    ...     print(line)
    hours: terms in 'en' added: shut.
    hours: terms in 'en' removed: closed.
    """
    lines = [f"Version {before.version or 'none'} became {after.version or 'none'}."]
    if before.version == after.version:
        lines = []
    if before.languages != after.languages:
        lines.append(f"Languages: {', '.join(before.languages)} became {', '.join(after.languages)}.")
    now = {code.id: after[code.id].id for code in before if code.id in after}
    heirs: dict[str, list[str]] = {}
    for old, new in now.items():
        heirs.setdefault(new, []).append(old)
    same = {new: _ancestor(new, olds) for new, olds in heirs.items()}
    lines += [f"Added: {code.id} ({code.name})." for code in after if code.id not in heirs]
    lines += [f"Removed: {code.id} ({code.name})." for code in before if code.id not in now]
    for new, olds in heirs.items():
        lines += [f"Merged: {old} into {new}." for old in olds if old != same[new]]
        if same[new] != new:
            lines.append(f"Renamed: {same[new]} is now {new}.")
    for code in after:
        if code.id in same:
            lines += (f"{code.id}: {line}" for line in _changes(before[same[code.id]], code, now))
    if not any(line.startswith(("Added", "Removed")) for line in lines):
        order = [same[code.id] for code in after if code.id in same]
        if order != [code.id for code in before if code.id in order]:
            lines.append("The codes stand in another order.")
    return lines


def _ancestor(new: str, olds: Sequence[str]) -> str:
    """Of the codes that became one, the one that it goes on from: of the same id, or the nearest name."""
    if new in olds:
        return new
    last = new.rpartition(".")[2]
    return next((old for old in olds if old.rpartition(".")[2] == last), olds[-1])


def _changes(before: Code, after: Code, now: Mapping[str, str]) -> Iterator[str]:
    parent = now.get(before.parent, before.parent) if before.parent else None
    if parent != after.parent:
        yield f"moved from under {before.parent or 'no heading'} to under {after.parent or 'no heading'}."
    for language in _either(before.label, after.label):
        one, two = before.label.get(language, ""), after.label.get(language, "")
        if one != two:
            yield f"label in '{language}': {_text(one)} became {_text(two)}."
    for name in _TEXTS:
        one, two = getattr(before, name), getattr(after, name)
        if one != two:
            done = "added" if not one else "taken out" if not two else "changed"
            yield f"{name} {done}."
    for name in _VALUES:
        one, two = getattr(before, name), getattr(after, name)
        if one != two:
            yield f"{name} was {one} and is now {two}."
    for language in _either(before.terms, after.terms):
        yield from _listed(f"terms in '{language}'", before.terms.get(language, ()), after.terms.get(language, ()))
    for name in _LISTS:
        yield from _listed(name, getattr(before, name), getattr(after, name))
    yield from _principles(before, after)
    yield from _listed("names", before.aliases, tuple(one for one in after.aliases if one not in now))


def _principles(before: Code, after: Code) -> Iterator[str]:
    ones = {link.principle: link.reason for link in before.principles}
    twos = {link.principle: link.reason for link in after.principles}
    yield from _listed("principles", [str(one) for one in ones], [str(two) for two in twos])
    for number in ones:
        if number in twos and ones[number] != twos[number]:
            yield f"reason for principle {number} changed."


def _listed(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    came = [one for one in after if one not in before]
    went = [one for one in before if one not in after]
    if name == "examples":
        # Whole sentences: how many is enough.
        came, went = ([str(len(many))] if many else [] for many in (came, went))
    if came:
        yield f"{name} added: {', '.join(came)}."
    if went:
        yield f"{name} removed: {', '.join(went)}."
    if not came and not went and tuple(before) != tuple(after):
        yield f"{name} in another order."


def _either(one: Mapping[str, object], two: Mapping[str, object]) -> Sequence[str]:
    return tuple(dict.fromkeys([*one, *two]))


def _text(text: str) -> str:
    return f"'{text}'" if text else "none"

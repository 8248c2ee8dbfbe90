"""The fields of a codebook's file, and how each is written in TOML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from tlc.model import Code, PrincipleLink

#: What files said before terms had a syntax; their terms are exact words.
FIRST_SCHEMA = "tlc-codebook/1"
SCHEMA = "tlc-codebook/2"

TEXTS = (
    "id",
    "parent",
    "kind",
    "brief",
    "definition",
    "include",
    "exclude",
    "origin",
    "polarity",
    "status",
    "added_by",
    "added_on",
    "since",
    "notes",
)
LISTS = ("examples", "aliases", "actions")
OTHER = ("label", "terms", "principles", "levesque", "pair")
#: Of the file as a whole, and of one line of its change log.
TOP = ("schema", "id", "name", "version", "languages", "source", "status", "changelog", "code")
CHANGE = ("version", "date", "by", "what")
#: What a code that says nothing of these has: it is not written.
DEFAULTS = {"origin": "deductive", "polarity": "topic", "status": "in use", "parent": None}
#: In this order a new code is written.
ORDER = (
    *("id", "parent", "kind", "label", "brief", "definition", "include", "exclude", "examples", "origin", "polarity"),
    *("status", "added_by", "added_on", "since", "aliases", "terms", "actions", "principles", "levesque", "notes"),
)
_WIDTH = 120


def text_as_toml(text: str) -> str:
    r"""Write a text; one with quotation marks in it stands in single ones, so that it stays readable.

    >>> print(text_as_toml('"waiting list"'), text_as_toml("don't"))
    '"waiting list"' "don't"
    """
    if any(sign in text for sign in '"\\') and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def list_as_toml(texts: Sequence[str], *, name: str = "", before: str = "") -> str:
    """Write a list of texts.

    Parameters
    ----------
    texts : sequence of str
    name : str
        Of the field, which takes some of the line.
    before : str
        How the list was written until now: one that had a line for each text keeps it so.

    >>> list_as_toml(["closed", "after my shift"])
    '["closed", "after my shift"]'
    """
    written = [text_as_toml(text) for text in texts]
    has_line_each = before.count("\n") > max(before.count('",'), before.count("',"), 1)
    one_line = f"[{', '.join(written)}]"
    if not has_line_each and len(name) + 3 + len(one_line) <= _WIDTH:
        return one_line
    lines = [f"    {text}," for text in written] if has_line_each else _wrapped(written)
    return "\n".join(["[", *lines, "]"])


def label_as_toml(label: Mapping[str, str]) -> str:
    """Write the label in each language."""
    return "{ " + ", ".join(f"{_key(language)} = {text_as_toml(text)}" for language, text in label.items()) + " }"


def principles_as_toml(links: Iterable[PrincipleLink]) -> str:
    """Write principles with their reasons."""
    return f"[ {', '.join(f'{{ id = {one.principle}, reason = {text_as_toml(one.reason)} }}' for one in links)} ]"


def terms_as_toml(language: str, terms: Sequence[str]) -> str:
    """Write the terms of one language, as a line of its own or several."""
    return f"terms.{_key(language)} = {list_as_toml(terms, name=f'terms.{language}')}\n"


def field_as_toml(code: Code, name: str) -> str:
    """Write one field of a code, as one line or several; nothing where the code has nothing to say there."""
    match name:
        case "label":
            return f"label = {label_as_toml(code.label)}\n"
        case "terms":
            return "".join(terms_as_toml(language, terms) for language, terms in code.terms.items() if terms)
        case "principles":
            return f"principles = {principles_as_toml(code.principles)}\n" if code.principles else ""
        case "levesque":
            return f"levesque = {list_as_toml(code.links, name=name)}\n" if code.links else ""
    value = getattr(code, name)
    if not value or value == DEFAULTS.get(name):
        return ""
    written = text_as_toml(value) if isinstance(value, str) else list_as_toml(value, name=name)
    return f"{name} = {written}\n"


def code_as_toml(code: Code) -> str:
    """Write a whole code, as it stands in a file.

    >>> print(code_as_toml(Code(id="hours", kind="barrier", label={"en": "Hours"}, terms={"en": ("closed",)})))
    [[code]]
    id = "hours"
    kind = "barrier"
    label = { en = "Hours" }
    terms.en = ["closed"]
    """
    return "[[code]]\n" + "".join(field_as_toml(code, name) for name in ORDER)


def _wrapped(written: Sequence[str]) -> list[str]:
    lines = ["   "]
    for text in written:
        if len(lines[-1]) + len(text) + 2 > _WIDTH and lines[-1].strip():
            lines.append("   ")
        lines[-1] += f" {text},"
    return lines


def _key(language: str) -> str:
    return language if language.replace("-", "").replace("_", "").isalnum() and language.isascii() else f'"{language}"'

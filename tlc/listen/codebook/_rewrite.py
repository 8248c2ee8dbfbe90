"""A codebook's file after a change: what did not change stays as it was written, with its comments and its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import Array, InlineTable

from tlc.listen.codebook import _fields
from tlc.listen.codebook._blocks import Block, Blocks, split_blocks
from tlc.listen.codebook._read import code_of, content_of
from tlc.model import Code, Codebook, CodebookChange

if TYPE_CHECKING:
    from tomlkit.items import Table


#: What stands behind the texts of a line.
_COMMENT = re.compile(r"""(?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*(\#.*)$""")


def rewritten(text: str, after: Codebook, path: Path) -> str:
    """Write a codebook into the text of its file.

    Parameters
    ----------
    text : str
        The file as it is, normalised.
    after : Codebook
        What it is to say. A code that has a new id is known by its aliases.
    path : Path
        For messages.

    Raises
    ------
    CodebookError
        The file is written in a way that cannot be changed piece by piece.
    """
    content = content_of(text, path)
    parts = split_blocks(text, content, path)
    codes = [one for one in parts.blocks if one.kind == "code"]
    others = [one for one in parts.blocks if one.kind != "code"]
    first = next(place for place, one in enumerate(parts.blocks) if one.kind == "code")
    had = len(content.get("changelog", ()))
    log = [_change_block(change) for change in after.changelog[had:]]
    before, behind = others[:first], others[first:]
    # A change log at the end of the file goes on there.
    if any(one.kind == "changelog" for one in behind):
        behind = _behind(behind, log)
    else:
        before = _behind(before, log)
    head = _head(parts.head, after)
    return Blocks(head=head, blocks=(*before, *_codes(codes, after.codes, path), *behind), tail=parts.tail).text


def _head(head: str, after: Codebook) -> str:
    document = tomlkit.parse(head)
    document["schema"] = _fields.SCHEMA
    if document.get("version", "") != after.version:
        document["version"] = after.version
    return tomlkit.dumps(document)


def _change_block(change: CodebookChange) -> Block:
    lines = [f"{key} = {_fields.text_as_toml(value)}\n" for key in _fields.CHANGE if (value := getattr(change, key))]
    return Block(kind="changelog", lead="\n", body="[[changelog]]\n" + "".join(lines), entry={})


def _behind(blocks: list[Block], log: list[Block]) -> list[Block]:
    """Put lines behind the last line of the change log."""
    place = max((number for number, one in enumerate(blocks, 1) if one.kind == "changelog"), default=len(blocks))
    return [*blocks[:place], *log, *blocks[place:]]


def _codes(blocks: Sequence[Block], codes: Sequence[Code], path: Path) -> Iterable[Block]:
    """Write each code, into the lines in which it stood where it stood anywhere."""
    by_name = {str(one.entry.get("id")): one for one in blocks}
    used = {code.id for code in codes}
    sources: dict[str, Block] = {}
    for code in codes:
        # A code that was renamed stands where its newest alias stood, unless another code is called so.
        names = (code.id, *(one for one in reversed(code.aliases) if one not in used))
        source = next((by_name[one] for one in names if one in by_name), None)
        if source is not None and source not in sources.values():
            sources[code.id] = source
    written: list[Block] = []
    banners = _banners(blocks, list(sources.values()))
    for code in codes:
        source = sources.get(code.id)
        if source is None:
            written.append(Block(kind="code", lead="\n", body=_fields.code_as_toml(code), entry={}))
        else:
            lead = banners.get(str(source.entry["id"]), "") + source.lead
            written.append(replace(source, lead=lead, body=_body(source, code, path)))
    return written


def _banners(blocks: Sequence[Block], kept: Sequence[Block]) -> dict[str, str]:
    """Give what stood above a code that goes, and was about more than it, to the next one that stays."""
    given: dict[str, str] = {}
    waiting = ""
    for one in blocks:
        if one in kept:
            given[str(one.entry["id"])] = waiting
            waiting = ""
        else:
            waiting += one.banner.rstrip("\n") + "\n" if one.banner else ""
    return given


def _body(block: Block, code: Code, path: Path) -> str:
    before = code_of(block.entry, path)
    if before == code:
        return block.body
    document = tomlkit.parse(block.body)
    table = document["code"][0]  # an array of one table
    new = [(name, lines) for name in _fields.ORDER if (lines := _set(table, name, code, before))]
    # tomlkit may leave out the end of the last line.
    body = tomlkit.dumps(document).rstrip("\n") + "\n"
    for name, lines in new:
        place = _place(body, name)
        body = body[:place] + lines + body[place:]
    return body


def _place(body: str, name: str) -> int:
    """Find where a field comes in: before those that usually follow it, and before a part such as [code.terms]."""
    later = "|".join(_fields.ORDER[_fields.ORDER.index(name) + 1 :])
    found = re.search(rf"^[ ]*(?:(?:{later})[ ]*[.=]|\[\[?[ ]*code[ ]*\.)", body, re.MULTILINE)
    return found.start() if found else len(body)


def _set(table: Table, name: str, code: Code, before: Code) -> str:
    """Set one field; lines for it where the file has no such field yet."""
    field = "links" if name == "levesque" else name
    value = getattr(code, field)
    if value == getattr(before, field):
        return ""
    if name == "levesque":
        return _set_links(table, code)
    if name == "label":
        _set_label(table, code)
    elif name == "terms" and name in table:
        return _set_terms(table, code, before)
    elif name not in table:
        return _fields.field_as_toml(code, name)
    elif not value:
        del table[name]
    elif name == "principles":
        table[name] = _item(_fields.principles_as_toml(value))
    elif isinstance(value, str):
        table[name] = _item(_fields.text_as_toml(value))
    else:
        _set_list(table, name, value)
    return ""


def _set_links(table: Table, code: Code) -> str:
    links = list(code.links)
    if "pair" in table and links:
        table["pair"] = _item(_fields.text_as_toml(links.pop()))
    if "levesque" not in table:
        return f"levesque = {_fields.list_as_toml(links)}\n" if links else ""
    if links:
        _set_list(table, "levesque", links)
    else:
        del table["levesque"]
    return ""


def _set_label(table: Table, code: Code) -> None:
    if isinstance(table["label"], InlineTable):
        table["label"] = _item(_fields.label_as_toml(code.label))
        return
    holder: Any = table
    for language in [one for one in holder["label"] if one not in code.label]:
        del holder["label"][language]
    for language, text in code.label.items():
        holder["label"][language] = text


def _set_terms(table: Table, code: Code, before: Code) -> str:
    """Set the terms of each language; lines for languages that are new, where each has a line of its own."""
    holder: Any = table
    has_lines = re.search(r"^\s*terms\s*\.", table.as_string(), re.MULTILINE)
    # Asked for anew each time: after a deletion tomlkit loses count of lines such as terms.en and terms.ro.
    for language in [one for one in holder["terms"] if not code.terms.get(one)]:
        del holder["terms"][language]
        if "terms" not in holder:
            break
    lines = ""
    for language, terms in code.terms.items():
        if terms and has_lines and language not in holder.get("terms", {}):
            # tomlkit would run such a line together with the next.
            lines += _fields.terms_as_toml(language, terms)
        elif terms and terms != before.terms.get(language):
            _set_list(holder["terms"], language, terms, name=f"terms.{language}")
    return lines


def _set_list(table: Any, key: str, texts: Sequence[str], *, name: str = "") -> None:
    """Set a list; where comments stand in it, text by text."""
    before = table.get(key)
    raw = before.as_string() if isinstance(before, Array) else ""
    if "#" in raw:
        for text in [one for one in before if one not in texts]:
            before.remove(text)
        for text in texts:
            if text not in before:
                before.append(_item(_fields.text_as_toml(text)))
        if list(before) == list(texts):
            return
        said = [found[1] for line in raw.split("\n") if (found := _COMMENT.match(line))]
        lines = [f"    {_fields.text_as_toml(text)}," for text in texts]
        table[key] = _item("\n".join(["[", *(f"    {one}" for one in said), *lines, "]"]))
        return
    table[key] = _item(_fields.list_as_toml(texts, name=name or key, before=raw))


def _item(written: str) -> Any:
    return tomlkit.parse(f"x = {written}")["x"]

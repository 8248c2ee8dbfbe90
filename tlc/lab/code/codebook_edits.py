"""The codebook, edited from the coding page: a code's fields go out, come back checked, and become one new version.

The file is opened anew for each edit, so that what somebody else wrote meanwhile is seen. What they wrote into other
fields stays; where they wrote into the same field, nothing is written and the page is told what they wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tlc.errors import CodebookError, StudyError
from tlc.lab.code import messages
from tlc.lab.code.code_fields import (
    MOST_LINES,
    cleaned,
    code_id,
    fields_of,
    languages_of,
    line_of,
    merged_lines,
    values_of,
)
from tlc.lab.code.desk import Desk
from tlc.lab.code.messages import Message
from tlc.lab.code.term_check import TermCheck
from tlc.listen.codebook import CodebookFile, read_codebook
from tlc.model import Code, Codebook

Asked = Mapping[str, object]
Fields = dict[str, Any]


class CodebookEdits:
    """Answers the part of the page on which the codebook is edited.

    Parameters
    ----------
    path : Path
        The codebook file.
    desk : Desk
        It works with the codes of the new version from then on.
    by : str
        Who edits: kept with each version.
    now : callable
        Gives the time as codings keep it.
    tag : callable or None
        Lets the rules look through the study again.
    """

    #: The messages that are answered here.
    kinds = frozenset({"codebook", "terms", "code", "tag"})

    def __init__(
        self, path: Path, desk: Desk, *, by: str, now: Callable[[], str], tag: Callable[[], object] | None = None
    ) -> None:
        self._path, self._desk, self._by, self._now, self._tag = path, desk, by, now, tag
        self._check = TermCheck(desk.material)
        self._last: tuple[str, list[Message]] = ("", [])
        self._stamp = _stamp(path)

    def answers(self, asked: Asked, token: str) -> list[Message]:
        """Answer one of the messages in ``kinds``.

        Raises
        ------
        CodebookError
            The file cannot be read or written, the code is not in it any more, or what was written does not do.
        StudyError
            It is not known what to do.
        """
        kind = asked.get("type")
        if kind == "codebook":
            return [{"type": "codebook", "to": token, **self._form(asked)}]
        if kind == "terms":
            return [{"type": "terms", "to": token, **self._terms(asked)}]
        if not token:
            raise StudyError("The page asked for something that tlc does not know.", hint="Run this cell again.")
        if token != self._last[0]:
            # The page asks one thing at a time, and again by the same id where it heard no answer.
            first, *more = self._tagged() if kind == "tag" else self._saved(asked)
            self._last = (token, [{**first, "to": token}, *more])
        return self._last[1]

    def look(self) -> None:
        """Take the codebook as it lies on the disk now, where it was changed elsewhere and can be read."""
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        try:
            self._take(read_codebook(self._path))
        except CodebookError:
            # Somebody is writing in it. Coding goes on with the codes there were; `tlc check` says what is wrong.
            return
        self._stamp = stamp

    # What the page shows

    def _form(self, asked: Asked) -> Message:
        book, name = read_codebook(self._path), str(asked.get("code") or "")
        proposed = self._proposed(book, name)
        code = proposed or (_code_of(book, name) if name else None)
        languages = tuple(dict.fromkeys((*book.languages, *(code.terms if code else ()), *self._spoken)))
        empty = Code(id="new", kind="barrier", label={"en": ""})
        headings = [{"id": one.id, "label": dict(one.label)} for one in book if not one.applies]
        return {
            "code": name,
            "new": code is None or proposed is not None,
            "adopts": proposed.id if proposed else "",
            "version": book.version,
            "languages": list(languages),
            "looked_through": {language: self._check.turns(language) for language in languages},
            "headings": headings,
            "kind": code.kind if code else "barrier",
            "heading": code is not None and not code.applies,
            "aliases": list(code.aliases) if code else [],
            "fields": fields_of(code or empty, languages),
            "may_tag": self._tag is not None,
        }

    def _terms(self, asked: Asked) -> Message:
        said, language = asked.get("terms"), str(asked.get("language") or "")
        terms = [line_of(one) for one in said[:MOST_LINES]] if isinstance(said, list) else []
        code = str(asked.get("code") or "")
        lines, turns = self._check.of(terms, language, codebook=self._desk.material.codebook, code=code)
        return {"language": language, "lines": lines, "turns": turns, "of": self._check.turns(language)}

    # What is written

    def _saved(self, asked: Asked) -> list[Message]:
        file = CodebookFile.open(self._path)
        before, mine = file.book.version, cleaned(asked.get("fields"))
        adopts = self._proposed(file.book, str(asked.get("adopts") or ""))
        if adopts is not None or not asked.get("code"):
            name = self._added(file, mine, asked, adopts)
        else:
            code = _code_of(file.book, str(asked["code"]))
            wanted, clash = _on_top(fields_of(code, languages_of(mine)), mine, asked.get("base"))
            if clash:
                return [
                    {"type": "clash", "code": code.id, "fields": clash, "version": before, "by": _last_by(file.book)}
                ]
            if wanted:
                file.change(code.id, by=self._by, at=self._now(), **values_of(wanted))
            name = code.id
        self._stamp = _stamp(self._path)
        book = file.book
        self._take(book)
        told: Message = {
            "type": "code_saved",
            "code": name,
            "version": book.version,
            "nothing": book.version == before,
            "beside": bool(asked.get("version")) and before != asked.get("version"),
            "codes": messages.codes(self._desk),
        }
        return [told, {"type": "anew"}]

    def _added(self, file: CodebookFile, mine: Mapping[str, Any], asked: Asked, adopts: Code | None) -> str:
        book, parent = file.book, str(asked.get("parent") or "")
        label = str(mine.get("label.en", ""))
        if not label:
            raise CodebookError("The new code has no name in English.", hint="Write one.")
        if parent and (parent not in book or book[parent].applies):
            raise CodebookError("There is no such heading in the codebook.", hint="Choose one from the list.")
        for one in book:
            if one.name.casefold() != label.casefold():
                continue
            # Asked twice, the second time of a notebook that was started again.
            if all(fields_of(one, languages_of(mine))[field] == value for field, value in mine.items()):
                return one.id
            raise CodebookError("There is a code of that name in the codebook already.", hint="Change that one.")
        parent_id = book[parent].id if parent else None
        given = values_of({field: value for field, value in mine.items() if value})
        code = Code(
            id=code_id(label, parent_id, {name for one in book for name in (one.id, *one.aliases)}),
            kind=asked.get("sort") or "barrier",  # type: ignore[arg-type]  # the model refuses what it does not know
            parent=parent_id,
            origin="emerging",
            aliases=(adopts.id,) if adopts else (),
            **given,
        )
        if not code.applies:
            raise CodebookError("A heading cannot be made here.", hint="Write it into the codebook file.")
        file.add(code, by=self._by, at=self._now())
        return code.id

    def _tagged(self) -> list[Message]:
        if self._tag is None:
            raise StudyError("The rules cannot be run from here.", hint="Run: tlc tag")
        self._tag()
        self._desk.read_again()
        return [{"type": "tagged"}, {"type": "anew"}]

    # Behind them

    @property
    def _spoken(self) -> tuple[str, ...]:
        turns = self._desk.material.turns.values()
        return tuple(sorted({turn.language for turn in turns if turn.language}))

    def _proposed(self, book: Codebook, name: str) -> Code | None:
        """A code that a coder proposes, and that is not in the codebook yet."""
        codes = self._desk.codes
        if not name or name in book or name not in codes or not codes[name].applies:
            return None
        return codes[name] if name not in self._desk.material.codebook else None

    def _take(self, book: Codebook) -> None:
        desk = self._desk
        desk.material = replace(desk.material, codebook=book)
        desk.read_again()


def _on_top(theirs: Fields, mine: Fields, base: object) -> tuple[Fields, Fields]:
    """What is to be written into a code, and the fields into which somebody else wrote since the page read them."""
    base = base if isinstance(base, dict) else {}
    wanted: Fields = {}
    clash: Fields = {}
    for field, value in mine.items():
        there, before = theirs[field], base.get(field)
        if isinstance(there, list) and isinstance(before, list):
            # Each line is by itself: of two people's terms, both are kept.
            value = merged_lines(before, value, there)
        elif there not in (before, value):
            clash[field] = there
        if value != there:
            wanted[field] = value
    return wanted, clash


def _last_by(book: Codebook) -> str:
    """Who made this version, where its change log says so."""
    last = book.changelog[-1] if book.changelog else None
    return last.by if last is not None and last.version == book.version else ""


def _code_of(book: Codebook, name: str) -> Code:
    if name not in book:
        raise CodebookError(
            "That code is not in the codebook any more.", hint="Copy what you wrote, and look for it in the list."
        )
    return book[name]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return (0, 0)
    return (about.st_mtime_ns, about.st_size)

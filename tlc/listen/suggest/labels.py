"""What people have judged: on which turn which code stands, on which it does not, and where nobody has said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from tlc.listen.codings import Kept
from tlc.listen.suggest.material import Material
from tlc.model import Codebook, Coding

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
#: From here a judgement is a yes: of two coders who differ, one said so.
HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """What one coder has judged.

    Attributes
    ----------
    values : float array, shape (turns, codes)
        1 where they put the code on words of the turn, 0 where they did not, NaN where they have not judged.
    decided : bool array, shape (turns, codes)
        Where they put the code or rejected it: not where they merely read past it.
    read : bool array, shape (turns,)
        The turns that they judged for every code.
    drawn : mapping of str to str
        The turns that they said they had read, and how each was drawn: ``rules``, ``random`` or empty.
    """

    values: Floats
    decided: Bools
    read: Bools
    drawn: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labels:
    """What people have judged, together and each by themselves.

    Attributes
    ----------
    codes : tuple of str
        Ids of the codes, in the codebook's order: the columns.
    values : float array, shape (turns, codes)
        The mean of what coders judged, from 0 (no) to 1 (yes); NaN where nobody has judged. What people agreed on
        stands in the place of what each of them had judged.
    by_coder : mapping of str to Judged
        Of each person, in the order of their ids.
    read : bool array, shape (turns,)
        The turns that somebody judged for every code.
    accepted : tuple of Coding
        The codings that they accepted, alone or in agreement, on words that are there; by the code's name of today.
    rejected : int
        How many rejections.
    """

    codes: tuple[str, ...]
    values: Floats
    by_coder: Mapping[str, Judged]
    read: Bools
    accepted: tuple[Coding, ...] = field(default=(), repr=False)
    rejected: int = 0


def judge(material: Material, kept: Iterable[Kept], codebook: Codebook) -> Labels:
    """Work out what people have judged.

    A person has judged a turn for every code when they said that they had read it, or called its session finished, or
    coded something in it; a rejection judges its own code alone. What was agreed between people judges only the codes
    that it accepts or rejects, and decides them. What rules and models mark judges nothing, nor does a coding whose
    words are not there any more.

    Parameters
    ----------
    material : Material
    kept : iterable of Kept
        What coders' files hold; those of machines are passed over.
    codebook : Codebook
        Its offered codes are the columns. Codings with other codes (proposed, retired) say only that the turn was read.
    """
    codes = tuple(code.id for code in codebook.offered)
    people: list[tuple[str, Judged]] = []
    agreed: list[tuple[str, Judged]] = []
    accepted: list[Coding] = []
    rejected = 0
    for one in kept:
        if one.coder.is_machine:
            continue
        marks = [mark for mark in one.codings if _fits(mark, material)]
        judged = _of_one(one, marks, material, codebook, codes)
        (agreed if one.coder.kind == "agreed" else people).append((one.coder.id, judged))
        accepted += [_today(mark, codebook) for mark in marks if mark.status == "accepted"]
        rejected += sum(mark.status == "rejected" for mark in marks)
    values = _mean([judged.values for _, judged in people], (len(material), len(codes)))
    for _, judged in agreed:
        values = np.where(judged.decided, judged.values, values)
    read = np.zeros(len(material), dtype=bool)
    for _, judged in people:
        read |= judged.read
    return Labels(
        codes=codes,
        values=values,
        by_coder=dict(people),
        read=read,
        accepted=tuple(accepted),
        rejected=rejected,
    )


def _of_one(
    kept: Kept, marks: Iterable[Coding], material: Material, codebook: Codebook, codes: tuple[str, ...]
) -> Judged:
    column = {code: place for place, code in enumerate(codes)}
    decided = np.zeros((len(material), len(codes)), dtype=bool)
    yes = np.zeros_like(decided)
    read = np.zeros(len(material), dtype=bool)
    if kept.coder.kind == "person":
        for turn in kept.read:
            if turn in material.rows:
                read[material.rows[turn]] = True
        read |= np.fromiter((one in kept.finished for one in material.sessions), dtype=bool, count=len(material))
    for mark in marks:
        row = material.rows[mark.span.turn]
        is_there = mark.status == "accepted"
        read[row] |= is_there and kept.coder.kind == "person"
        place = column.get(codebook[mark.code].id) if mark.code in codebook else None
        if place is not None:
            decided[row, place] = True
            yes[row, place] |= is_there
    values = np.where(decided | read[:, None], yes.astype(np.float64), np.nan)
    drawn = {turn: how for turn, how in kept.read.items() if turn in material.rows}
    return Judged(values=values, decided=decided, read=read, drawn=drawn)


def _fits(mark: Coding, material: Material) -> bool:
    row = material.rows.get(mark.span.turn)
    return row is not None and material.texts[row][mark.span.start : mark.span.end] == mark.quote


def _today(mark: Coding, codebook: Codebook) -> Coding:
    return replace(mark, code=codebook[mark.code].id) if mark.code in codebook else mark


def _mean(each: list[Floats], shape: tuple[int, int]) -> Floats:
    """The mean over coders, of those who judged; NaN where nobody did."""
    total, count = np.zeros(shape), np.zeros(shape)
    for values in each:
        known = ~np.isnan(values)
        total += np.where(known, values, 0.0)
        count += known
    mean: Floats = np.divide(total, count, out=np.full(shape, np.nan), where=count > 0)
    return mean

"""Agreement of coders, code by code and over all: `agree`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from tlc.errors import AnalysisError
from tlc.listen.agree.alpha import alpha, masi
from tlc.listen.agree.disagree import disagreements
from tlc.listen.agree.draws import Interval, spread
from tlc.listen.agree.figures import UNUSED, Parts, of_all, of_code
from tlc.listen.agree.material import Material, Told, gather
from tlc.listen.agree.ratings import Figure, Ints, Shares, Undefined
from tlc.listen.agree.resample import Drawn, drawn, ratings
from tlc.listen.agree.result import AgreementRun
from tlc.listen.agree.unitise import alpha_u, joined
from tlc.listen.agree.units import UNITS, Unit, beginnings, cut


def agree(  # noqa: PLR0913 - each is a choice that the run records
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    coders: Sequence[str],
    *,
    unit: Unit = "turn",
    codes: Sequence[str] | None = None,
    facilitators: bool = False,
    seed: int = 1,
    resamples: int = 1000,
    finished: Iterable[tuple[str, str]] = (),
    read: Iterable[tuple[str, str]] = (),
) -> AgreementRun:
    """Measure how far coders agree, for each code and over all.

    A unit may hold several codes, so each code is one question, yes or no, asked of every unit. A coding on any part
    of a unit puts its code there.

    Parameters
    ----------
    turns, codings : DataFrame
        TURNS and CODINGS of ``tlc.frames``. Only what people accepted is compared.
    coders : sequence of str
        Two or more. A session counts if both of two, or at least two of more, coded it.
    unit : str
        ``turn``, ``sentence`` or ``character``. By character, it counts too how much of the words two codings share.
    codes : sequence of str, optional
        By default all that one of them used, but for codes that a coder proposed, which the others did not have.
    facilitators : bool
        Count the turns of facilitators, interpreters and co-researchers too.
    seed, resamples : int
        For the intervals (`tlc.listen.agree.draws`). 0 resamples: none.
    finished : iterable of (coder, session)
        Sessions that a coder called finished: they were read, even if nothing was found there.
    read : iterable of (coder, turn)
        Turns that a coder said they had read. Of a coder who says so of turns or of sessions, no others count.

    Returns
    -------
    AgreementRun
        What cannot be computed is `Undefined`, with the reason.

    Raises
    ------
    AnalysisError
        Nothing can be compared: fewer than two coders, no session in common, no turn that counts, an unknown unit.
        Or the seed or the number of resamples is below 0.
    """
    if unit not in UNITS:
        raise AnalysisError("There is no such unit.", hint=f"Use: {', '.join(UNITS)}.")
    if seed < 0 or resamples < 0:
        raise AnalysisError("Seed and number of resamples cannot be below 0.", hint="Use 1 and 1000, as by default.")
    told = Told(frozenset(finished), frozenset(read))
    material = gather(turns, codings, coders, codes=codes, facilitators=facilitators, told=told)
    if material.turns.empty:
        raise AnalysisError("The sessions in common hold no turn that counts.", hint="Count facilitators' turns too.")
    texts = list(material.turns["text"])
    spans = _spans(material, beginnings(texts))
    units = cut(texts, unit, spans[:, 2:].reshape(-1))
    source = drawn(material, units, seed=seed, resamples=resamples)
    span, under = units.under(spans[:, 2], spans[:, 3])
    hits = np.unique(np.column_stack([spans[span, :2], under]), axis=0)
    passages = _passages(material, spans) if unit == "character" else None
    every = tuple(
        _parts(source, hits[hits[:, 0] == number, 1:], None if passages is None else passages(number))
        for number in range(len(material.codes))
    )
    sets, sets_interval = _sets(material, source, hits)
    return AgreementRun(
        coders=material.coders,
        unit=unit,
        facilitators=facilitators,
        seed=seed,
        resamples=resamples,
        sessions=material.sessions,
        turns=len(texts),
        units=int(units.size.sum()),
        codes=tuple(of_code(code, parts) for code, parts in zip(material.codes, every, strict=True)),
        overall=of_all(every, len(material.coders)),
        sets=sets,
        sets_interval=sets_interval,
        codings=len(material.codings),
        dependent=int((~material.codings["independent"].astype(bool)).sum()),
        left=material.left,
        disagreements=disagreements(material.turns, material.codings, material.coders, who=_by_turn(material)),
        chosen=codes is not None,
    )


def _by_turn(material: Material) -> dict[str, tuple[str, ...]]:
    return dict(zip(material.turns["turn"], material.who, strict=True))


def _spans(material: Material, begin: Ints) -> Ints:
    """One row a coding: number of its code, of its coder, where it begins and where it ends in the continuous text."""
    marks = material.codings
    row = {turn: place for place, turn in enumerate(material.turns["turn"])}
    code = {name: number for number, name in enumerate(material.codes)}
    coder = {name: number for number, name in enumerate(material.coders)}
    at = begin[[row[turn] for turn in marks["turn"]]] if len(marks) else np.zeros(0, dtype=np.int64)
    columns = (
        [code[name] for name in marks["code"]],
        [coder[name] for name in marks["coder"]],
        at + marks["start"].to_numpy(dtype=np.int64),
        at + marks["end"].to_numpy(dtype=np.int64),
    )
    return np.column_stack([np.asarray(column, dtype=np.int64) for column in columns])


def _parts(source: Drawn, hits: Ints, unitised: Shares | None) -> Parts:
    """Make one code's ratings; ``hits`` are pairs of a coder and a unit."""
    where, place = np.unique(hits[:, 1], return_inverse=True)
    said = np.zeros((len(source.saw), len(where)), dtype=np.int64)
    said[hits[:, 0], place] = 1
    point, resampled = ratings(source, said, where, (0, 1))
    return Parts(ratings=point, resampled=resampled, unitised=unitised)


def _passages(material: Material, spans: Ints) -> Callable[[int], Shares]:
    """Prepare alpha for unitised text, on those turns that all of the coders read."""
    counts = np.array([len(who) == len(material.coders) for who in material.who], dtype=bool)
    lengths = material.turns["text"].str.len().to_numpy(dtype=np.int64)
    # These turns are put end to end, without the place that stands between turns elsewhere.
    ends = np.cumsum(np.where(counts, lengths, 0))
    begin = beginnings(list(material.turns["text"]))
    turn = np.searchsorted(begin, spans[:, 2], side="right") - 1
    shift = (ends - lengths)[turn] - begin[turn]
    kept = counts[turn]

    def of(number: int) -> Shares:
        coders = []
        for coder in range(len(material.coders)):
            own = kept & (spans[:, 0] == number) & (spans[:, 1] == coder)
            placed = spans[own, 2:] + shift[own, None]
            coders.append(joined([(int(start), int(end)) for start, end in placed]))
        return alpha_u(coders, int(ends[-1]))

    return of


def _sets(material: Material, source: Drawn, hits: Ints) -> tuple[Figure, Interval | Undefined]:
    """Krippendorff's alpha of the sets of codes that each coder gave to each unit."""
    if not len(hits):
        return UNUSED, UNUSED
    where, place = np.unique(hits[:, 2], return_inverse=True)
    given = np.zeros((len(source.saw), len(where), len(material.codes)), dtype=bool)
    given[hits[:, 1], place, hits[:, 0]] = True
    flat = np.concatenate([np.zeros((1, len(material.codes)), dtype=bool), given.reshape(-1, len(material.codes))])
    distinct, number = np.unique(flat, axis=0, return_inverse=True)
    names = [frozenset(np.flatnonzero(row).tolist()) for row in distinct]
    # np.unique sorts rows, so that the empty set, which is what all other units have, is category 0.
    said = number.reshape(-1)[1:].reshape(len(source.saw), -1)
    point, resampled = ratings(source, said, where, names)
    apart = masi(names, point.totals)
    return alpha(point, lambda *_: apart).figure, spread(alpha(resampled, lambda *_: apart).values)

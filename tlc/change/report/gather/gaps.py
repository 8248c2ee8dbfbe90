"""What the study's data lack, from the data themselves: an unknown is told, and never filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from tlc.change.disclosure import parts
from tlc.change.evidence import sessions_of
from tlc.change.report.material import Material
from tlc.counting import took_part
from tlc.model import Group

#: The theme of the shipped codebooks in which people say that nobody asks or counts them.
NOT_HEARD = "trust.not_heard"
_MOST_LABELS = 12
_NOT_KNOWN = "not known"


def gaps(material: Material, turns: pd.DataFrame) -> tuple[str, ...]:
    """Name what is not known, a sentence each.

    Parameters
    ----------
    turns : DataFrame
        TURNS of sessions.
    """
    return (
        *_speakers(turns),
        *_sessions(material, turns),
        *_languages(material, turns),
        *_traits(material),
        *_codes(material),
        *_not_heard(material),
    )


def _speakers(turns: pd.DataFrame) -> Iterator[str]:
    unknown = int(turns["speaker"].isna().sum())
    if unknown:
        yield f"Of {unknown} of {len(turns)} turns it is not known who spoke: they are in no count of people."


def _sessions(material: Material, turns: pd.DataFrame) -> Iterator[str]:
    groups = [group for group in material.groups if group.is_session]
    present = {*turns["group"].unique()}
    silent = [group for group in groups if group.id not in present]
    if silent:
        yield f"Of {_of(len(silent), len(groups))} there is no transcript."
    all_sessions = int(turns["transcript"].nunique())
    unread = all_sessions - len(sessions_of(turns, material.codings, material.finished))
    if unread:
        yield f"Nobody has read {_of(unread, all_sessions)}."
    if material.in_part:
        yield f"{_of(material.in_part, all_sessions)} {'was' if material.in_part == 1 else 'were'} read in part only."
    for what, lacking in (
        ("the month", [group for group in groups if not group.month]),
        ("who led it", [group for group in groups if not group.facilitator]),
        ("in which languages people spoke", [group for group in groups if not group.spoken]),
    ):
        if lacking:
            yield f"Of {_of(len(lacking), len(groups))}, {what} is not written down."


def _languages(material: Material, turns: pd.DataFrame) -> Iterator[str]:
    groups = [group for group in material.groups if group.is_session]
    waiting = sum("await" in group.translation.casefold() for group in groups)
    if waiting:
        yield f"The translation of {_of(waiting, len(groups))} awaits review by speakers of the language."
    kept = {*turns.loc[turns["original"].notna(), "group"].unique()}
    lost = sum(_translated(group) and group.id not in kept for group in groups)
    if lost:
        yield f"{_of(lost, len(groups))} can be read in translation only: the words that were said were not kept."


def _translated(group: Group) -> bool:
    """Whether everything that was said is there in another language than it was said in."""
    return bool(group.spoken) and group.language not in {*group.spoken, *group.mixed}


def _traits(material: Material) -> Iterator[str]:
    community = [one for one in took_part(material.people, material.groups) if one.role == "community"]
    if not community:
        return
    traits = sorted({name for person in community for name in person.traits})
    if not traits:
        yield "Of community participants nothing is known but their group: no age, no gender, nothing else."
    for trait in traits:
        values = Counter(person.traits.get(trait, _NOT_KNOWN) for person in community)
        if not values[_NOT_KNOWN]:
            continue
        # As in the table of this trait: what is hidden there is not told here.
        names = sorted(values)
        shown = dict(zip(names, parts([values[name] for name in names], material.settings.min_cell), strict=True))
        told = shown[_NOT_KNOWN]
        some = f"{told.text} of {len(community)}" if told.is_number else "some"
        yield f"The {trait.replace('_', ' ')} of {some} community participants is not known."


def _codes(material: Material) -> Iterator[str]:
    codes = material.codebook.applied
    unused = [code.name for code in codes if not material.evidence[code.id].found]
    if unused and len(unused) < len(codes):
        more = f"; and {len(unused) - _MOST_LABELS} more" if len(unused) > _MOST_LABELS else ""
        yield (
            f"Of {len(codes)} codes, {len(unused)} {'was' if len(unused) == 1 else 'were'} found nowhere: "
            f"{'; '.join(unused[:_MOST_LABELS])}{more}. That nobody said it here does not mean that it does not happen."
        )


def _not_heard(material: Material) -> Iterator[str]:
    if NOT_HEARD not in material.codebook:
        return
    code = material.codebook[NOT_HEARD]
    held = material.evidence[code.id]
    if held.sessions:
        yield (
            f"“{code.name}” was found in {len(held.sessions)} of {held.sessions_read} sessions: people said themselves "
            "that they are missing in data, in plans or in feedback."
        )


def _of(count: int, whole: int) -> str:
    return f"{count} of {whole} {'session' if whole == 1 else 'sessions'}"

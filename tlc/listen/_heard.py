"""What was heard: the codings that count, with who said the words and in which case they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd

from tlc.errors import AnalysisError
from tlc.model import VOICES, Code, Codebook, Group, Participant

#: Columns of ``groups.csv`` that sessions can be told apart by.
GROUP_FIELDS = ("community", "kind", "month", "place")
#: Columns of ``participants.csv``, beside the traits, that people can be told apart by.
PEOPLE_FIELDS = ("role", "language")
UNKNOWN = "speaker not known"
NOT_GIVEN = "not given"

#: Of each kind of voices in each case, the people and the sessions.
Cases = defaultdict[tuple[str, str], tuple[set[str], set[str]]]


def passages(marks: pd.DataFrame, *, apart: Sequence[str] = ()) -> pd.Series[int]:
    """Number the passages that codings lie in: overlapping spans of one turn are one; those that only touch are two.

    Parameters
    ----------
    marks : DataFrame
        CODINGS, in any order.
    apart : sequence of str
        Columns whose values are never joined, such as ``code``.

    >>> marks = pd.DataFrame({"turn": ["FG01:0001"] * 3, "start": [9, 0, 3], "end": [12, 5, 8]})
    >>> list(passages(marks))
    [2, 1, 1]
    """
    keys = ["turn", *apart]
    ordered = marks.sort_values([*keys, "start", "end"])
    reach = ordered.groupby(keys)["end"].cummax()
    before = reach.groupby([ordered[key] for key in keys]).shift()
    begins = (before.isna() | (ordered["start"] >= before)).astype("int64")
    return begins.cumsum().reindex(marks.index)


def took_part(turns: pd.DataFrame, people: Iterable[Participant]) -> pd.DataFrame:
    """Who took part in which session: those of its group, and whoever spoke in it.

    Those who withdrew are among them: a denominator without them would tell how many they are.

    Returns
    -------
    DataFrame
        Columns ``transcript``, ``group``, ``speaker`` and ``role``, one row a participant and session.
    """
    sessions = turns[["transcript", "group"]].drop_duplicates()
    voices = pd.DataFrame(
        [(person.id, person.role, person.group) for person in people if person.counts],
        columns=["speaker", "role", "group"],
        dtype="str",
    )
    members = sessions.merge(voices, on="group")
    spoke = turns[["transcript", "group", "speaker"]].drop_duplicates().merge(voices[["speaker", "role"]], on="speaker")
    both = pd.concat([members, spoke])[["transcript", "group", "speaker", "role"]]
    return both.drop_duplicates(["transcript", "speaker"]).reset_index(drop=True)


def values_of(rows: pd.DataFrame, by: str, *, people: Sequence[Participant], groups: Sequence[Group]) -> pd.Series[str]:
    """Which case each row belongs to.

    Parameters
    ----------
    rows : DataFrame
        With columns ``group`` and ``speaker``.
    by : str
        ``group``, ``participant``, one of GROUP_FIELDS (of the session) or PEOPLE_FIELDS (of who speaks), or a trait.

    Returns
    -------
    Series of str
        ``not given`` where the tables do not say, ``speaker not known`` where it depends on who speaks.

    Raises
    ------
    AnalysisError
        Nothing of that name is known of groups or people.
    """
    if by == "group":
        return rows["group"]
    if by == "participant":
        return rows["speaker"].fillna(UNKNOWN)
    if by in GROUP_FIELDS:
        return rows["group"].map({group.id: getattr(group, by) or NOT_GIVEN for group in groups})
    check_known(by, names_of(people))
    known = {person.id: _of_person(person, by) for person in people}
    return rows["speaker"].map(known).fillna(UNKNOWN)


def names_of(people: Iterable[Participant]) -> tuple[str, ...]:
    """All that cases can be told apart by, as ``by`` of `values_of`.

    >>> names_of([])
    ('group', 'participant', 'community', 'kind', 'month', 'place', 'role', 'language')
    """
    traits = sorted({name for person in people for name in person.traits})
    return ("group", "participant", *GROUP_FIELDS, *PEOPLE_FIELDS, *traits)


def check_known(by: str, names: Sequence[str]) -> None:
    """Refuse a name that is not among those that cases can be told apart by.

    Raises
    ------
    AnalysisError
        Nothing of that name is known of groups or people.
    """
    if by not in names:
        raise AnalysisError(
            f"Nothing is known of groups or people under the name '{by}'.",
            hint=f"Use one of: {', '.join(names)}.",
        )


def order_of(
    by: str, found: Iterable[str], *, people: Sequence[Participant], groups: Sequence[Group]
) -> tuple[str, ...]:
    """Cases in the order in which they are read: as in their table, or by the alphabet; what is not known last."""
    places = {"group": [group.id for group in groups], "participant": [person.id for person in people]}
    first: Sequence[str] = VOICES if by == "role" else places.get(by, ())
    at = {value: place for place, value in enumerate(first)}
    last = (NOT_GIVEN, UNKNOWN)
    return tuple(sorted(set(found), key=lambda value: (value in last, value == UNKNOWN, at.get(value, len(at)), value)))


def by_case(rows: pd.DataFrame) -> Cases:
    """Gather the people and the sessions of each kind of voices in each case; speakers whom nobody knows are left out.

    Parameters
    ----------
    rows : DataFrame
        ``role``, ``value`` (the case), ``speaker`` and ``transcript``, in any order and as often as they stand there.

    >>> rows = pd.DataFrame({"role": ["community"], "value": ["FG01"], "speaker": ["P1"], "transcript": ["FG01"]})
    >>> by_case(rows)["community", "FG01"]
    ({'P1'}, {'FG01'})
    """
    cases: Cases = defaultdict(lambda: (set(), set()))
    columns = rows[["role", "value", "speaker", "transcript"]].drop_duplicates()
    for role, value, speaker, transcript in columns.itertuples(index=False, name=None):
        if isinstance(speaker, str):
            people, sessions = cases[role, value]
            people.add(speaker)
            sessions.add(transcript)
    return cases


def chosen(codebook: Codebook, codes: Iterable[str] | None) -> tuple[Code, ...]:
    """Give the codes that words are coded with, all or those named, in the codebook's order.

    A heading stands for the codes under it.

    Raises
    ------
    CodebookError
        A name is not in the codebook.
    """
    if codes is None:
        return codebook.applied
    named = {codebook[name].id for name in ([codes] if isinstance(codes, str) else codes)}
    return tuple(code for code in codebook.applied if code.id in named or heading_of(code, codebook) in named)


def heading_of(code: Code, codebook: Codebook) -> str | None:
    """The current id of the heading that a code stands under."""
    return None if code.parent is None else codebook[code.parent].id


def _of_person(person: Participant, by: str) -> str:
    value = {"role": person.role, "language": person.language}.get(by) if by in PEOPLE_FIELDS else person.traits.get(by)
    return value or NOT_GIVEN

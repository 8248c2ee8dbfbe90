"""What stands beside the findings: events in numbers, feedback by its route, figures of others, the study's tags."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from tlc._tables import Row, read_table
from tlc.change.disclosure import people
from tlc.change.report.parts import Breakdown
from tlc.counting import accepted, on_voices
from tlc.errors import StudyError
from tlc.model import Codebook, Group, Participant, Settings
from tlc.model.context import Event, Indicator
from tlc.model.tags import CLINICAL_AREAS, INCLUSION_GROUPS, tag_words

EVENTS, INDICATORS = "events.csv", "indicators.csv"
NOT_KNOWN = "not known"
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")
# Of an event, everything but these counts people.
_NO_PEOPLE = frozenset({"services", "stalls", "staff"})


def read_events(path: Path) -> tuple[Event, ...]:
    """Read ``events.csv``: a site and a month in each row, and beside them columns of whole numbers.

    A column ``note`` is for the team. What people said or wrote there comes in through the gate, as a file of its own.

    Raises
    ------
    StudyError
        A site or month is missing, a month is not of the form 2026-06, or a cell holds anything but a whole number.
    """
    return tuple(_event(row) for row in read_table(path, required=("site", "month"))) if path.is_file() else ()


def read_indicators(path: Path) -> tuple[Indicator, ...]:
    """Read ``indicators.csv``: figures that others publish, each with its period and source.

    Raises
    ------
    StudyError
        An area, indicator, value, period or source is missing, or a value holds no number.
    """
    needed = ("area", "indicator", "value", "period", "source")
    if not path.is_file():
        return ()
    found = []
    for row in read_table(path, required=needed):
        empty = next((column for column in needed if not row[column]), "")
        if empty:
            raise StudyError(
                f"The indicator has no {empty}.",
                where=row.where,
                hint="Without its source and period nobody can check a figure: fill them in, or take the row out.",
            )
        if not re.search(r"\d", row["value"]):
            raise StudyError("The value holds no number.", where=row.where, hint="Write it as it was published: 71.2")
        found.append(Indicator(unit=row["unit"], **{column: row[column] for column in needed}))
    return tuple(found)


def events_table(events: Iterable[Event], min_cell: int) -> Breakdown | None:
    """Sum events by site and quarter; small counts of people are not shown, and nothing is summed over rows.

    Parameters
    ----------
    events : iterable of Event
    min_cell : int

    Returns
    -------
    Breakdown or None
        None without events.
    """
    held = list(events)
    if not held:
        return None
    columns = list(dict.fromkeys(name for one in held for name in one.numbers))
    places: defaultdict[tuple[str, tuple[int, int]], list[Event]] = defaultdict(list)
    for one in held:
        places[one.site, one.quarter].append(one)
    rows = []
    for (site, (year, quarter)), days in sorted(places.items(), key=lambda item: item[0]):
        cells = _together({name: _summed([day.numbers.get(name) for day in days], name, min_cell) for name in columns})
        rows.append((site, f"{_QUARTERS[quarter - 1]} {year}", str(len(days)), *cells))
    return Breakdown(
        caption="Events by site and quarter. Who came twice is counted twice, and nobody of them in any other count.",
        columns=("Site", "Quarter", "Events", *(name.replace("_", " ").capitalize() for name in columns)),
        rows=tuple(rows),
    )


def indicators_table(indicators: Iterable[Indicator]) -> Breakdown | None:
    """Lay the figures of others out with their source and period; None where there are none."""
    rows = tuple(
        (one.area, one.indicator, f"{one.value} {one.unit}".strip(), one.period, one.source) for one in indicators
    )
    if not rows:
        return None
    return Breakdown(
        caption="Figures that others publish about the area. They are of other people, and are added to nothing here.",
        columns=("Area", "Indicator", "Value", "Period", "Source"),
        rows=rows,
    )


def beside_table(groups: Iterable[Group], turns: pd.DataFrame, min_cell: int) -> Breakdown | None:
    """List what came in at events and in feedback, by its kind, route and community; None where nothing did.

    Parameters
    ----------
    groups : iterable of Group
    turns : DataFrame
        TURNS of ``tlc.frames``; each turn of such a group is one card or comment.
    min_cell : int
        Most cards are of one person each, so their number is shown as one of people is.
    """
    cards = Counter(turns["group"])
    held: Counter[tuple[str, str, str]] = Counter()
    files: Counter[tuple[str, str, str]] = Counter()
    groups = tuple(groups)
    routes = _routes(groups)
    for group in groups:
        if group.id in routes:
            key = (group.kind.capitalize(), routes[group.id], group.community or NOT_KNOWN)
            held[key] += cards[group.id]
            files[key] += 1
    if not held:
        return None
    return Breakdown(
        caption="Comments that came in at events and as feedback: in no count of sessions, focus groups or people",
        columns=("Kind", "Route", "Community", "Files", "Comments"),
        rows=tuple((*key, str(files[key]), people(held[key], min_cell).text) for key in sorted(held)),
    )


def route_table(
    frames: tuple[pd.DataFrame, pd.DataFrame],
    everybody: Sequence[Participant],
    groups: Iterable[Group],
    codebook: Codebook,
    min_cell: int,
) -> Breakdown | None:
    """Set how many comments of each route hold each code side by side; None where none of them holds any.

    Parameters
    ----------
    frames : pair of DataFrame
        TURNS and CODINGS of ``tlc.frames``; only what people accepted counts.
    everybody : sequence of Participant
    groups : iterable of Group
    codebook : Codebook
    min_cell : int
        A number of comments is shown where neither those with the code nor those without it are fewer. Nothing is
        summed.
    """
    turns, codings = frames
    route_of = _routes(groups)
    marks = on_voices(accepted(codings), turns, everybody)
    marks = marks[marks["group"].isin(route_of)]
    if marks.empty:
        return None
    marks = marks.assign(route=marks["group"].map(route_of)).drop_duplicates(["turn", "code"])
    counts = Counter(zip(marks["code"], marks["route"], strict=True))
    sizes = Counter(route_of[group] for group in turns["group"] if group in route_of)
    routes = sorted(set(route_of.values()), key=lambda route: (route == NOT_KNOWN, route))
    found = set(marks["code"])
    return Breakdown(
        caption="Comments that hold each theme, by the route by which they came",
        columns=("Theme", *(route[:1].upper() + route[1:] for route in routes)),
        rows=tuple(
            (code.name, *(_of_route(counts[code.id, route], sizes[route], min_cell) for route in routes))
            for code in codebook.applied
            if code.id in found
        ),
    )


def tags_of(settings: Settings) -> tuple[tuple[str, str], ...]:
    """The study's tags in words, for the head of its report; empty where it has none.

    >>> tags_of(Settings(title="A", core20="yes", inclusion_groups=("sex_workers", "homelessness")))
    (('Core20', 'yes'), ('Inclusion health groups', 'sex workers; people who experience homelessness'))
    """

    def words(names: Iterable[str], known: Mapping[str, str]) -> str:
        return "; ".join(tag_words(name, known) for name in names)

    rows = (
        ("Core20", settings.core20),
        ("PLUS groups", words(settings.plus_groups, INCLUSION_GROUPS)),
        ("Inclusion health groups", words(settings.inclusion_groups, INCLUSION_GROUPS)),
        ("Clinical areas of Core20PLUS5", words(settings.clinical_areas, CLINICAL_AREAS)),
    )
    return tuple((label, text) for label, text in rows if text)


def _event(row: Row) -> Event:
    if not row["site"]:
        raise StudyError("The event has no site.", where=row.where, hint="Write where it was, as it may be printed.")
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", row["month"]):
        raise StudyError(
            "The month is not of the form 2026-06.",
            where=row.where,
            hint="A day tells too much. Excel may have changed it: write it as text, with an apostrophe before it.",
        )
    numbers = {}
    for name, cell in row.cells.items():
        if name in ("site", "month", "note") or not cell:
            continue
        if not re.fullmatch(r"\d{1,7}", cell):
            raise StudyError(
                f"The column '{name}' holds something that is no whole number.",
                where=row.where,
                hint="Only numbers stand here. What people said or wrote comes in as a file of its own: tlc check FILE",
            )
        numbers[name] = int(cell)
    return Event(site=row["site"], month=row["month"], numbers=numbers)


def _summed(cells: Sequence[int | None], name: str, min_cell: int) -> str:
    counted = [cell for cell in cells if cell is not None]
    if not counted:
        return "not counted"
    if len(counted) < len(cells):
        # A sum over some of the days would pass for one over all.
        return "not counted each time"
    return str(sum(counted)) if name in _NO_PEOPLE else people(sum(counted), min_cell).text


def _together(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Counts of people in one row may be parts of each other: where one is too small to show, so is none of them."""
    counted = [name for name, text in cells.items() if name not in _NO_PEOPLE and not text.startswith("not ")]
    if len(counted) < 2 or all(cells[name].isdigit() for name in counted):
        return tuple(cells.values())
    return tuple("not shown" if name in counted else text for name, text in cells.items())


def _routes(groups: Iterable[Group]) -> dict[str, str]:
    """By which route each group that is no session came in; "PALS" and "pals" are one, as it stands first."""
    beside = [group for group in groups if not group.is_session]
    told = {group.id: "events" if group.kind == "event" else group.route or NOT_KNOWN for group in beside}
    first: dict[str, str] = {}
    return {name: first.setdefault(route.casefold(), route) for name, route in told.items()}


def _of_route(count: int, size: int, min_cell: int) -> str:
    """A number that tells neither of few who wrote it, nor of few who did not."""
    if count and size - count < min_cell:
        return "not shown" if count >= min_cell else f"fewer than {min_cell}"
    return people(count, min_cell).text

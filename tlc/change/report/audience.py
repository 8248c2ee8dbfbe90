"""Presets for readers outside the team: each only ever takes away from the facts of the whole report.

Each preset takes what the one before it takes, and more: the board, then the public, then the community, where people
know each other and recognise what somebody said. Sentences that the facts are made of are left out whole, numbers are
replaced by words that say less, and nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Literal, get_args

from tlc.change.disclosure import NOT_AVAILABLE, NOT_SHOWN, Shown
from tlc.change.report.facts import Breakdown, Quote, RatingFacts, ReportFacts, ThemeFacts
from tlc.errors import StudyError

Audience = Literal["", "board", "public", "community"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
#: Counts of people below it are hidden from everybody outside: the threshold of ONS and UK LLC for open release.
LEAST_IN_PUBLIC = 10
FEWER = Shown(f"fewer than {LEAST_IN_PUBLIC}")
ANYBODY = "Participant"
_SESSION = "Session"
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_PEOPLE = "people|persons|participants|professionals|speakers|voices|women|men"
_FEW_PEOPLE = re.compile(
    rf"(?<!at least )(?<![\d.,–-])[1-9](?: (?:or more|of (?:the )?\d+))?(?: \w+){{0,2}} (?:{_PEOPLE})\b", re.IGNORECASE
)
# A rating's reason counts people in a clause of its own.
_SAID_BY = re.compile(r"[,;] said by [^;.]*")


def for_audience(facts: ReportFacts, audience: str) -> ReportFacts:
    """Take away from a report what is not for its readers.

    Parameters
    ----------
    facts : ReportFacts
        The whole report's.
    audience : str
        One of ``AUDIENCES``; empty for the whole report, which stays as it is.

    Raises
    ------
    StudyError
        There is no such audience.
    """
    check_audience(audience)
    if not audience:
        return facts
    less = _for_board(facts)
    if audience != "board":
        less = _for_public(less)
    if audience == "community":
        less = _for_community(less)
    return replace(less, audience=audience)


def check_audience(audience: str) -> None:
    """Refuse an audience that there is not.

    Raises
    ------
    StudyError
        It is not one of ``AUDIENCES``.
    """
    if audience not in AUDIENCES:
        raise StudyError("There is no such audience.", hint=f"Use one of: {', '.join(AUDIENCES[1:])}.")


def quoted(facts: ReportFacts) -> frozenset[str]:
    """The numbers of all quotes that stand in the facts: the trace needs no others."""
    themes = _all_themes(facts)
    quotes = [*facts.serious_quotes, *(quote for topic in facts.topics for quote in topic.quotes)]
    quotes += [quote for theme in themes for quote in (*theme.quotes, *theme.contrary, *theme.proposals)]
    return frozenset(quote.reference for quote in quotes)


def _for_board(facts: ReportFacts) -> ReportFacts:
    """Nothing session by session, and no patterns that nobody has judged."""
    return replace(
        facts,
        who=tuple(table for table in facts.who if table.columns[:1] != (_SESSION,)),
        by_group=None,
        saturation=(),
        topics=(),
        topics_note="",
    )


def _for_public(facts: ReportFacts) -> ReportFacts:
    """Counts of at least ten people, quotes of nobody in particular, and nothing that was marked as serious."""
    themes = _all_themes(facts)
    serious = {quote.reference for quote in facts.serious_quotes}
    serious |= {quote.reference for theme in themes if theme.serious for quote in theme.quotes}
    small = any(0 < read < LEAST_IN_PUBLIC for one in themes for read in (one.community_read, one.professionals_read))
    who = tuple(table for table in facts.who if not _holds_few(table))
    # Where a table of people is left out, their total would give its numbers back.
    untold = small or len(who) < len(facts.who)
    return replace(
        _with_themes(facts, serious),
        counts=tuple(row for row in facts.counts if not (untold and "eople" in row[0])),
        who=who,
        who_notes=(),
        serious=(),
        serious_quotes=(),
        limits=_without_few(facts.limits),
        gaps=_without_few(facts.gaps),
        changes=_without_few(facts.changes),
        saturation_note="",
        participation=None,
        # The annex says again how many took part, in all and of each kind.
        reporting=(),
        involvement=_table_without_few(facts.involvement) if facts.involvement else None,
        events=(),
    )


def _for_community(facts: ReportFacts) -> ReportFacts:
    """Themes, what will be done, and what was heard back: no annexes."""
    empty = replace(facts.provenance, rows=())
    return replace(
        facts,
        provenance=empty,
        references=(),
        checklist=(),
        owners=(),
        context=None,
        tags=(),
        gaps=(),
        who=(),
        methods=(),
    )


def _all_themes(facts: ReportFacts) -> tuple[ThemeFacts, ...]:
    here = (theme for principle in facts.principles for theme in principle.themes)
    return (*facts.headline, *facts.serious, *here, *facts.unmapped)


def _with_themes(facts: ReportFacts, serious: Collection[str]) -> ReportFacts:
    def less(themes: Iterable[ThemeFacts]) -> tuple[ThemeFacts, ...]:
        return tuple(_public_theme(theme, serious) for theme in themes)

    return replace(
        facts,
        headline=less(facts.headline),
        principles=tuple(replace(one, themes=less(one.themes)) for one in facts.principles),
        unmapped=less(facts.unmapped),
    )


def _public_theme(theme: ThemeFacts, serious: Collection[str]) -> ThemeFacts:
    community, community_read = _public_count(theme.community, theme.community_read)
    professionals, professionals_read = _public_count(theme.professionals, theme.professionals_read)
    shown = community.is_number and professionals.is_number
    if NOT_AVAILABLE not in (community, professionals) and not (shown or community.value or professionals.value):
        # As in ``disclosure.voices``: beside a hidden count, a zero would tell whose it is.
        community, professionals = (FEWER if one.is_number else one for one in (community, professionals))
    return replace(
        theme,
        community=community,
        community_read=community_read,
        professionals=professionals,
        professionals_read=professionals_read,
        passages=theme.passages if shown else 0,
        unknown_speaker=0,
        serious=0,
        quotes=_of_anybody(theme.quotes, serious),
        contrary=_of_anybody(theme.contrary, serious),
        contrary_noted=_public_text(theme.contrary_noted),
        proposals=_of_anybody(theme.proposals, serious),
        differs=(),
        prompted="",
        rating=_public_rating(theme.rating) if theme.rating else None,
    )


def _public_rating(rating: RatingFacts) -> RatingFacts:
    told = ((name, concern, _SAID_BY.sub("", reason)) for name, concern, reason in rating.reasons)
    reasons = tuple((name, concern, " ".join(_without_few([reason]))) for name, concern, reason in told)
    return replace(rating, reasons=reasons)


def _public_count(shown: Shown, read: int) -> tuple[Shown, int]:
    if shown == NOT_AVAILABLE:
        return shown, read if read >= LEAST_IN_PUBLIC else 0
    if read < LEAST_IN_PUBLIC or shown == NOT_SHOWN:
        return NOT_SHOWN, read if read >= LEAST_IN_PUBLIC else 0
    return shown if shown.value == 0 or (shown.value or 0) >= LEAST_IN_PUBLIC else FEWER, read


def _public_text(count: str) -> str:
    """A count that is a text already; empty and 0 stay."""
    few = count.startswith("fewer than") or (count.isdigit() and 0 < int(count) < LEAST_IN_PUBLIC)
    return FEWER.text if few else count


def _of_anybody(quotes: Iterable[Quote], serious: Collection[str]) -> tuple[Quote, ...]:
    return tuple(replace(quote, by=ANYBODY) for quote in quotes if quote.reference not in serious)


def _holds_few(table: Breakdown) -> bool:
    """Whether a table of people holds a number below the threshold, or hides one."""
    cells = [cell for row in table.rows for cell in row[1:]]
    hides = any(cell.startswith(("fewer than", "not shown", "more than")) for cell in cells)
    numbers = [int(number) for cell in cells for number in re.findall(r"\d+", cell)]
    return hides or any(0 < number < LEAST_IN_PUBLIC for number in numbers)


def _table_without_few(table: Breakdown) -> Breakdown:
    return replace(table, rows=tuple(tuple(" ".join(_without_few([cell])) for cell in row) for row in table.rows))


def _without_few(texts: Iterable[str]) -> tuple[str, ...]:
    """Leave out each sentence that counts fewer people than may be told; a text that is empty then goes."""
    less = (" ".join(one for one in _SENTENCES.split(text) if not _FEW_PEOPLE.search(one)) for text in texts)
    return tuple(text for text in less if text)

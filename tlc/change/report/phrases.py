"""How the page says counts, dates and ratings: grammatical, and never without a denominator."""

from __future__ import annotations

import re

from tlc.change.disclosure import Shown
from tlc.change.report.facts import RatingFacts, ThemeFacts

# Not the calendar module's: those are in the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Characters that turn the order of letters, and what closes each of them (Unicode Standard Annex 9).
_TURNS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATES = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OPENING = _TURNS | _ISOLATES
_CLOSING = frozenset(_OPENING.values())
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FROM_THE_RIGHT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"))


def spread(theme: ThemeFacts) -> str:
    """Say how widespread a theme is, each count with its denominator."""
    if not theme.sessions_read:
        return "No session has been coded by a person yet."
    sessions = f"Found in {of(theme.sessions, theme.sessions_read, 'session')}."
    known, unknown = [], ""
    for number, read, who in (
        (theme.community, theme.community_read, "community participant"),
        (theme.professionals, theme.professionals_read, "professional"),
    ):
        if number.text.startswith("not "):
            unknown += f" The number of {who}s is {number.text}."
        elif read:
            known.append(of(number, read, who))
    said = f" Said by {' and '.join(known)}." if known else ""
    return sessions + said + unknown


def brief(theme: ThemeFacts) -> str:
    """Say how widespread a theme is in as few words as can be, each count with its denominator."""
    if not theme.sessions_read:
        return "No session has been coded by a person yet"
    said = [
        f"{who} {share(number, read)}"
        for number, read, who in (
            (theme.community, theme.community_read, "community"),
            (theme.professionals, theme.professionals_read, "professionals"),
        )
        if read or number.text.startswith("not ")
    ]
    return "; ".join(filter(None, (of(theme.sessions, theme.sessions_read, "session"), ", ".join(said))))


def sure(rating: RatingFacts) -> str:
    """Say how sure the team is of a theme, in as few words as can be.

    >>> sure(RatingFacts(level="Low", confirmed=False, by=(), reasons=()))
    'How sure: Low (proposed)'
    """
    return f"How sure: {rating.level}" + ("" if rating.confirmed else " (proposed)")


def judged(rating: RatingFacts) -> str:
    """Say who confirmed a rating, or that nobody did.

    >>> judged(RatingFacts(level="Low", confirmed=True, by=("asha", "luca"), reasons=()))
    'confirmed by asha and luca'
    """
    by = listed(rating.by)
    if rating.confirmed:
        return f"confirmed by {by}" if by else "confirmed by the team"
    return f"confirmed in part by {by}" if by else "proposed by rule, not yet confirmed by a person"


def because(theme: ThemeFacts, reason: str) -> str:
    """Give one reason of a theme's rating, without the counts that stand right above it."""
    counted = spread(theme)
    same = reason.replace(", said by ", " Said by ", 1) if reason.count(", said by ") else reason
    said = counted.replace(". Said by ", " Said by ", 1)
    rest = same.removeprefix(said).strip()
    return reason if rest == same else rest or "The counts above."


def listed(parts: tuple[str, ...]) -> str:
    """Join names as a sentence does.

    >>> listed(("a", "b", "c"))
    'a, b and c'
    """
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""


def share(number: Shown, total: int) -> str:
    """Write a count of people over its denominator, short enough for a cell of a table.

    >>> share(Shown("12", 12), 55), share(Shown("fewer than 5"), 3), share(Shown("not available"), 9)
    ('12 of 55', 'at least 1 of 3', 'not available')
    """
    if number.text.startswith("not "):
        return number.text
    return f"{_known(number, total)} of {total}" if total else "nobody took part"


def passages(theme: ThemeFacts) -> str:
    """Say how many passages a theme rests on, and how many of them are in no count of people."""
    if not theme.passages:
        return ""
    said = f"{count(theme.passages, 'passage')}."
    if not theme.unknown_speaker:
        return said
    if theme.unknown_speaker > 1:
        rest = "it is not known who spoke, so they are in no count of people."
    else:
        rest = "it is not known who spoke, so it is in no count of people."
    if theme.unknown_speaker == theme.passages:
        return f"{said} {rest[0].upper()}{rest[1:]}"
    return f"{said} In {theme.unknown_speaker} of them {rest}"


def marked(theme: ThemeFacts) -> str:
    """Say how many passages a coder marked as serious, and of how many where that many may be shown."""
    # What came in beside the sessions may be marked too, and is among no passages of sessions.
    if theme.beside or theme.serious > theme.passages:
        return count(theme.serious, "passage")
    return of(theme.serious, theme.passages, "passage")


def withheld(theme: ThemeFacts) -> str:
    """Say how many passages are not quoted; nothing where all are. Why not is said once, above all themes."""
    if not theme.quotes_withheld:
        return ""
    more = "more " if theme.quotes else ""
    verb = "is" if theme.quotes_withheld == 1 else "are"
    return f"{theme.quotes_withheld} {more}passage{'s' * (verb == 'are')} {verb} not quoted."


def plain_date(text: str) -> str:
    r"""Write ``2027-03`` or ``2027-03-31`` as people do; leave every other text alone.

    >>> plain_date("2027-03"), plain_date("2027-03-01"), plain_date("by Easter")
    ('March\xa02027', '1\xa0March\xa02027', 'by Easter')
    """
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", text)
    if not found:
        return text
    year, month, day = found.groups()
    # No-break spaces: a date stays on one line.
    in_words = f"{_MONTHS[int(month) - 1]}\N{NO-BREAK SPACE}{year}"
    return f"{int(day)}\N{NO-BREAK SPACE}{in_words}" if day else in_words


def of(number: Shown | int, total: int, noun: str) -> str:
    """Write ``14 of 20 sessions``."""
    text = _known(number, total) if isinstance(number, Shown) else str(number)
    return f"{text} of {count(total, noun)}"


def count(number: int, noun: str) -> str:
    """Write ``1 session``, ``20 sessions``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def draft(reason: str) -> str:
    """Why it is a draft, without the word: that stands before it."""
    reason = reason.removeprefix("Draft:").strip()
    return reason[:1].upper() + reason[1:]


def isolated(text: str) -> str:
    r"""Close what turns the order of letters within a text, so that nothing after it on the line is turned.

    What closes nothing is left out: it could close what was opened around the text. Other texts stay as they are.

    >>> isolated("\u202eabc") == "\u2068\u202eabc\u202c\u2069"
    True
    >>> isolated("abc")
    'abc'
    """
    if not _TURNING.search(text):
        return text
    kept, open_ = [], list[str]()
    for letter in text:
        if letter in _OPENING:
            open_.append(_OPENING[letter])
        elif letter in _CLOSING:
            if letter not in open_:
                continue
            while (closed := open_.pop()) != letter:
                kept.append(closed)
        kept.append(letter)
    return "\u2068" + "".join(kept) + "".join(reversed(open_)) + "\u2069"


def from_the_right(tag: str) -> bool:
    """Whether a language (BCP 47) is written from right to left.

    >>> from_the_right("ur-PK"), from_the_right("ro")
    (True, False)
    """
    return tag.split("-")[0].lower() in _FROM_THE_RIGHT


def _known(number: Shown, total: int) -> str:
    limit = re.fullmatch(r"fewer than (\d+)", number.text)
    # "fewer than 5 of 3" would be true, and silly.
    return "at least 1" if limit and int(limit[1]) > total else number.text

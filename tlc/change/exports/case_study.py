"""The case-study form of a call for evidence: eleven questions, and plain about whether it may be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tlc.change.exports import _said as said
from tlc.change.exports._answers import Answers, is_date
from tlc.change.exports._plain import sentence
from tlc.change.exports._word import Paper
from tlc.change.report.facts import Quote, ReportFacts
from tlc.errors import StudyError

FILE = "case-study.toml"
LEVELS = ("community", "locality", "system")
PERMISSIONS = {
    "people": "1. The people or group whose story this is agree that it is shared",
    "organisations": "2. Our organisation, and each partner that is named, agree",
    "publishing": "3. NHS England may share and publish it",
    "logo": "4. A logo may be printed with it",
}
_GIVEN = ("yes", "no", "not asked")
_NEEDED = ("people", "organisations", "publishing")
_MOST_QUOTES, _USUAL_QUOTES = 5, 3
#: Answers in which an organisation is to be named.
NAMED = ("Answer 'organisations'", "The screen name")
_STOP = "NOT FOR SUBMISSION"


@dataclass(frozen=True, slots=True)
class Found:
    """Something in an answer that could tell who somebody is: what kind it is, and in which answer; no words.

    >>> Found(where="Answer 'done'", what="postcode", blocks=True).blocks
    True
    """

    where: str
    what: str
    blocks: bool


def case_study(facts: ReportFacts, answers: Answers, found: Sequence[Found] = ()) -> tuple[bytes, tuple[str, ...]]:
    """Fill in the form as a Word document.

    Parameters
    ----------
    facts : ReportFacts
    answers : mapping
        Of ``read_answers``, for ``case-study.toml``.
    found : sequence of Found
        What a look through the answers found.

    Returns
    -------
    document : bytes
        Marked NOT FOR SUBMISSION on every page while something stands in the way of sending it.
    gaps : tuple of str
        What is missing or to be looked at, a sentence each; what stands in the way comes first.

    Raises
    ------
    StudyError
        A permission, level, principle or quote is none that there is.
    """
    _check(facts, answers)
    stops, gaps = _stops(answers, found), _gaps(answers, found)
    marks = [f"{_STOP}: {stops[0]}"] if stops else []
    paper = Paper(f"Case study: {facts.title}", marks=[*marks, *said.marks(facts)])
    _permissions(paper, answers)
    _principles(paper, facts, answers)
    _questions(paper, facts, answers)
    if stops or gaps:
        paper.heading("Before this is sent: for the team, to be taken out")
        paper.bullets([*(f"{_STOP}: {text}" for text in stops), *gaps])
    return paper.saved(), (*(f"{_STOP}: {text}" for text in stops), *gaps)


def texts(answers: Answers) -> tuple[tuple[str, str], ...]:
    """What people wrote freely in the answers, by the name of the answer: for the look through it."""
    written = [(f"Answer '{name}'", text) for name, text in answers["answers"].items() if isinstance(text, str)]
    written += [(f"Permission '{name}'", given["who"]) for name, given in answers["permissions"].items()]
    written.append(("The screen name", answers["form"]["screen_name"]))
    return tuple((name, text) for name, text in written if text.strip())


def _check(facts: ReportFacts, answers: Answers) -> None:
    for given in answers["permissions"].values():
        if given["answer"] not in _GIVEN:
            raise StudyError(
                "A permission is none that there is.", where=FILE, hint=f"Use one of: {', '.join(_GIVEN)}."
            )
    level = answers["answers"]["level"]
    if level and level not in LEVELS:
        raise StudyError("The level is none that there is.", where=FILE, hint=f"Use one of: {', '.join(LEVELS)}.")
    numbers = [principle.id for principle in facts.principles]
    if any(number not in numbers for number in answers["form"]["principles"]):
        hint = f"Use numbers of: {', '.join(map(str, numbers))}."
        raise StudyError("A principle is not of this framework.", where=FILE, hint=hint)
    wanted = answers["answers"]["quotes"]
    if any(one not in _by_number(facts) for one in wanted) or len(wanted) > _MOST_QUOTES:
        raise StudyError(
            "A quote is none that may be printed here.",
            where=FILE,
            hint=f"Use at most {_MOST_QUOTES} numbers of quotes as they stand in this form, or leave the list empty.",
        )


def _stops(answers: Answers, found: Sequence[Found]) -> list[str]:
    permissions = answers["permissions"]
    stops = [
        f"Permission {number} is “{permissions[name]['answer']}”, and must be “yes”."
        for number, name in enumerate(_NEEDED, 1)
        if permissions[name]["answer"] != "yes"
    ]
    stops += [] if answers["form"]["principles"] else ["No principle is ticked."]
    return stops + [f"{one.where} holds something that could be a {one.what}." for one in found if one.blocks]


def _gaps(answers: Answers, found: Sequence[Found]) -> list[str]:
    gaps = [f"{one.where} could tell who somebody is: {one.what}." for one in found if not one.blocks]
    for number, (name, given) in enumerate(answers["permissions"].items(), 1):
        asked = given["answer"] != "not asked"
        gaps += [f"Permission {number}: on which day it was given."] if asked and not is_date(given["on"]) else []
        gaps += [f"Permission {number}: who gave it."] if asked and not given["who"].strip() and name != "logo" else []
    gaps += [f"Not answered: {name.replace('_', ' ')}." for name, text in answers["answers"].items() if text == ""]
    return gaps + ([] if answers["form"]["screen_name"] else ["Not answered: screen name."])


def _permissions(paper: Paper, answers: Answers) -> None:
    paper.heading("Permissions")
    rows = [(words, *_given(answers["permissions"][name])) for name, words in PERMISSIONS.items()]
    paper.table("Who agreed to what", ("Permission", "Answer", "Day", "Who"), rows, widths=(8.4, 2.8, 2.8, 3.2))


def _given(permission: dict[str, Any]) -> tuple[str, str, str]:
    return permission["answer"], permission["on"], permission["who"]


def _principles(paper: Paper, facts: ReportFacts, answers: Answers) -> None:
    paper.heading("The principles that it shows")
    ticked = answers["form"]["principles"]
    rows = [("yes" if one.id in ticked else "no", f"{one.id}. {one.name}") for one in facts.principles]
    if rows:
        paper.table("Principles", ("Shown here", "Principle"), rows, widths=(2.8, 14.4))


def _questions(paper: Paper, facts: ReportFacts, answers: Answers) -> None:
    own = answers["answers"]
    themes = [f"{theme.label}. {said.evidence(theme)}" for theme in facts.headline]
    actions = [one for one in facts.actions if one.status != "dropped"]
    group = [f"Group: {own['group']}" if own["group"] else "", f"Level: {own['level']}" if own["level"] else ""]
    paper.heading("The answers")
    _question(paper, "5. Organisations", [own["organisations"]], [sentence(text) for text in facts.partners])
    _question(paper, "6. The challenge", [own["challenge"], *group], [sentence(facts.community), *themes])
    _question(paper, "7. What was done", [own["done"], own["help"], own["carried_out"]], facts.methods[:1])
    eight = [own["proof"], own["difference"], own["experience"], own["health"]]
    # Findings show what is wrong; that something works, only the team can say.
    _question(paper, "8. What difference it made", eight, [sentence(text) for text in facts.changes])
    paper.heading("9. What people said", level=2)
    quotes = _quotes(facts, own["quotes"])
    for quote in quotes:
        _quote(paper, quote)
    if not quotes:
        paper.text("No quote may be printed here.")
    _question(paper, "10. Tips", [own["tips"]], ())
    planned = [f"{sentence(one.what)} {said.when(one)[:1].upper()}{said.when(one)[1:]}." for one in actions[:5]]
    _question(paper, "11. What comes next", [own["next"]], planned)


def _question(paper: Paper, title: str, own: Sequence[str], study: Sequence[str]) -> None:
    paper.heading(title, level=2)
    written = [text for text in own if text.strip()]
    for text in written:
        paper.text(text)
    filled = [text for text in study if text]
    if filled:
        paper.text("From the study:", bold=True)
        paper.bullets(filled)
    if not written and not filled:
        paper.text("Not answered yet.")


def _quote(paper: Paper, quote: Quote) -> None:
    by = f"{quote.by} ({quote.reference})"
    paper.quote(quote.text, by="" if quote.original else by, language=quote.language)
    if quote.original:
        paper.quote(quote.original, by=by, language=quote.original_language or "")


def _by_number(facts: ReportFacts) -> dict[str, Quote]:
    return {quote.reference: quote for theme in said.themes_of(facts) for quote in theme.quotes}


def _quotes(facts: ReportFacts, wanted: Sequence[str]) -> list[Quote]:
    known = _by_number(facts)
    if wanted:
        return [known[one] for one in wanted]
    firsts = {theme.quotes[0].reference: theme.quotes[0] for theme in facts.headline if theme.quotes}
    return list(firsts.values())[:_USUAL_QUOTES]

"""The card that a study shows in a notebook: what is there, what is wrong, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from tlc.model import Coder, Coding, Group, Participant, Problem, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A study at a glance.

    Attributes
    ----------
    title : str
    synthetic : bool
        People and words are invented, and the card says so.
    figures : sequence of (label, text)
    problems : sequence of str
        What stands in the way; empty when nothing does.
    next_step : str
    """

    title: str
    synthetic: bool
    figures: Sequence[tuple[str, str]]
    problems: Sequence[str]
    next_step: str

    def text(self) -> str:
        """The card for a terminal."""
        width = max((len(label) for label, _ in self.figures), default=0)
        lines = [self.title + (" (synthetic: invented people, invented words)" if self.synthetic else "")]
        lines += [f"  {label:<{width}}  {value}" for label, value in self.figures]
        lines += [f"  ! {problem}" for problem in self.problems]
        return "\n".join([*lines, f"Next: {self.next_step}"])

    def html(self) -> str:
        """The card for a notebook, with everything escaped."""
        rows = "".join(
            f"<tr><th scope='row' style='text-align:left'>{escape(label)}</th>"
            f"<td style='text-align:left'>{escape(value)}</td></tr>"
            for label, value in self.figures
        )
        notice = "<p><strong>Synthetic sample: invented people, invented words.</strong></p>" if self.synthetic else ""
        problems = "".join(f"<li>{escape(problem)}</li>" for problem in self.problems)
        listed = f"<p>To mend:</p><ul>{problems}</ul>" if problems else ""
        caption = f"<caption style='text-align:left;font-weight:bold'>{escape(self.title)}</caption>"
        return f"{notice}<table>{caption}<tbody>{rows}</tbody></table>{listed}<p>Next: {escape(self.next_step)}</p>"


def study_card(
    settings: Settings,
    problems: Sequence[Problem],
    *,
    groups: Iterable[Group] = (),
    people: Iterable[Participant] = (),
    transcripts: Collection[str] = (),
    marks: tuple[Sequence[Coder], Sequence[Coding]] = ((), ()),
) -> Card:
    """Sum a study up. What could not be read is left out, and stands among the problems."""
    groups = tuple(groups)
    kinds, beside = Counter(group.kind for group in groups), {group.id for group in groups if not group.is_session}
    participants = sum(person.counts and person.group not in beside for person in people)
    apart = f"{kinds['event']} events and {kinds['feedback']} files of feedback, counted apart"
    coders, codings = marks
    counts = Counter(coding.coder for coding in codings)
    figures = [
        ("Groups", f"{kinds['focus_group']} focus groups, {kinds['interview']} interviews"),
        *([("Beside them", apart)] if beside else []),
        ("Participants", str(participants)),
        ("Transcripts", f"{len(transcripts)} of {kinds.total()} brought in"),
        *((f"Coder {coder.name}", f"{counts[coder.id]} {_what(coder)}") for coder in coders),
    ]
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    warnings = sum(problem.severity == "warning" for problem in problems)
    if warnings:
        figures.append(("Warnings", f"{warnings}: see study.check()"))
    return Card(
        title=settings.title,
        synthetic=settings.synthetic,
        figures=figures,
        problems=errors,
        next_step=_next(errors, transcripts, coders),
    )


def _what(coder: Coder) -> str:
    return "suggestions" if coder.is_machine else "codings"


def _next(errors: Sequence[str], transcripts: Collection[str], coders: Sequence[Coder]) -> str:
    if errors:
        return "mend what is listed above; study.check() shows everything"
    if not transcripts:
        return 'bring your session files in with study.add(["sessions"])'
    if not any(coder.is_machine for coder in coders):
        return "let the codebook's rules suggest codings with study.tag()"
    return "study.evidence() sums up what people coded, study.report() writes the report"

"""What a study does with what was found: how sure it is, what will be done, and what is handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlc.model import Evidence, Rating
from tlc.study._topics import Model

if TYPE_CHECKING:
    from tlc.change.screening import Screened
    from tlc.lab.ratings import RatingCard
    from tlc.lab.show import Listing
    from tlc.study._plan import Plan
    from tlc.talk.back_check import BackCheck


class Change(Model):
    """The part of ``Study`` that has to do with change."""

    def evidence(self) -> Listing[Evidence]:
        """Gather what people's accepted codings hold for each theme, over its denominators."""
        from tlc.lab import summaries
        from tlc.study._sources import evidence_of

        return summaries.evidence(tuple(evidence_of(self).values()), self.codebook, self.settings.min_cell)

    def ratings(self) -> Listing[Rating]:
        """Say how sure each theme is: what the figures propose, and what people confirmed or changed."""
        from tlc.lab import ratings
        from tlc.study._rating import ratings_of

        return ratings.listing(ratings_of(self), self.codebook)

    def rating(self, theme: str) -> RatingCard:
        """Show one theme's rating with its four reasons.

        Raises
        ------
        StudyError
            There is no such theme, or nobody has coded anything for it.
        """
        from tlc.lab.ratings import RatingCard
        from tlc.study._rating import rating_of

        found = rating_of(self, theme)
        return RatingCard(rating=found, label=self.codebook[found.theme].name)

    def rate(
        self, theme: str, component: str | None = None, concern: str | None = None, *, by: str, reason: str = ""
    ) -> Rating:
        """Confirm a theme's rating as it stands, or change one of its components.

        Parameters
        ----------
        theme : str
            A code or a heading.
        component : str, optional
            ``adequacy``, ``coherence``, ``methods`` or ``relevance``; without it, all four are confirmed.
        concern : str, optional
            ``none``, ``minor``, ``moderate`` or ``serious``; without it, what stands there is confirmed.
        by : str
            Who says so: a short name that the team knows.
        reason : str
            Printed in the report; what differs from the figures' proposal needs one.

        Returns
        -------
        Rating
            As it is then.

        Raises
        ------
        StudyError
            There is no such theme, component or concern, a change has no reason, or the reason names somebody.
        """
        from tlc.study._rating import rate

        return rate(self, theme, component, concern, by=by, reason=reason)

    def contrary(self, theme: str, turn: str, *, by: str, reason: str = "", speaks_against: bool = True) -> str:
        """Record that a turn speaks against a theme (or, with ``speaks_against=False``, that after all it does not).

        Raises
        ------
        StudyError
            There is no such theme or turn, what was said there may not be counted, or the reason is missing.
        """
        from tlc.study._rating import point_at

        return point_at(self, theme, turn, by=by, reason=reason, speaks_against=speaks_against)

    def searched(self, theme: str, *, by: str, reason: str = "") -> str:
        """Record that somebody looked through the material for turns that speak against a theme."""
        from tlc.study._rating import searched

        return searched(self, theme, by=by, reason=reason)

    @property
    def plan(self) -> Plan:
        """The action plan, and what the library proposes for it: to be taken, changed and rejected."""
        from tlc.study._plan import Plan

        return Plan(self)

    def screen(self, plan: str | Path, *, by: str = "", language: str = "en") -> Listing[Screened]:
        """Hold a proposed plan against every theme that is rated moderate or high.

        The first time, a sheet is made to answer in, ``screened-plans/PLAN.xlsx``. The next time its answers are read,
        and the result is written beside it as a Word document, marked incomplete while a theme has no answer.

        Parameters
        ----------
        plan : path
            A .docx, .odt, .txt or .md.
        by : str
            Who answers: for rows of the sheet that do not say so.
        language : str
            Of the plan: terms of the codebook in it are looked for, as a hint where to read.

        Raises
        ------
        TranscriptError
            The plan cannot be read.
        AnalysisError
            No theme is rated moderate or high.
        StudyError
            The sheet cannot be read or written, or holds an answer that there is not.
        """
        from tlc.study._screening import screening_of

        return screening_of(self, plan, by=by, language=language)

    def report(self, path: str | Path | None = None, *, seed: int = 1, audience: str = "") -> Path:
        """Write the report: one HTML file that needs nothing else.

        Parameters
        ----------
        path : path, optional
            Where to; by default ``reports/action-framework.html`` in the study, with the audience in the name. Beside
            it go a trace of which turn each quote is from and what was held back: they stay with the study team.
        seed : int
            For the topics in it.
        audience : str
            ``board``, ``public`` or ``community``: what is not for them is taken away. Empty for the whole report.

        Returns
        -------
        Path
            The file to open.

        Raises
        ------
        StudyError
            There is no such audience; or ``check()`` finds an error, such as words of somebody who left the study.
            What is wrong with the action plan alone stops no report: it stays a draft.
        """
        from tlc.change.report.audience import check_audience
        from tlc.change.report.write import write_report
        from tlc.study._report import material, refuse_faults

        check_audience(audience)
        refuse_faults(self)
        name = f"action-framework-{audience}.html" if audience else "action-framework.html"
        out = Path(path) if path else self.path / "reports" / name
        return write_report(material(self, seed), out, audience=audience)

    def back_check(self, by: str, *, share: int = 10, seed: int = 1) -> Path:
        """Draw translated turns at random for one person to hold against the original; gives the table to fill in.

        Parameters
        ----------
        by : str
            Who will check: a short name. It should be somebody who did not translate.
        share : int
            Of the turns of each session, in per cent.
        seed : int

        Raises
        ------
        StudyError
            Nothing is translated, or this person has a table already.
        """
        from tlc.study._sources import translated_of
        from tlc.talk.back_check import FOLDER, draw, write_check

        drawn = draw(translated_of(self), share=share, seed=seed)
        return write_check(self.path / FOLDER, by, drawn, how=f"{share} %, seed {seed}")

    def back_checks(self) -> BackCheck:
        """Say how many translations were drawn, were checked, and were found right."""
        from tlc.study._sources import back_checks_of

        return back_checks_of(self)

    def export(
        self, kind: str, path: str | Path | None = None, *, audience: str = "", language: str = "", seed: int = 1
    ) -> Path:
        """Write the report's facts in another form: nothing is in it that the report may not say.

        Parameters
        ----------
        kind : str
            ``word``, ``tracker``, ``slides``, ``summary``, ``community``, ``case-study``, ``heat``, ``training`` or
            ``themes``.
        path : path, optional
            Where to; by default in the study's ``reports``. A trace of which turn each quote is from goes beside it
            and stays with the study team.
        audience : str
            For whom: ``board``, ``public`` or ``community``; by default those whom the form is made for.
        language : str
            Of the community summary, such as ``ro``: it is made from a file that people translate.
        seed : int
            Of what is drawn at random.

        Returns
        -------
        Path
            The file to open.

        Raises
        ------
        StudyError
            There is no such form, ``check()`` finds an error that stops a report, or a file of answers or
            translations cannot be used.
        """
        from tlc.study._exports import export

        return export(self, kind, Path(path) if path else None, audience=audience, language=language, seed=seed).path

    def reidentification(self, story: str | Path) -> tuple[str, ...]:
        """Say what in a story that is to be told outside could point at one person, by itself or together.

        Parameters
        ----------
        story : path
            A text file.

        Returns
        -------
        tuple of str
            Sentences with kinds and lines, and nobody's words; empty where nothing of a usual form was found, which
            is no promise that nobody can tell who it is.

        Raises
        ------
        StudyError
            The file cannot be read as text.
        """
        from tlc._text import normalise, read
        from tlc.study._sources import reidentification

        return reidentification(self, normalise(read(Path(story))))

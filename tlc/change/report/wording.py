"""The report's own sentences: who took part, how it was done, and what it cannot say."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from tlc.change.disclosure import parts, people
from tlc.change.evidence import sessions_of
from tlc.change.report.facts import Breakdown
from tlc.counting import accepted, took_part
from tlc.model import VOICES, Codebook, Group, Involvement, Participant, Settings, TopicRun

_KINDS = {"focus_group": "Focus groups", "interview": "Interviews", "event": "Events", "feedback": "Feedback"}
_ROLES = {"community": "Community participants", "professional": "Professionals"}
_NOT_SHOWN = "not shown"
_LANGUAGES = {
    "en": "English",
    "ro": "Romanian",
    "rom": "Romani",
    "pl": "Polish",
    "cs": "Czech",
    "sk": "Slovak",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts a study's figures into words; every figure is computed here from what it is handed."""

    settings: Settings
    everyone: tuple[Participant, ...]
    groups: tuple[Group, ...] = ()
    involvement: tuple[Involvement, ...] = ()

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Those who took part in sessions, the study's own researchers and interpreters not among them."""
        return took_part(self.everyone, self.groups)

    @property
    def reviewed(self) -> bool:
        """Whether the findings were taken back to participants."""
        return bool(self.settings.reviewed) or any(one.kind == "member_check" for one in self.involvement)

    def draft(self, actions: int = 0, incomplete: int = 0) -> str:
        """Why the report is a draft; empty where it is none.

        Parameters
        ----------
        actions, incomplete : int
            How many actions the plan has, and how many of them ``check`` refuses.
        """
        why = []
        if not self.reviewed:
            why.append("the findings have not yet been taken back to the people who took part")
        if not any(one.kind == "co_development" for one in self.involvement):
            why.append("no meeting is logged at which actions were developed together with them")
        if incomplete:
            lack = "lacks" if incomplete == 1 else "lack"
            why.append(
                f"{incomplete} of {_several(actions, 'action', 'actions')} {lack} something that it cannot do without"
            )
        return f"Draft: {'; '.join(why)}." if why else ""

    def counts(self, groups: Iterable[Group]) -> tuple[tuple[str, str], ...]:
        """The figures of the first page."""
        kinds = Counter(group.kind for group in groups)
        rows = [(words, str(kinds[kind])) for kind, words in _KINDS.items() if kinds[kind]]  # type: ignore[index]
        return (*rows, ("People who took part", self._took_part()))

    def breakdowns(self, groups: Sequence[Group]) -> tuple[Breakdown, ...]:
        """Who took part: by role, by each trait of the community participants, and the sessions.

        A table in which every count would be hidden is left out.
        """
        tables = [self._by_role()]
        community = [person for person in self.participants if person.role == "community"]
        for trait in sorted({name for person in community for name in person.traits}):
            values = Counter(person.traits.get(trait, "not known") for person in community)
            words = trait.replace("_", " ")
            tables += self._by_trait(
                f"Community participants by {words}",
                words.capitalize(),
                [(value, values[value]) for value in sorted(values, key=_in_order)],
            )
        columns = ("Session", "Who", "Kind", "Month", "Spoken in", "Translation")
        # Sessions of which nothing different may be told stand in one row, as a run of interviews does.
        members = Counter(person.group for person in self.participants)
        sessions_alone = (group for group in groups if group.is_session)
        runs = groupby(sessions_alone, key=lambda group: self._told(group, members[group.id]))
        sessions = tuple(_session(list(run), told) for told, run in runs)
        return (*tables, Breakdown(caption="Sessions", columns=columns, rows=sessions))

    def notes(self, turns: pd.DataFrame) -> tuple[str, ...]:
        """What a reader must know to read the tables of who took part."""
        least = self.settings.min_cell
        lines = [self.settings.counted] if self.settings.counted else []
        withdrawn = sum(person.withdrawn for person in self.participants)
        if withdrawn:
            lines.append(f"Withdrew from the study: {people(withdrawn, least).text}. None of their words were kept.")
        refused = sum(not person.may_analyse and not person.withdrawn for person in self.participants)
        if refused:
            lines.append(f"Did not agree to analysis: {people(refused, least).text}. None of their words were kept.")
        silent = sum(person.may_analyse and not person.may_quote for person in self.participants)
        if silent:
            lines.append(
                f"Did not agree to be quoted in print: {people(silent, least).text}. "
                "What they said is counted and never quoted."
            )
        unknown = int((turns["speaker"].isna()).sum())
        if unknown:
            lines.append(f"Turns with no known speaker: {unknown} of {len(turns)}. They are in no count of people.")
        lines.append(
            f"Counts of people below {least} are not shown, nor any that would give such a count away. "
            "A table in which nothing else is left is left out."
        )
        return tuple(lines)

    def methods(
        self, turns: pd.DataFrame, codings: pd.DataFrame, codebook: Codebook, finished: Collection[str] = ()
    ) -> tuple[str, ...]:
        """How the findings were made."""
        # What was coded at events and in feedback is no part of reading the sessions.
        codings = codings[codings["transcript"].isin({*turns["transcript"].unique()})]
        read = accepted(codings)
        # What people settled together stands under a coder of its own, who is nobody.
        persons = read[read["kind"] == "person"]
        coders = persons["coder"].nunique()
        shared = int((persons.groupby("transcript")["coder"].nunique() > 1).sum())
        suggested = int(((codings["status"] == "suggested") & (codings["kind"] == "rules")).sum())
        return (
            "Talk, Listen, Change: researchers of people's own background listen to them in their own language, what "
            "they said is coded against a shared codebook, and actions are decided with partners.",
            f"Codebook: {codebook.name}, version {codebook.version}, {len(codebook.applied)} codes.",
            f"{_several(coders, 'person', 'people')} read and coded {len(sessions_of(turns, codings, finished))} of "
            f"{_several(turns['transcript'].nunique(), 'session', 'sessions')} and accepted "
            f"{_several(len(read), 'coding', 'codings')}; {_several(shared, 'session was', 'sessions were')} coded by "
            "more than one of them.",
            *(
                [
                    f"The codebook's rules suggested {_several(suggested, 'coding', 'codings')}. A suggestion that "
                    "nobody has accepted is in no figure of this report."
                ]
                if suggested
                else ()
            ),
            "A theme's figures count sessions, people and passages. Overlapping passages of two coders count once. "
            "A session counts as read once a person has coded anything in it, or called it finished.",
        )

    def limits(
        self,
        turns: pd.DataFrame,
        codings: pd.DataFrame,
        groups: Iterable[Group],
        finished: Collection[str] = (),
        in_part: int = 0,
    ) -> tuple[str, ...]:
        """What the report cannot say."""
        unread = turns["transcript"].nunique() - len(sessions_of(turns, codings, finished))
        waiting = sum("await" in group.translation.casefold() for group in groups)
        lines = [
            "The participants are not a sample of the community. Counts show how widely something was raised here, "
            "not how common it is; what one person said once can matter most.",
        ]
        if unread:
            lines.append(f"Nobody has read {unread} of the {turns['transcript'].nunique()} sessions yet.")
        if in_part:
            lines.append(
                f"{_several(in_part, 'session was', 'sessions were')} read in part only: the figures take them as "
                "read, and what was not found there may have been said."
            )
        if waiting:
            await_review = _several(waiting, "translation awaits", "translations await")
            # Not which: of an interview, the id is one person's.
            lines.append(f"{await_review} review by speakers of the language.")
        if not self.reviewed:
            lines.append("Participants have not yet checked the findings.")
        return tuple(lines)

    def topics(self, run: TopicRun | None, most: int, without: str) -> str:
        """What the candidate patterns are and how many of them are shown, or why there are none."""
        if run is None:
            return f"This report has no topics. {without}".strip()
        shown = min(most, len(run.shown))
        return (
            f"A topic model sorted {run.documents} pieces of talk into {len(run.topics)} topics (seed {run.seed}). "
            f"Shown are the {shown} that the codebook may miss most, of {len(run.shown)} that at least "
            f"{run.min_speakers} people in at least {run.min_sessions} sessions carry."
        )

    def _told(self, group: Group, members: int) -> tuple[str, str, str, str, str]:
        # Of a group so small that its members could be told apart, not even the kind of people is said.
        who = (group.label or "not described") if members >= self.settings.min_cell else _NOT_SHOWN
        kind = _KINDS[group.kind].removesuffix("s")
        spoken = languages(group.spoken or (group.language,))
        # Two groups that may be described are two rows, even if they are described alike.
        return (who, kind, spoken, group.translation or "not translated", "" if who == _NOT_SHOWN else group.id)

    def _took_part(self) -> str:
        # Each role's number is also what its themes' counts are out of, so where one role is small, the sum of both
        # is what must not be told exactly.
        least = self.settings.min_cell
        roles = [people(count, least) for count in Counter(person.role for person in self.participants).values()]
        told = sum(role.value for role in roles if role.value is not None)
        if all(role.is_number for role in roles) or len(self.participants) < least:
            return people(len(self.participants), least).text
        return f"more than {told}" if told else _NOT_SHOWN

    def _by_role(self) -> Breakdown:
        roles = Counter(person.role for person in self.participants)
        rows = tuple((_ROLES[role], people(roles[role], self.settings.min_cell).text) for role in VOICES)
        columns = ("Role", "People")
        return Breakdown(caption="Participants by role", columns=columns, rows=(*rows, ("All", self._took_part())))

    def _by_trait(self, caption: str, column: str, counts: Sequence[tuple[str, int]]) -> tuple[Breakdown, ...]:
        shown = parts([count for _, count in counts], self.settings.min_cell)
        if not any(part.is_number for part in shown):
            return ()
        rows = tuple((words, part.text) for (words, _), part in zip(counts, shown, strict=True))
        total = str(sum(count for _, count in counts))
        return (Breakdown(caption=caption, columns=(column, "People"), rows=(*rows, ("All", total))),)


def _several(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _session(run: list[Group], told: tuple[str, str, str, str, str]) -> tuple[str, ...]:
    who, kind, spoken, translation, _ = told
    names = run[0].id if len(run) == 1 else f"{run[0].id} to {run[-1].id}"
    months = {group.month for group in run}
    month = run[0].month or "not given" if len(months) == 1 else "several months"
    return (names, who, kind, month, spoken, translation)


def _in_order(value: str) -> tuple[list[int] | list[float], str]:
    # "2 to 5 years" comes before "10 years and more", and what holds no number comes last.
    return ([int(number) for number in re.findall(r"\d+", value)] or [math.inf], value)


def languages(tags: Iterable[str]) -> str:
    """Name languages in English where tlc knows their names.

    >>> languages(["ro", "en-GB"])
    'Romanian and English'
    """
    *first, last = [_LANGUAGES.get(tag.partition("-")[0], tag) for tag in tags] or [""]
    return f"{', '.join(first)} and {last}" if first else last

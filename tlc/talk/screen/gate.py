"""The gate between a file and the study: what was found in it, what people decided, and whether it may come in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, replace

from tlc.errors import StudyError, TranscriptError
from tlc.talk.screen._hit import KINDS, bracket
from tlc.talk.screen.find import RULES, Rules, screen
from tlc.talk.screen.finding import FILE_NAME, Choice, Decision, Finding, Place, Screening, pieces_of
from tlc.talk.screen.log import Entry, Log
from tlc.talk.screen.replace import label_for, replaced
from tlc.talk.screen.seal import Seal
from tlc.talk.session_file import SessionFile

OUT_REASON = "It stands in a part of the file that does not come into the study."
REPLACE_REASON = "It could tell who somebody is."
_SHORTEST_REASON = 4
# Findings that not everybody's check can make.
_MEANS = ("roster.", "presidio.")


class Gate:
    """The gate of one study, as one person uses it.

    Parameters
    ----------
    log : Log
        Everybody's checks and decisions so far; this person's are added.
    seal : Seal
    rules : Rules
    now : callable
        Gives the time in ISO 8601.
    """

    def __init__(self, log: Log, seal: Seal, rules: Rules, *, now: Callable[[], str]) -> None:
        self.log, self.seal, self.rules, self._now = log, seal, rules, now

    def check(self, file: SessionFile) -> Screening:
        """Look through a file, and write down what was found and in which bytes."""
        text = _text_digest(file)
        found = self._found(file, text)
        self.log.write(
            "check",
            self._now(),
            file=file.digest,
            text=text,
            rules=found.rules,
            kinds=len(set(KINDS.values())),
            roster=self.rules.roster is not None,
            known=len(self.rules.known),
            key=self.seal.name,
            verdict=found.verdict,
            findings=[_entry(finding) for finding in found.findings],
        )
        return found

    def again(self, found: Screening) -> Screening:
        """Give a screening with the decisions that were made since."""
        return self._with_decisions(found)

    def decide(
        self,
        found: Screening,
        seal: str,
        choice: Choice,
        *,
        reason: str = "",
        label: str = "",
        everywhere: bool = False,
    ) -> Decision:
        """Write down what a person decides about everything in a file that has one seal.

        Parameters
        ----------
        found : Screening
        seal : str
            Which findings of it.
        choice : str
            ``replace``, ``keep`` or ``out``: see ``Decision``.
        reason : str
            Why; must be said for ``keep``.
        label : str
            For ``replace``: what it is, in words; by default its kind.
        everywhere : bool
            For ``keep``: in the study's other files too.

        Raises
        ------
        StudyError
            Nothing in the file has that seal, an identifier would be kept, or the reason is missing.
        """
        about = [one for one in found.findings if one.seal == seal and one.comes_in == (choice != "out")]
        if not about:
            raise StudyError("There is no such finding in this file.", hint="Check the file again: tlc check FILE")
        if choice == "keep" and any(finding.level == "block" for finding in about):
            raise StudyError(
                f"A {about[0].words} may not stay in a transcript.", hint="Replace it; if it is none, no harm is done."
            )
        if choice == "keep" and len(reason.strip()) < _SHORTEST_REASON:
            raise StudyError("It is not said why this may stay.", hint="Give a reason in a few words, without names.")
        self._refuse_words(reason, label)
        decision = Decision(
            choice=choice,
            seal=seal,
            by=self.log.by,
            at=self._now(),
            reason=reason.strip() or {"replace": REPLACE_REASON, "out": OUT_REASON}[choice],
            label=label_for(label or bracket(about[0].kind), seal, *self.labels()) if choice == "replace" else "",
            file=found.digest,
            places=tuple(finding.place for finding in about),
            everywhere=everywhere or choice == "replace",
            rules=self.rules.version,
        )
        fields = asdict(decision)
        fields["places"] = [_place_entry(place) for place in decision.places]
        self.log.write("decision", fields.pop("at"), key=self.seal.name, **{k: fields[k] for k in fields if k != "by"})
        return decision

    def labels(self) -> tuple[dict[str, str], dict[str, str]]:
        """Labels by seal: those that stand, and all that were ever given, for ``label_for``."""
        ever = {line["seal"]: line["label"] for line in self.log.entries("decision") if line["label"]}
        return {line["seal"]: line["label"] for line in self._decisions() if line["label"]}, ever

    def undo(self, files: Collection[str] | None = None) -> bool:
        """Take back this person's last decision that still stands; whether there was one.

        ``files`` are digests: of the files that the person is at, and of no other.
        """
        mine = [line for line in self._decisions() if line["by"] == self.log.by]
        mine = [line for line in mine if files is None or line["file"] in files]
        if not mine:
            return False
        self.log.write("undo", self._now(), of=mine[-1]["hash"])
        return True

    def clear(self, file: SessionFile) -> SessionFile:
        """Let a file through, with brackets in place of what identifies.

        The bytes must have been checked by these rules, and everything that they or a later look found be decided.

        Raises
        ------
        TranscriptError
            It was not checked as it stands, or something in it waits for a decision.
        """
        checks = [line for line in self.log.entries("check") if line["file"] == file.digest]
        current = [line for line in checks if line["rules"].split("+")[0] == RULES]
        if not current:
            older = " by the rules of this version" if checks else ""
            raise TranscriptError(
                f"The file has not been checked for identifiers{older}.", where=file.name, hint="Run: tlc check FILE"
            )
        text = _text_digest(file)
        if current[-1]["text"] != text:
            raise TranscriptError(
                "The file reads otherwise now than when it was checked.", where=file.name, hint="Run: tlc check FILE"
            )
        findings = self._found(file, text).findings
        open_ones = [finding for finding in findings if finding.is_open]
        if open_ones:
            raise _not_decided(open_ones, file)
        return replace(file, raw=replace(file.raw, turns=replaced(file.raw.turns, findings)))

    def _found(self, file: SessionFile, text: str) -> Screening:
        """What is found now, and what was found in these words by other means, such as a roster that is not at hand."""
        found = screen(file, self.rules, self.seal)
        places = {finding.place for finding in found.findings}
        more: dict[Place, Finding] = {}
        for line in self.log.entries("check"):
            if line["file"] == file.digest and line["text"] == text:
                earlier = [finding for finding in map(_finding, line["findings"]) if finding.rule.startswith(_MEANS)]
                more |= {finding.place: finding for finding in earlier if finding.place not in places}
        return self._with_decisions(replace(found, findings=(*found.findings, *more.values())))

    def _refuse_words(self, *said: str) -> None:
        """See to it that a reason or a label, which are kept, tell nobody who somebody is."""
        for text in said:
            hit = next(iter(self.rules.hits(text)), None)
            if hit is not None:
                raise StudyError(
                    f"What you wrote holds something that could be a {hit.words}, and it would be kept.",
                    hint="Say what it is and not which one: sister, town, an ordinary word.",
                )

    def _with_decisions(self, found: Screening) -> Screening:
        decisions = [_decision(line) for line in self._decisions()]
        by_seal: dict[str, list[Decision]] = {}
        by_place: dict[Place, list[Decision]] = {}
        for decision in decisions:
            by_seal.setdefault(decision.seal, []).append(decision)
            for place in decision.places if decision.file == found.digest else ():
                by_place.setdefault(place, []).append(decision)

        def decided(finding: Finding) -> Finding:
            # The latest that settles it, so that a person may change their mind.
            for one in (*reversed(by_place.get(finding.place, ())), *reversed(by_seal.get(finding.seal, ()))):
                if one.settles(finding, file=found.digest, rules=self.rules.version):
                    return replace(finding, decision=one)
            return replace(finding, decision=None)

        return replace(found, findings=tuple(map(decided, found.findings)))

    def _decisions(self) -> list[Entry]:
        undone = {line["of"] for line in self.log.entries("undo")}
        return [line for line in self.log.entries("decision") if line["hash"] not in undone]


def _text_digest(file: SessionFile) -> str:
    whole = hashlib.sha256()
    for part, index, _, text, _ in pieces_of(file.raw, file.name):
        if part != FILE_NAME:
            whole.update(f"{part}\x1e{index}\x1e{text}\x1e".encode())
    return whole.hexdigest()


def _entry(finding: Finding) -> list[object]:
    return [
        finding.kind,
        finding.level,
        finding.rule,
        finding.number,
        finding.seal,
        *_place_entry(finding.place),
    ]


def _place_entry(place: Place) -> list[object]:
    return [place.part, place.index, place.start, place.end]


def _place(entry: Iterable[object]) -> Place:
    part, index, start, end = entry
    return Place(part=str(part), index=int(str(index)), start=int(str(start)), end=int(str(end)))


def _finding(entry: list[object]) -> Finding:
    kind, level, rule, number, seal, *place = entry
    return Finding(
        kind=str(kind),
        level="block" if level == "block" else "warn",
        rule=str(rule),
        number=int(str(number)),
        seal=str(seal),
        place=_place(place),
    )


def _decision(line: Mapping[str, object]) -> Decision:
    fields = {name: line[name] for name in Decision.__dataclass_fields__}
    fields["places"] = tuple(map(_place, line["places"]))  # type: ignore[call-overload]
    return Decision(**fields)  # type: ignore[arg-type]


def _not_decided(findings: list[Finding], file: SessionFile) -> TranscriptError:
    blocks = sum(finding.level == "block" for finding in findings)
    warns = len(findings) - blocks
    parts = [f"{blocks} identifier{'s' * (blocks > 1)} must go"] if blocks else []
    parts += [f"{warns} findings wait for a decision" if warns > 1 else "1 finding waits for a decision"] * (warns > 0)
    number = next((finding.number for finding in findings if finding.number), 0)
    where = f", the first at {file.raw.unit} {number}" if number else ""
    return TranscriptError(
        f"{' and '.join(parts)}{where}.",
        where=file.name,
        hint="Decide on each with: tlc review FILE --by YOU",
    )

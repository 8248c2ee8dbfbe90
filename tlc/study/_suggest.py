"""What a study does with what was learnt from its people: suggestions, what to look at next, how good it is."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from tlc._clock import utc_now
from tlc.errors import AnalysisError, CodingError
from tlc.study._reading import Reading

if TYPE_CHECKING:
    from tlc.lab.show import Listing
    from tlc.lab.suggestion_quality import QualityTable
    from tlc.lab.suggestions import QueueTable, SuggestionsTable
    from tlc.listen.suggest.doubt import Doubt
    from tlc.listen.suggest.labels import Floats
    from tlc.study._suggesting import Known, Learning

RECORD = ("suggestions", "run.toml")


class Suggest(Reading):
    """The part of ``Study`` that has to do with suggestions that are learnt."""

    def suggest(self, *, seed: int = 1) -> SuggestionsTable:
        """Suggest codings, learnt from what people accepted and rejected.

        They count nowhere until a person accepts them. It learns from people only: never from rules' suggestions, and
        never from its own. What it wrote before is replaced. How it was made is kept in ``suggestions/run.toml``:
        recipe, seed, and digests of what it learnt from.

        Parameters
        ----------
        seed : int
            Recorded; the same seed, words, codebook and codings give the same suggestions.

        Returns
        -------
        SuggestionsTable
            ``frame``, ``items``, ``quality()`` and ``doubts()``.

        Raises
        ------
        CodingError
            A coder's file cannot be read: nothing is learnt without what is in it.
        AnalysisError
            There are no turns to suggest anything for.
        """
        from tlc.lab.suggestions import SuggestionsTable
        from tlc.listen.codings import replace_suggestions
        from tlc.model import MODEL
        from tlc.study._suggesting import all_suggestions

        learning = self._learning_now(seed)
        known = learning.known()
        unseen = cache(learning.unseen)
        marks = all_suggestions(known, unseen(), made_at=utc_now())
        replace_suggestions(self.path / "codings", MODEL, marks)
        self._forget("marks")
        self._record_run(learning, known, len(marks))
        who = Counter(mark.coder for mark in known.ground.labels.accepted) if known.from_people else Counter()
        return SuggestionsTable(
            items=marks,
            learnt_from=dict(sorted(who.items())),
            codebook=self.codebook,
            _quality=cache(lambda: self._quality(known, unseen(), seed)),
            _doubts=cache(lambda: self._doubts(known, unseen())),
        )

    def next(self, coder: str, *, most: int = 20, seed: int = 1) -> QueueTable:
        """Say which turns a coder should look at next, and why each of them.

        Of ten turns seven have a term of a code that was looked at least; three are drawn at random, so that it can be
        estimated how common codes are. Every turn that the coder has not read comes sooner or later, and none twice.
        Which code it is for is said only in sessions where the coder has asked for suggestions: until then they code on
        their own.

        Parameters
        ----------
        coder : str
            Who codes: their short name.
        most : int
            How many turns to list.
        seed : int
            Of the random turns; keep to one, or the random sample begins anew.

        Raises
        ------
        CodingError
            A coder's file cannot be read, or the coder is a machine.
        AnalysisError
            There are no turns to look at.
        """
        from tlc.lab.suggestions import QueueTable
        from tlc.listen.suggest.queue import next_turns, veiled
        from tlc.model import MODEL, RULES

        if coder in (RULES.id, MODEL.id):
            raise CodingError(f"'{coder}' is a machine's name, and only people read.", hint="Use your own: asha.")
        ground = self._learning_now(seed).known().ground
        turns = next_turns(ground.material, ground.hits, ground.labels, coder=coder, most=max(most, 0), seed=seed)
        own = ground.labels.by_coder.get(coder)
        left = len(ground.material) - (int(own.read.sum()) if own is not None else 0)
        asked = frozenset().union(*(one.shown for one in self.kept if one.coder.id == coder))
        told = [session for session, what in asked if what == "suggestions"]
        return QueueTable(coder=coder, items=veiled(turns, told), left=left)

    # Behind the methods

    def _learning_now(self, seed: int) -> Learning:
        from tlc.study._suggesting import learning_of

        if seed < 0:
            raise AnalysisError("The seed cannot be below 0.", hint="Use 1, as by default.")
        for error in self.damaged:
            raise error
        learning = learning_of(self, seed=seed)
        if not len(learning.known().ground.material):
            raise AnalysisError(
                "There are no turns of participants to suggest anything for.",
                hint="Check session files with study.check(FILES), and bring them in with study.add(FILES).",
            )
        return learning

    def _quality(self, known: Known, unseen: Floats, seed: int) -> QualityTable:
        from tlc.lab.suggestion_quality import QualityTable
        from tlc.listen.suggest.quality import measurable, quality
        from tlc.listen.suggest.sampled import sampled
        from tlc.listen.suggest.together import together

        ground = known.ground
        people = together(ground.material, ground.labels, self.kept)
        why = measurable(unseen)
        return QualityTable(
            measured=why or quality(ground.material, ground.labels, unseen, seed=seed),
            people=people.overall,
            by_code=people.by_code,
            people_interval=people.interval,
            intervals=people.intervals,
            sampled=sampled(ground.material, ground.labels, ground.hits, seed=seed),
            codebook=self.codebook,
        )

    def _doubts(self, known: Known, unseen: Floats) -> Listing[Doubt]:
        from tlc.lab.suggestions import doubtful
        from tlc.listen.suggest.doubt import doubts
        from tlc.listen.suggest.quality import measurable

        if measurable(unseen) is not None:
            return doubtful((), (), known=False)
        return doubtful(*doubts(known.ground.material, known.ground.labels, unseen))

    def _record_run(self, learning: Learning, known: Known, count: int) -> None:
        """Write down how the suggestions were made: enough to make them again, and nobody's words."""
        import sys

        from tlc import __version__
        from tlc._files import write_whole
        from tlc.listen.codings import coder_files, tip_of

        tips = {path.stem.casefold(): tip_of(path) for path in coder_files(self.path / "codings")}
        vectors = learning.embedder
        learnt = [one.coder.id for one in self.kept if not one.coder.is_machine]
        lines = [
            "# How the suggestions in codings/model.sqlite were made. There are nobody's words in this file.",
            f"suggestions = {count}",
            f"learnt = {json.dumps(known.from_people)}",
            f"seed = {learning.recipe.seed}",
            f"recipe = {json.dumps(learning.recipe.digest)}",
            f"embedder = {json.dumps(f'{vectors.name} {vectors.revision}' if vectors else '')}",
            f"codebook = {json.dumps(self.codebook.digest)}",
            "",
            "[versions]",
            f"tlc = {json.dumps(__version__)}",
            f'python = "{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"',
            *(f"{name} = {json.dumps(version(name))}" for name in ("numpy", "scipy", "scikit-learn")),
            "",
            "[learnt_from]",
            *(f"{json.dumps(name)} = {{ events = {tips[name].number}, digest = {json.dumps(tips[name].digest)} }}"
              for name in learnt),
            "",
            "[transcripts]",
            *(f"{name} = {json.dumps(one.digest)}" for name, one in self.transcripts.items()),
        ]  # fmt: skip
        write_whole(self.path.joinpath(*RECORD), "\n".join(lines) + "\n")

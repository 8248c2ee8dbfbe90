"""Suggestions from what people have coded by now: for the coding page, for the queue and for a whole study.

What costs time depends on words and codebook alone, and is kept while these stay; the model is learnt anew when
somebody has coded something since. Nothing of it is written down but the suggestions, and how they were made.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tlc._clock import utc_now
from tlc.listen.suggest._recipe import Recipe
from tlc.listen.suggest.embedder import chosen_embedder
from tlc.listen.suggest.features import Features
from tlc.listen.suggest.hits import Hits, find_hits
from tlc.listen.suggest.labels import Bools, Floats, Labels, judge
from tlc.listen.suggest.learn import Learned, learn, out_of_fold
from tlc.listen.suggest.material import Material, material
from tlc.listen.suggest.queue import Next, next_turns
from tlc.listen.suggest.suggestions import Ground, Likely, likely, suggest
from tlc.study._fresh import TRANSCRIPTS, stamp_of

if TYPE_CHECKING:
    from tlc.model import Coding
    from tlc.study._holdings import Holdings

#: From fewer turns and codes that people put, nothing is learnt: the order is that of the rules.
FEWEST_CODINGS = 10


class _Laid(NamedTuple):
    material: Material
    hits: Hits
    features: Features


@dataclass(frozen=True, kw_only=True, eq=False)
class Known:
    """What was learnt from what coders' files held at a moment.

    Attributes
    ----------
    ground : Ground
    learned : Learned
    scores : float array, shape (turns, codes)
        The chances that the model gives.
    from_people : bool
        Whether there was enough to learn from; else the chances are those of the rules.
    """

    ground: Ground
    learned: Learned
    scores: Floats
    from_people: bool


class Learning:
    """Learns for one study, and knows what it need not do again.

    Parameters
    ----------
    study : Holdings
    seed : int
        For the model; recorded.
    """

    def __init__(self, study: Holdings, *, seed: int = 1) -> None:
        self._study, self.recipe = study, Recipe(seed=seed)
        self.embedder = chosen_embedder(study.settings.embedder, folder=study.path)
        self._laid: tuple[object, _Laid] | None = None
        self._known: tuple[object, Known] | None = None
        self._beside: tuple[object, tuple[Learned, Floats]] | None = None

    def known(self) -> Known:
        """What can be known from the files as they are now; the very same object where nothing has changed."""
        study, book = self._study, self._study.codebook
        words = (stamp_of(study.path, TRANSCRIPTS, "participants.csv"), book.digest or book)
        if self._laid is None or self._laid[0] != words:
            self._laid = words, self._lay_out()
        kept = study.kept
        state = (words, tuple((one.coder.id, one.number) for one in kept if not one.coder.is_machine))
        if self._known is None or self._known[0] != state:
            laid = self._laid[1]
            labels = judge(laid.material, kept, book)
            ground = Ground(material=laid.material, hits=laid.hits, labels=labels, features=laid.features)
            self._known = state, self._learn(ground)
        return self._known[1]

    def without(self, session: str) -> tuple[Learned, Floats]:
        """A model that has not seen a session, and its chances: for turns in it that were judged.

        While somebody codes the session, nothing that this model learns from changes.
        """
        ground = self.known().ground
        values = self._enough(ground.labels, but=_in(ground.material, session))
        state = (id(ground.features), hashlib.sha256(values.tobytes()).digest())
        if self._beside is None or self._beside[0] != state:
            learned = learn(ground.features, values, recipe=self.recipe)
            self._beside = state, (learned, learned.scores(ground.features))
        return self._beside[1]

    def unseen(self) -> Floats:
        """Chances of judged turns by models that have not seen their session; NaN where nothing was judged."""
        known = self.known()
        values, sessions = known.ground.labels.values, known.ground.material.sessions
        judged = {session for session, row in zip(sessions, values, strict=True) if not np.isnan(row).all()}
        if len(judged) < 2 or not known.from_people:
            return np.full(values.shape, np.nan)
        return out_of_fold(known.ground.features, values, sessions, recipe=self.recipe)

    def _lay_out(self) -> _Laid:
        study = self._study
        laid = material(study.turns, study.people)
        features = Features.fit(
            laid.texts,
            study.codebook,
            language=laid.languages,
            questions=laid.questions,
            embedder=self.embedder,
            recipe=self.recipe,
        )
        return _Laid(laid, find_hits(laid, study.codebook), features)

    def _learn(self, ground: Ground) -> Known:
        values = self._enough(ground.labels)
        learned = learn(ground.features, values, recipe=self.recipe)
        return Known(
            ground=ground,
            learned=learned,
            scores=learned.scores(ground.features),
            from_people=not bool(np.isnan(values).all()),
        )

    @staticmethod
    def _enough(labels: Labels, but: Bools | None = None) -> Floats:
        """What is to be learnt from; nothing where there is too little."""
        values = labels.values.copy()
        if but is not None:
            values[but] = np.nan
        if (values > 0).sum() < FEWEST_CODINGS:
            values[:] = np.nan
        return values


class Suggesting:
    """What the coding page asks for while somebody codes.

    Parameters
    ----------
    study : Holdings
    coder : str
        Who codes.
    seed : int
        Of the model and of the queue.
    """

    def __init__(self, study: Holdings, coder: str, *, seed: int = 1) -> None:
        self._coder, self._seed = coder, seed
        self._learning = learning_of(study, seed=seed)
        # The same for as long as the page is open: a suggestion that stays is the same one.
        self._made_at = utc_now()

    def suggestions(self, session: str) -> tuple[Coding, ...]:
        """Suggest codes for the turns of a session, from what the coders' files hold now.

        A turn that the coder has judged is scored by a model that has not seen their session: else what they passed
        over could never be suggested.
        """
        known = self._learning.known()
        ground, labels = known.ground, known.ground.labels
        here = _in(ground.material, session)
        own = labels.by_coder.get(self._coder)
        read = here & own.read if own is not None else here & False
        decided = own.decided if own is not None else _nowhere(labels)
        chosen = self._made(ground, known.learned, likely(known.scores, decided, _rows(here & ~read)))
        if read.any():
            learned, scores = self._learning.without(session)
            chosen += self._made(ground, learned, likely(scores, decided, _rows(read)))
        return tuple(sorted(chosen, key=lambda mark: ground.material.rows[mark.span.turn]))

    def queue(self, most: int) -> tuple[Next, ...]:
        """Say which turns this coder should look at next."""
        ground = self._learning.known().ground
        return next_turns(ground.material, ground.hits, ground.labels, coder=self._coder, most=most, seed=self._seed)

    def _made(self, ground: Ground, learned: Learned, chosen: tuple[Likely, ...]) -> tuple[Coding, ...]:
        return suggest(ground, learned, chosen, made_at=self._made_at)


def all_suggestions(known: Known, unseen: Floats, *, made_at: str) -> tuple[Coding, ...]:
    """Suggest codes for every turn of the study, of those that nobody put or rejected there.

    Parameters
    ----------
    unseen : float array, shape (turns, codes)
        The chances of judged turns by models that have not seen their session; NaN elsewhere.
    """
    ground = known.ground
    decided = _nowhere(ground.labels)
    for judged in ground.labels.by_coder.values():
        decided |= judged.decided
    scores = np.where(np.isnan(unseen), known.scores, unseen)
    chosen = likely(scores, decided, range(len(ground.material)))
    return suggest(ground, known.learned, chosen, made_at=made_at)


def learning_of(study: Holdings, *, seed: int = 1) -> Learning:
    """The learning of a study that is open: one for each seed, shared by all that ask for it."""
    held: dict[int, Learning] = study.__dict__.setdefault("_learning", {})
    return held.setdefault(seed, Learning(study, seed=seed))


def _in(words: Material, session: str) -> Bools:
    return np.fromiter((one == session for one in words.sessions), dtype=bool, count=len(words))


def _rows(where: Bools) -> list[int]:
    return [int(row) for row in np.flatnonzero(where)]


def _nowhere(labels: Labels) -> Bools:
    return np.zeros(labels.values.shape, dtype=bool)

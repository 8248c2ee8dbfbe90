"""Every knob of the learner, in one place, so that a model can be made again from a line of text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How suggestions are learnt; with the same words, judgements and recipe come the same suggestions.

    A model starts from what the rules say and moves away from it only as far as judgements take it. First come the log
    odds of a code before anybody judged. They are one sum for all codes, and are learnt again, for all codes together,
    from the first judgement on. Then comes how strongly the weights of each kind of evidence are held at nothing: the
    larger, the more judgements it takes to move them.

    Attributes
    ----------
    seed : int
        For the folds in which a model is tried.
    unhit, hit, further : float
        Log odds of a code where none of its terms stands, what is added where one does, and for each doubling of how
        many different ones do.
    hit_length, unhit_length : float
        Added for each natural logarithm by which a text is longer than the others, where a term of the code stands
        and where none does.
    hit_crowd, unhit_crowd : float
        The same for how many codes have terms in the text: they compete.
    unhit_rate : float
        Added, where no term of a code stands, for how often its terms stand elsewhere.
    belief : float
        How strongly these are held at the numbers above.
    usual, own_hit, hit_of_other, own_term, word, length, theme, vector, question : float
        Strengths: of how often the code is used, of its rules as a whole, of the other codes' rules, of each of its
        terms, of words, of the length of the text, of themes, of the embedder's dimensions and of the question asked.
    lapse : float
        No chance is larger than 1 less this: people slip, and of texts as alike as can be a few are coded otherwise.
    rare : int
        Words in fewer texts than this are passed over.
    themes : int
        Into so many dimensions the words of the texts are condensed, at most, so that words which keep the same
        company speak for each other.
    steps : int
        After so many steps the search for weights ends.

    >>> Recipe().digest == Recipe(seed=1).digest, Recipe().digest == Recipe(seed=2).digest
    (True, False)
    """

    seed: int = 1
    unhit: float = -5.0
    hit: float = 4.85
    further: float = 1.1
    hit_length: float = -0.3
    unhit_length: float = 0.8
    hit_crowd: float = -0.9
    unhit_crowd: float = -1.0
    unhit_rate: float = 1.0
    belief: float = 20.0
    usual: float = 0.5
    own_hit: float = 2.0
    hit_of_other: float = 8.0
    own_term: float = 2.0
    word: float = 0.5
    length: float = 4.0
    theme: float = 0.5
    vector: float = 1.0
    question: float = 1.0
    lapse: float = 0.03
    rare: int = 2
    themes: int = 150
    steps: int = 15

    @property
    def digest(self) -> str:
        """SHA-256 of all knobs."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

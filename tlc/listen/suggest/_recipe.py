"""Every knob of the learner, in one place, so that a model can be made again from a line of text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How suggestions are learnt; with the same words, judgements and recipe come the same suggestions.

    A model starts from what the rules say and moves away from it only as far as judgements take it. The strength of
    each kind of evidence is how strongly its weights are held at nothing: the larger, the more judgements it takes.

    Attributes
    ----------
    seed : int
        For the folds in which a model is tried.
    unhit, hit : float
        What the rules say before anybody judged: log odds of a code where none of its terms stands, and what is
        added where one does.
    further : float
        What is added for each doubling of the number of its terms that stand in the text.
    usual, own_hit, own_term, hit_of_other, word, part, vector, question : float
        Strengths: of a code's frequency, of its rules as a whole, of each of its terms, of the other codes' rules,
        of words, of parts of words, of the embedder's dimensions and of the question asked.
    rare_word, rare_part : int
        Words, and parts of words, in fewer texts than this are passed over.
    words_weigh : float
        The length to which the words of each text, taken together, are brought; `parts_weigh` and `vectors_weigh`
        likewise.

    >>> Recipe().digest == Recipe(seed=1).digest, Recipe().digest == Recipe(seed=2).digest
    (True, False)
    """

    seed: int = 1
    unhit: float = -3.5
    hit: float = 3.0
    further: float = 0.5
    usual: float = 0.5
    own_hit: float = 2.0
    own_term: float = 2.0
    hit_of_other: float = 4.0
    word: float = 4.0
    part: float = 4.0
    vector: float = 4.0
    question: float = 4.0
    rare_word: int = 2
    rare_part: int = 3
    words_weigh: float = 3.0
    parts_weigh: float = 2.0
    vectors_weigh: float = 2.0

    @property
    def digest(self) -> str:
        """SHA-256 of all knobs."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

"""What each term of a codebook finds here, what it finds in talk about other things, and how often it was right."""

from tlc.listen.lint._around import Neighbour, Snippet
from tlc.listen.lint._judged import judge
from tlc.listen.lint._uses import LEAST_JUDGED, TermUse, languages_of, lint

__all__ = ["LEAST_JUDGED", "Neighbour", "Snippet", "TermUse", "judge", "languages_of", "lint"]

"""The review in a notebook: each thing that the gate found, in its context, decided by one key."""

from tlc.lab.review.widget import ReviewWidget

__all__ = ["ReviewWidget"]

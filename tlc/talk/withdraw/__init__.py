"""Leaving the study: what a person said is found wherever it lies in the folder, and taken out."""

from tlc.talk.withdraw._marker import MARKER, RECORD, Begun, begun, check_leaving, finished, records
from tlc.talk.withdraw._scan import Place, scan
from tlc.talk.withdraw._table import mark_withdrawn
from tlc.talk.withdraw._transcripts import (
    blanked,
    blanked_text,
    cleared,
    cleared_text,
    naming,
    turns_of,
    turns_to_review,
)
from tlc.talk.withdraw._words import Words, words_of

__all__ = [
    "MARKER",
    "RECORD",
    "Begun",
    "Place",
    "Words",
    "begun",
    "blanked",
    "blanked_text",
    "check_leaving",
    "cleared",
    "cleared_text",
    "finished",
    "mark_withdrawn",
    "naming",
    "records",
    "scan",
    "turns_of",
    "turns_to_review",
    "words_of",
]

"""Screening: a proposed plan held against every theme that people are fairly sure of, and what came of it."""

from tlc.change.screening.rows import ANSWERS, Screened, Screening, screen
from tlc.change.screening.sheet import read_sheet, sheet_of

__all__ = ["ANSWERS", "Screened", "Screening", "read_sheet", "screen", "sheet_of"]

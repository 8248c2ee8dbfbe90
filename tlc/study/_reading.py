"""Reading what was coded: matrix, comparisons, search, saturation."""

from __future__ import annotations

from tlc.study._agreement import Agreement


class Reading(Agreement):
    """The part of ``Study`` that has to do with reading what was coded."""

"""How sure we are of each theme: proposed by rule from the study's own data, confirmed or changed by people."""

from tlc.change.rating.figures import Against, Figures, Ground
from tlc.change.rating.log import (
    FOLDER,
    Entry,
    check_entries,
    count_with,
    fingerprint,
    read_entries,
    without_turns,
    write_entries,
)
from tlc.change.rating.propose import propose
from tlc.change.rating.settle import Said, said, settle

__all__ = [
    "FOLDER",
    "Against",
    "Entry",
    "Figures",
    "Ground",
    "Said",
    "check_entries",
    "count_with",
    "fingerprint",
    "propose",
    "read_entries",
    "said",
    "settle",
    "without_turns",
    "write_entries",
]

"""Several studies side by side: what they share, what is one's own, and what cannot be set side by side."""

from tlc.change.synthesis.mapping import Mapping, Match, match, read_mapping
from tlc.change.synthesis.projects import Project, read_projects
from tlc.change.synthesis.side_by_side import KINDS, Part, Synthesis, Theme, side_by_side

__all__ = [
    "KINDS",
    "Mapping",
    "Match",
    "Part",
    "Project",
    "Synthesis",
    "Theme",
    "match",
    "read_mapping",
    "read_projects",
    "side_by_side",
]

"""The nouns of a study: frozen, made of the standard library alone."""

from tlc.model.action import (
    ACTION_STATUSES,
    HORIZONS,
    Action,
    Evidence,
    Framework,
    LibraryAction,
    Measure,
    Principle,
)
from tlc.model.codebook import (
    CODE_KINDS,
    CODE_ORIGINS,
    CODE_STATUSES,
    POLARITIES,
    Code,
    Codebook,
    CodebookChange,
    PrincipleLink,
)
from tlc.model.coding import (
    CODER_KINDS,
    MODEL,
    PROPOSED,
    RULES,
    STATUSES,
    Coder,
    Coding,
    Proposal,
    Summary,
    proposal_id,
)
from tlc.model.corpus import Source, Transcript
from tlc.model.note import Note
from tlc.model.people import GROUP_KINDS, ROLES, VOICES, Consent, Group, Participant
from tlc.model.placing import HOWS, Placing
from tlc.model.problem import Problem
from tlc.model.settings import Settings
from tlc.model.text import Span, Turn, turn_id
from tlc.model.topic import Candidate, Topic, TopicRun

__all__ = [
    "ACTION_STATUSES",
    "CODER_KINDS",
    "CODE_KINDS",
    "CODE_ORIGINS",
    "CODE_STATUSES",
    "GROUP_KINDS",
    "HORIZONS",
    "HOWS",
    "MODEL",
    "POLARITIES",
    "PROPOSED",
    "ROLES",
    "RULES",
    "STATUSES",
    "VOICES",
    "Action",
    "Candidate",
    "Code",
    "Codebook",
    "CodebookChange",
    "Coder",
    "Coding",
    "Consent",
    "Evidence",
    "Framework",
    "Group",
    "LibraryAction",
    "Measure",
    "Note",
    "Participant",
    "Placing",
    "Principle",
    "PrincipleLink",
    "Problem",
    "Proposal",
    "Settings",
    "Source",
    "Span",
    "Summary",
    "Topic",
    "TopicRun",
    "Transcript",
    "Turn",
    "proposal_id",
    "turn_id",
]

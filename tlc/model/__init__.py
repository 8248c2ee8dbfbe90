"""The nouns of a study: frozen, made of the standard library alone."""

from tlc.model.action import (
    ACTION_STATUSES,
    HORIZONS,
    Action,
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
from tlc.model.evidence import Evidence
from tlc.model.involvement import INVOLVEMENT_KINDS, Involvement
from tlc.model.note import Note
from tlc.model.people import GROUP_KINDS, ROLES, SESSION_KINDS, VOICES, Consent, Group, Participant
from tlc.model.placing import HOWS, Placing
from tlc.model.problem import Problem
from tlc.model.rating import COMPONENTS, CONCERNS, LEVELS, Contrary, Judged, Rating, level_of
from tlc.model.settings import Settings
from tlc.model.text import Span, Turn, turn_id
from tlc.model.topic import Candidate, Topic, TopicRun

__all__ = [
    "ACTION_STATUSES",
    "CODER_KINDS",
    "CODE_KINDS",
    "CODE_ORIGINS",
    "CODE_STATUSES",
    "COMPONENTS",
    "CONCERNS",
    "GROUP_KINDS",
    "HORIZONS",
    "HOWS",
    "INVOLVEMENT_KINDS",
    "LEVELS",
    "MODEL",
    "POLARITIES",
    "PROPOSED",
    "ROLES",
    "RULES",
    "SESSION_KINDS",
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
    "Contrary",
    "Evidence",
    "Framework",
    "Group",
    "Involvement",
    "Judged",
    "LibraryAction",
    "Measure",
    "Note",
    "Participant",
    "Placing",
    "Principle",
    "PrincipleLink",
    "Problem",
    "Proposal",
    "Rating",
    "Settings",
    "Source",
    "Span",
    "Summary",
    "Topic",
    "TopicRun",
    "Transcript",
    "Turn",
    "level_of",
    "proposal_id",
    "turn_id",
]

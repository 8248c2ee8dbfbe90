"""What people decide about topics: written down with who and why, and done again after each refit."""

from tlc.listen.topics.decisions.decision import NEEDS_WHY, VERDICTS, WHATS, Decision, What
from tlc.listen.topics.decisions.log import FOLDER, Decisions
from tlc.listen.topics.decisions.mark import Mark
from tlc.listen.topics.decisions.replay import Found, Replayed, replay

__all__ = [
    "FOLDER",
    "NEEDS_WHY",
    "VERDICTS",
    "WHATS",
    "Decision",
    "Decisions",
    "Found",
    "Mark",
    "Replayed",
    "What",
    "replay",
]

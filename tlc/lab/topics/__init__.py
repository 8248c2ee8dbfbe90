"""Topics as they show themselves: a table, candidates as cards, views, and the hands of people."""

from tlc.lab.topics.desk import Material, TopicDesk
from tlc.lab.topics.result import Topics

__all__ = ["Material", "TopicDesk", "Topics"]

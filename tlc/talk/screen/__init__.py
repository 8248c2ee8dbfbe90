"""The gate: what could tell who somebody is, found in a file before its words come into a study."""

from tlc.talk.screen._hit import KINDS, Hit

__all__ = ["KINDS", "Hit"]

"""Emerging barriers: the topics that the codebook misses most, for people to judge."""

from tlc.listen.emerging.candidates import candidates, uncoded
from tlc.listen.emerging.evidence import evidence_of
from tlc.listen.emerging.gap import FORMULA, Evidence, Gaps, gaps
from tlc.listen.emerging.self_test import SelfTest, self_test

__all__ = ["FORMULA", "Evidence", "Gaps", "SelfTest", "candidates", "evidence_of", "gaps", "self_test", "uncoded"]

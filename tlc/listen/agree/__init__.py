"""How far people agree who coded the same sessions, each on their own: figures to talk about, never a proof."""

from tlc.listen.agree.disagree import disagreements
from tlc.listen.agree.draws import Interval
from tlc.listen.agree.measure import agree
from tlc.listen.agree.ratings import Figure, Undefined
from tlc.listen.agree.result import AgreementRun, CodeAgreement, Disagreement, LeftOut

__all__ = [
    "AgreementRun",
    "CodeAgreement",
    "Disagreement",
    "Figure",
    "Interval",
    "LeftOut",
    "Undefined",
    "agree",
    "disagreements",
]

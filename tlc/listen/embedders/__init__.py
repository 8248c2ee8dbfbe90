"""Texts as points: near each other when they are about the same thing. Nothing here ever asks the network."""

from tlc.listen.embedders.cache import cached
from tlc.listen.embedders.choice import choose
from tlc.listen.embedders.embedder import Embedder, embed_beside
from tlc.listen.embedders.tfidf import TfidfSvd

__all__ = ["Embedder", "TfidfSvd", "cached", "choose", "embed_beside"]

"""How the reading of what was coded shows itself: tables and pictures of counts and places, without anybody's words."""

from tlc.lab.reading.compare import ComparisonTable
from tlc.lab.reading.cooccurrence import PairsTable
from tlc.lab.reading.matrix import MatrixTable
from tlc.lab.reading.saturation import SaturationTable
from tlc.lab.reading.search import SearchTable
from tlc.lab.reading.waves import WavesTable

__all__ = ["ComparisonTable", "MatrixTable", "PairsTable", "SaturationTable", "SearchTable", "WavesTable"]

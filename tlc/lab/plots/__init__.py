"""Pictures of counts for a notebook: an SVG that needs nothing else, with its figures as a table beneath it."""

from tlc.lab.plots.bars import Bar, bars
from tlc.lab.plots.curve import Curve, curve
from tlc.lab.plots.dots import Block, Dot, dots
from tlc.lab.plots.heat import heat
from tlc.lab.plots.plot import Plot
from tlc.lab.plots.tree import Fork, tree

__all__ = ["Bar", "Block", "Curve", "Dot", "Fork", "Plot", "bars", "curve", "dots", "heat", "tree"]

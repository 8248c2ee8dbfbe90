"""The command line: one file a verb, and the only place that prints."""

from tlc.cli._main import main

__all__ = ["main"]

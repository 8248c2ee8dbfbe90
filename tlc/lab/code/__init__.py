"""Coding in a notebook: people mark what was said, and every mark is on the disk before the page says so."""

from tlc.lab.code.widget import CodeWidget

__all__ = ["CodeWidget"]

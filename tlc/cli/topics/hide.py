"""``tlc topics hide``: a topic out of lists and pictures; it stays counted, and the note tells it."""

from __future__ import annotations

from tlc.cli.topics._decide import verb

command = verb("hide", "Take TOPIC out of lists and pictures. It stays counted, and 'show' brings it back.")

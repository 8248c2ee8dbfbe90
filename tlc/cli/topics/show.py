"""``tlc topics show``: a topic back in lists and pictures."""

from __future__ import annotations

from tlc.cli.topics._decide import verb

command = verb("show", "Put TOPIC back that was hidden, or called an artefact.")

"""``tlc topics lock``: a topic that later fits leave as it is."""

from __future__ import annotations

from tlc.cli.topics._decide import verb

command = verb("lock", "Keep the turns and the name of TOPIC through later fits; new turns may join it.")

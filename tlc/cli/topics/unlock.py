"""``tlc topics unlock``: a topic that later fits may change again."""

from __future__ import annotations

from tlc.cli.topics._decide import verb

command = verb("unlock", "Let later fits change TOPIC again.")

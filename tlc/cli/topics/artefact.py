"""``tlc topics artefact``: a topic that is no pattern of what people spoke of."""

from __future__ import annotations

from tlc.cli.topics._decide import verb

command = verb("artefact", "Take out TOPIC, which says how talk was held or recorded, and not what it was about.")

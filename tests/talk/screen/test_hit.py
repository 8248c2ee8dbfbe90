"""What detectors report: each kind has a name that can stand in brackets."""

from __future__ import annotations

import pytest

from tlc.talk.screen import KINDS, Hit
from tlc.talk.screen.replace import label_for


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_can_stand_in_brackets(kind: str) -> None:
    assert label_for(KINDS[kind], "seal", {}) == f"{KINDS[kind]} 1"


def test_a_hit_knows_its_kind_in_words() -> None:
    assert Hit(kind="cnp", level="block", rule="cnp.checksum", start=0, end=13, value="1").words.startswith("Romanian")

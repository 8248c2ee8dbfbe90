"""Which labels of speakers never stand for a topic: names, and no roles."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tlc.study._topic_run import _barred


def barred(*labels: str) -> tuple[str, ...]:
    named = dict.fromkeys((("FG01", label) for label in labels), "P01")
    return _barred(cast(Any, SimpleNamespace(speakers=SimpleNamespace(labels=named))))


def test_a_role_in_a_label_may_stand_for_a_topic() -> None:
    assert barred("Interpreter", "MIDWIFE 2", "Health visitor", "GP", "Participant 32") == ()


@pytest.mark.parametrize(
    "label", ["Ana", "ANA", "ANA1", "Interpreter Ana", "P01 (Ana)", "Participant [Ana]", "Ana (interpreter)", "GP-Ana"]
)
def test_a_name_in_a_label_never_stands_for_one_and_leaves_its_role_free(label: str) -> None:
    assert barred(label) == ("ana",)


def test_of_a_name_each_word_is_barred_once_whatever_its_letters() -> None:
    assert barred("Ana-Maria Pop", "ana-maria POP") == ("ana", "maria", "pop")

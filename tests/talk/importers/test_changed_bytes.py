"""Files with bytes changed, cut or doubled anywhere are read or refused, quickly, and never end in a fault."""

from __future__ import annotations

import json
import random
import time
from importlib import import_module

import pytest

from tlc.errors import TranscriptError

GRID = (
    'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n9\n<exists>\n1\n'
    '"IntervalTier"\n"P01"\n0\n9\n2\n0\n1\n"zabranic ""x"""\n1\n2\n"No."\n'
)
RTF = (
    rb"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\fcharset238 Arial;}}{\info{\author Maria}}\pard{\b P01:} zabranic "
    rb"{\v h}\'ba\u537 ?{\footnote n}\par\trowd\intbl P02\cell No\cell\row\pard{\*\x y}\par}"
)
SEGMENTS = {"segments": [{"text": "zabranic", "start": 0.5, "end": 1, "speaker": "P01", "words": [{"word": "x"}]}]}
FILES = {
    "json": json.dumps(SEGMENTS).encode(),
    "tsv": b"start\tend\ttext\n0\t900\tP01: zabranic\n1000\t2000\tNo.\n",
    "textgrid": GRID.encode(),
    "rtf": RTF,
    "csv": b'Respondent,What could be better?\nP01,"zabranic, we did"\nP02,"Not, it was fine"\n',
}


@pytest.mark.parametrize("ending", FILES)
def test_changed_files_are_read_or_refused(ending: str) -> None:
    read = import_module(f"tlc.talk.importers.{ending}").read
    chance = random.Random(11)  # noqa: S311 - no secret
    refused = 0
    for _ in range(400):
        data = bytearray(FILES[ending])
        for _ in range(chance.randrange(1, 4)):
            place, length = chance.randrange(len(data)), chance.randrange(8)
            data[place : place + chance.choice((0, 1, length))] = chance.choice(
                (bytes([chance.randrange(256)]), b"", data[place : place + length], b'{"\\[]\t')
            )
        began = time.process_time()
        try:
            assert read(bytes(data), name="a.x").account.balances
        except TranscriptError as error:
            refused += 1
            assert "zabranic" not in str(error)
            assert "fault in tlc" not in str(error), bytes(data)
        assert time.process_time() - began < 5
    assert refused > 0

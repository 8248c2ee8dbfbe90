"""What speech recognisers write as JSON."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers import json as importer
from tlc.talk.importers._account import characters
from tlc.talk.importers.json import read


def of(tree: Any) -> RawTranscript:
    raw = read(json.dumps(tree).encode(), name="FG01.json")
    assert raw.account.balances
    return raw


def said(raw: RawTranscript) -> list[tuple[str | None, str, float | None]]:
    return [(turn.label, turn.text, turn.seconds) for turn in raw.turns]


def test_whispers_segments_are_turns_of_nobody() -> None:
    raw = of(
        {"text": " Yes. No.", "segments": [{"text": " Yes.", "start": 1.5, "end": 2}, {"text": " No.", "start": 3}]}
    )
    assert said(raw) == [(None, "Yes.", 1.5), (None, "No.", 3.0)]
    assert raw.account.aside == {"repeated words": 7}
    assert (raw.unit, [turn.number for turn in raw.turns]) == ("segment", [1, 2])


def test_diarised_segments_have_speakers_and_join() -> None:
    parts = [("S0", 0.0, "Yes,"), ("S0", 2.0, "always."), ("S1", 3.0, "No.")]
    raw = of({"segments": [{"speaker": who, "start": at, "end": at + 1, "text": text} for who, at, text in parts]})
    assert said(raw) == [("S0", "Yes, always.", 0.0), ("S1", "No.", 3.0)]
    assert raw.account.aside["labels"] == 6


def test_assemblyai_counts_milliseconds() -> None:
    raw = of({"utterances": [{"speaker": "A", "text": "Yes.", "start": 1500, "end": 2000}]})
    assert said(raw) == [("A", "Yes.", 1.5)]


def test_deepgram_numbers_speakers_and_counts_seconds() -> None:
    raw = of({"results": {"utterances": [{"speaker": 0, "transcript": "Yes.", "start": 1.5, "end": 2.0}]}})
    assert said(raw) == [("Speaker 0", "Yes.", 1.5)]


def test_deepgrams_paragraphs_do_where_there_are_no_utterances() -> None:
    paragraph = {"speaker": 1, "start": 2.0, "end": 4.0, "sentences": [{"text": "Yes."}, {"text": "Always."}]}
    options = [{"transcript": "Yes. Always.", "paragraphs": {"transcript": "Yes. Always.", "paragraphs": [paragraph]}}]
    raw = of({"results": {"channels": [{"alternatives": options}]}})
    assert said(raw) == [("Speaker 1", "Yes. Always.", 2.0)]
    assert raw.account.aside == {"repeated words": 22}


def word(text: str, at: float | None = None, **more: Any) -> dict[str, Any]:
    times = {} if at is None else {"start_time": str(at), "end_time": str(at + 0.4)}
    kind = "punctuation" if at is None else "pronunciation"
    return {"type": kind, "alternatives": [{"confidence": "0.9", "content": text}], **times, **more}


def test_aws_transcribes_words_are_joined_by_speaker() -> None:
    items = [word("Yes", 1.0), word("."), word("I", 2.0), word("No", 30.0), word(".")]
    who = [("spk_0", 1.0), ("spk_0", 2.0), ("spk_1", 30.0)]
    segments = [{"items": [{"start_time": str(at), "speaker_label": label}]} for label, at in who]
    raw = of({"jobName": "Maria", "results": {"items": items, "speaker_labels": {"segments": segments}}})
    assert said(raw) == [("spk_0", "Yes. I", 1.0), ("spk_1", "No.", 30.0)]
    assert "Maria" in [beside.text for beside in raw.beside if beside.kind == "other values"]


def test_aws_transcribes_own_segments_are_taken_first() -> None:
    segment = {"transcript": "Yes.", "speaker_label": "spk_0", "start_time": "1.0", "end_time": "2.0"}
    raw = of({"results": {"items": [word("Yes", 1.0), word(".")], "audio_segments": [segment]}})
    assert said(raw) == [("spk_0", "Yes.", 1.0)]


def test_revs_elements_hold_their_own_spaces() -> None:
    elements = [{"type": "text", "value": "Yes", "ts": 0.5, "end_ts": 1.0}, {"type": "punct", "value": ", "}]
    raw = of({"monologues": [{"speaker": 0, "elements": [*elements, {"type": "text", "value": "sir"}]}]})
    assert said(raw) == [("Speaker 0", "Yes, sir", 0.5)]


def test_whisper_cpp_says_milliseconds_as_offsets() -> None:
    assert said(of({"transcription": [{"offsets": {"from": 1500, "to": 2000}, "text": " Yes."}]})) == [
        (None, "Yes.", 1.5)
    ]


def test_a_bare_list_of_turns_will_do() -> None:
    assert said(of([{"speaker": "P01", "content": "Yes."}])) == [("P01", "Yes.", None)]


@pytest.mark.parametrize("start", [True, "soon", [], -1, "1e999", None])
def test_a_time_that_is_none_is_left_out(start: object) -> None:
    assert of([{"text": "Yes.", "start": start}]).turns[0].seconds is None


def test_words_that_were_not_kept_are_no_repetition_and_go_to_the_gate() -> None:
    raw = of({"segments": [{"text": "Yes.", "words": [{"word": "Yes."}, {"word": "Maria"}]}], "path": "FG01"})
    assert raw.account.aside == {"repeated words": 4, "other values": 9}
    assert {beside.text for beside in raw.beside if beside.kind == "other values"} == {"Maria", "FG01"}


def test_names_in_place_of_names_of_fields_go_to_the_gate() -> None:
    raw = of({"segments": [{"text": "Yes."}], "people": {"Maria Ionescu": 1}})
    assert any("Maria Ionescu" in beside.text for beside in raw.beside)


@pytest.mark.parametrize("tree", [{}, [], 1, "zabranic", {"segments": []}, {"segments": [1]}, {"segments": [{}]}, [[]]])
def test_a_shape_that_nobody_knows_is_refused(tree: object, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(tree)
    explained(caught.value, what="none of the shapes", where="FG01.json", hint="'segments', 'utterances'")


@pytest.mark.parametrize(
    "text", ["{", '{"a": NaN}', '{"a": 1, "a": 2}', "[" * 100_000, "zabranic", '{"a": -Infinity}', ""]
)
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(TranscriptError, match="cannot be read as JSON") as caught:
        read(text.encode(), name="FG01.json")
    assert "zabranic" not in str(caught.value)


def test_the_line_of_the_fault_is_named(explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(b'{"a": 1,\n "b": zabranic}', name="FG01.json")
    explained(caught.value, what="as JSON", where="FG01.json, line 2", hint="Save it again")


def test_json_that_is_too_deep_is_refused() -> None:
    deep: object = "x"
    for _ in range(importer.MAX_DEPTH + 1):
        deep = [deep]
    with pytest.raises(TranscriptError, match="too deep"):
        of({"segments": [{"text": "Yes."}], "deep": deep})


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "MAX_BYTES", 10)
    with pytest.raises(TranscriptError, match="larger than"):
        of([{"text": "Yes, we did."}])


def test_segments_without_words_are_a_file_without_words() -> None:
    with pytest.raises(TranscriptError, match="holds no words"):
        of({"segments": [{"text": " "}]})


@pytest.mark.parametrize(("name", "turns"), [("keitai_whisper.json", 762), ("goodboy_fasterwhisper.json.gz", 753)])
def test_the_shared_whisper_files_keep_every_segment(name: str, turns: int, shared: Callable[[str], bytes]) -> None:
    data = shared(f"talk/hitsave_whisper/{name}")
    raw = read(gzip.decompress(data) if name.endswith("gz") else data, name="w.json")
    assert len(raw.turns) == turns
    assert raw.account.balances


def test_a_shared_committee_is_read_with_its_speakers(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/qmsum_committee/education_4.json"), name="c.json")
    assert len(raw.turns) == 229
    assert raw.account.kept > 40_000


TEXT = st.text(max_size=8)
VALUE = st.recursive(
    st.none() | st.booleans() | st.floats() | TEXT, lambda inner: st.lists(inner, max_size=3), max_leaves=5
)
PART = st.fixed_dictionaries({"text": TEXT}, optional={"speaker": TEXT | st.integers(), "start": VALUE, "words": VALUE})


@given(st.lists(PART, max_size=5), st.sampled_from(["segments", "utterances", "turns"]), VALUE)
@settings(deadline=None, max_examples=150)
def test_no_character_is_lost_whatever_the_segments_hold(parts: list[dict[str, Any]], key: str, other: object) -> None:
    data = json.dumps({key: parts, "other": other}).encode()
    try:
        raw = read(data, name="FG01.json")
    except TranscriptError:
        return
    assert raw.account.balances
    assert raw.account.kept + raw.account.aside.get("labels", 0) <= sum(
        characters(str(part["text"])) + characters(str(part.get("speaker", ""))) for part in parts
    )


def test_more_objects_than_a_session_has_are_refused_before_they_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"segments": [{"text": "Yes."}, {"text": "No."}]}'
    monkeypatch.setattr(importer, "MAX_OBJECTS", 3)
    assert len(importer.read(data, name="a.json").turns) == 2
    monkeypatch.setattr(importer, "MAX_OBJECTS", 2)
    with pytest.raises(TranscriptError, match="more than 2 objects"):
        importer.read(data, name="a.json")

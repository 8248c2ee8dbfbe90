"""What transcripts_sample/README.md promises of the sample study."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import tlc

SAMPLE = Path(__file__).parents[2] / "transcripts_sample"
FOCUS_GROUPS = [f"FG{number:02d}" for number in range(1, 12)]
INTERVIEWS = [f"IN{number:02d}" for number in range(1, 10)]
BILINGUAL = ["FG01", "FG02", "FG03", "FG05", "FG09"]
BOTH_CODED = ["FG02", "FG05", "FG09", "IN01"]
RECORDS = {
    "FG02": [14, 15, 18, 19, 21],
    "FG03": [10, 12, 25, 34],
    "FG05": [21, 23, 24, 26],
    "FG07": [14, 16, 17, 18, 19],
    "FG09": [34, 36, 38, 39],
    "FG11": [28, 30, 32, 33, 36],
    "IN01": [22, 24, 26, 28],
    "IN05": [10, 12, 14, 16],
}
RECORD_TURNS = [f"{session}:{number:04d}" for session, numbers in RECORDS.items() for number in numbers]


def read_csv(name: str) -> list[dict[str, str]]:
    with (SAMPLE / "codings" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def codes_by_people(study: tlc.Study, turn: str) -> set[str]:
    codings = study.codings
    return set(codings.loc[codings["turn"].eq(turn) & codings["kind"].eq("person"), "code"])


def test_all_twenty_sessions_come_in(sample: tlc.Study) -> None:
    assert sorted(sample.transcripts) == FOCUS_GROUPS + INTERVIEWS


def test_the_formats_are_mixed_as_they_really_arrive() -> None:
    endings = {path.suffix for path in (SAMPLE / "sessions").iterdir()} - {".md"}
    assert endings == {".docx", ".vtt", ".srt", ".txt", ".xlsx"}


def test_every_session_has_at_least_six_hundred_words(sample: tlc.Study) -> None:
    words = {name: transcript.words for name, transcript in sample.transcripts.items()}
    assert min(words.values()) >= 600
    assert words["FG06"] == 879  # and two notes such as [laughs], which are no words


def test_sixty_four_people_took_part_and_nine_of_them_were_interviewed(sample: tlc.Study) -> None:
    roles = Counter(person.role for person in sample.people if person.counts)
    assert roles == {"community": 55, "professional": 9}


def test_every_participant_but_the_one_who_withdrew_has_a_voice(sample: tlc.Study) -> None:
    speakers = Counter(turn.speaker for turn in sample.turns_by_id.values() if turn.text != "[withdrawn]")
    silent = [person.id for person in sample.people if person.counts and speakers[person.id] < 3]
    assert silent == ["P29"]


@pytest.mark.parametrize("session", BILINGUAL)
def test_the_romanian_original_stands_beside_every_turn(sample: tlc.Study, session: str) -> None:
    turns = sample.transcripts[session].turns
    assert all(turn.original and turn.original_language == "ro" for turn in turns)


def test_translations_with_an_original_await_review(sample: tlc.Study) -> None:
    awaiting = [group.id for group in sample.groups if "awaiting review" in group.translation]
    assert awaiting == BILINGUAL


def test_the_one_who_withdrew_left_no_words(sample: tlc.Study) -> None:
    texts = [turn.text for turn in sample.transcripts["FG06"].turns if turn.speaker == "P29"]
    assert texts == ["[withdrawn]"] * 5


def test_the_words_of_the_one_who_withdrew_came_in_with_the_file() -> None:
    assert "the green bicycle" in (SAMPLE / "sessions" / "FG06.txt").read_text(encoding="utf-8")


def test_those_who_must_not_be_quoted_are_known(sample: tlc.Study) -> None:
    silent = [person.id for person in sample.people if person.counts and not person.may_quote and not person.withdrawn]
    assert silent == ["P05", "P11", "P15", "P20", "P24", "P34", "P43", "P50", "P60"]


def test_some_turns_have_no_known_speaker(sample: tlc.Study) -> None:
    unknown = Counter(turn.transcript for turn in sample.turns_by_id.values() if turn.speaker is None)
    assert unknown == {"FG03": 2, "FG08": 2, "FG10": 5}


def test_an_interpreter_speaks_in_one_session(sample: tlc.Study) -> None:
    assert {turn.transcript for turn in sample.turns_by_id.values() if turn.speaker == "T01"} == {"FG07"}


def test_talk_holds_laughter_words_not_understood_and_overlaps(sample: tlc.Study) -> None:
    talk = " ".join(turn.shown() for turn in sample.turns_by_id.values())
    assert all(mark in talk for mark in ("[laughs]", "[inaudible]", "[overlapping]"))


@pytest.mark.parametrize("turn", ["FG02:0003", "FG01:0012", "FG06:0036"])
def test_a_negation_is_no_barrier_to_either_coder(sample: tlc.Study, turn: str) -> None:
    codes = codes_by_people(sample, turn)
    assert all(code.startswith(("helps.", "consequence.")) for code in codes)


@pytest.mark.parametrize("turn", RECORD_TURNS)
def test_the_emerging_barrier_has_no_code(sample: tlc.Study, turn: str) -> None:
    assert turn in sample.turns_by_id
    talk = sample.turns_by_id[turn].text
    codes = codes_by_people(sample, turn)
    # A passage beside it may be coded for something else: never for registration, identity or language.
    assert not {code.partition(".")[0] for code in codes} & {"language", "attitudes"}
    assert "access.registration" not in codes
    assert talk


def test_the_emerging_barrier_runs_through_eight_sessions() -> None:
    assert len(RECORDS) == 8


def test_no_term_of_the_codebook_reaches_for_the_emerging_barrier(sample: tlc.Study) -> None:
    terms = {term for code in sample.codebook for terms in code.terms.values() for term in terms}
    assert not [term for term in terms if re.search(r"\bsurname|spell|misspel|two names|\brecords?\b", term)]


def test_the_serious_thing_was_told_by_one_person(sample: tlc.Study) -> None:
    serious = sample.codings[sample.codings["serious"] & sample.codings["transcript"].eq("FG05")]
    assert set(serious["turn"]) <= {"FG05:0028", "FG05:0030", "FG05:0034"}
    assert {sample.turns_by_id[turn].speaker for turn in serious["turn"]} == {"P23"}
    assert set(serious["coder"]) == {"asha", "ben"}


@pytest.mark.parametrize("coder", ["asha", "ben"])
def test_each_sample_coder_coded_at_least_eight_sessions(sample: tlc.Study, coder: str) -> None:
    assert sample.codings.loc[sample.codings["coder"] == coder, "transcript"].nunique() == 12


def test_four_sessions_were_coded_by_both(sample: tlc.Study) -> None:
    people = sample.codings[sample.codings["kind"] == "person"]
    coders = people.groupby("transcript")["coder"].nunique()
    assert sorted(coders[coders == 2].index) == BOTH_CODED


def test_the_two_coders_disagree_honestly(sample: tlc.Study) -> None:
    people = sample.codings[sample.codings["kind"].eq("person") & sample.codings["transcript"].isin(BOTH_CODED)]
    marks = {coder: set(zip(rows["turn"], rows["code"], strict=True)) for coder, rows in people.groupby("coder")}
    shared = len(marks["asha"] & marks["ben"]) / len(marks["asha"] | marks["ben"])
    assert 0.15 < shared < 0.85


def test_every_row_that_the_coders_wrote_is_a_coding(sample: tlc.Study) -> None:
    counts = sample.codings["coder"].value_counts()
    assert counts["asha"] == len(read_csv("asha.csv"))
    assert counts["ben"] == len(read_csv("ben.csv"))


def test_every_file_of_the_sample_says_that_it_is_synthetic() -> None:
    for path in [*SAMPLE.rglob("*.csv"), *SAMPLE.glob("*.toml"), *SAMPLE.rglob("*.md")]:
        assert "SYNTHETIC" in path.read_text(encoding="utf-8"), path.name


def test_every_transcript_made_from_it_says_that_it_is_synthetic(demo: tuple[Path, str]) -> None:
    for path in (demo[0] / "transcripts").glob("*.txt"):
        assert "notice: SYNTHETIC SAMPLE" in path.read_text(encoding="utf-8"), path.name


def test_no_name_of_a_person_stands_in_a_label(sample: tlc.Study) -> None:
    speakers = {turn.speaker for turn in sample.turns_by_id.values() if turn.speaker}
    assert all(re.fullmatch(r"[PRT]\d\d", speaker) for speaker in speakers)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_planted_barrier_is_among_the_first_three_candidates(sample: tlc.Study, seed: int) -> None:
    run = sample.topics(seed=seed, stability=False).run
    topics = {topic.number: topic for topic in run.topics}
    first = [topics[candidate.topic] for candidate in run.emerging[:3]]
    shares = [len(set(topic.turns) & set(RECORD_TURNS)) / len(topic.turns) for topic in first]
    assert max(shares) > 0.5
    assert {"surname", "name"} & {word for word, _ in first[shares.index(max(shares))].words}


def test_quotes_of_a_candidate_are_of_different_people_who_may_be_quoted(sample: tlc.Study) -> None:
    people = {person.id: person for person in sample.people}
    for candidate in sample.topics(seed=1, stability=False).run.emerging:
        speakers = [sample.turns_by_id[turn].speaker for turn in candidate.quotes]
        assert len(set(speakers)) == len(speakers) <= 5
        assert all(who and people[who].may_quote for who in speakers)


def test_every_number_of_a_theme_can_be_traced_to_turns_by_hand(sample: tlc.Study) -> None:
    codings = sample.codings
    marks = codings[codings["code"].eq("access.hours") & codings["kind"].eq("person")]
    speakers = {sample.turns_by_id[turn].speaker for turn in marks["turn"]} - {None}
    (held,) = [one for one in sample.evidence() if one.theme == "access.hours"]
    assert set(held.sessions) == set(marks["transcript"])
    assert set(held.community) | set(held.professionals) == speakers


def test_every_file_of_the_sample_passes_its_check(sample: tlc.Study) -> None:
    assert {found.verdict for found in sample.check(sample.path / "sessions", by="reader")} == {"PASS"}


def test_the_practice_file_holds_something_of_every_level(sample: tlc.Study) -> None:
    (found,) = sample.check(sample.path / "practice", by="reader")
    assert found.screening is not None
    assert found.verdict == "BLOCK"
    kinds = {finding.kind for finding in found.screening.findings}
    assert kinds >= {"nhs_number", "phone", "date_of_birth", "email", "postcode", "home_office", "staff_name", "name"}

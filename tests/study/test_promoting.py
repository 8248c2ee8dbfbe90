"""A topic becomes a code, and the loop closes: the rules find it, people code it, and the report has it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import tlc
from tlc.errors import CodebookError, StudyError
from tlc.listen.topics.decisions import Decisions
from tlc.study._promoting import Promoted

TALKING = Path(__file__).parents[1] / "cli" / "topics" / "talking.py"
#: The tiny study's people, of whom P02 may not be quoted in print.
MAY_BE_QUOTED = {"P01", "P03"}


@pytest.fixture(scope="module")
def laid(
    loaded: Callable[[Path], ModuleType],
    lay_study: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    made: Path = loaded(TALKING).lay(lay_study(tmp_path_factory.mktemp("talking") / "tiny"))
    return made


@pytest.fixture
def study(laid: Path, tmp_path: Path) -> tlc.Study:
    return tlc.open(shutil.copytree(laid, tmp_path / "tiny"))


def dark(study: tlc.Study) -> int:
    """The topic of the dark alley: four topics in all, one of them unknown to the codebook."""
    return next(
        topic.number for topic in study.topics(topics=4, stability=False).run.topics if "alley" in dict(topic.words)
    )


def promote(study: tlc.Study, **more: object) -> Promoted:
    given = {"code": "access.dark", "label": "Afraid of the dark", "by": "asha", "why": "nobody had thought of it"}
    return study.promote(topic=dark(study), topics=4, **{**given, **more})  # type: ignore[arg-type]


def test_the_code_is_a_draft_in_a_new_version_with_who_and_why(study: tlc.Study) -> None:
    done = promote(study, definition="People do not go out after dark.")
    code = tlc.open(study.path).codebook["access.dark"]
    assert (code.status, code.origin, code.parent, code.name) == ("draft", "emerging", "access", "Afraid of the dark")
    assert (code.definition, code.added_by) == ("People do not go out after dark.", "asha")
    last = study.codebook.changelog[-1]
    assert (last.by, last.version) == ("asha", done.changed.version)
    assert "nobody had thought of it" in last.what
    assert study.codes.versions == ("1.0",)


def test_its_terms_are_words_that_three_people_said_and_that_set_the_topic_apart(study: tlc.Study) -> None:
    terms = promote(study).code.terms["en"]
    assert 1 <= len(terms) <= 8
    spoken = study.turns[study.turns["role"] != "facilitator"]
    for term in terms:
        said = spoken[spoken["text"].str.lower().str.contains(term, regex=False)]
        assert said["speaker"].nunique() >= 3
        assert said["text"].str.contains("alley").mean() >= 1 / 2


def test_terms_of_ones_own_take_the_place_of_what_is_proposed(study: tlc.Study) -> None:
    assert promote(study, terms=["dark alley*"]).code.terms == {"en": ("dark alley*",)}
    assert promote(study, code="access.night", terms=[]).code.terms == {}


def test_no_words_of_anybody_stand_in_the_codebook_as_examples(study: tlc.Study) -> None:
    code = promote(study).code
    assert code.examples
    assert {study.turns_by_id[turn].speaker for turn in code.examples} <= MAY_BE_QUOTED
    text = (study.path / "codebook.toml").read_text(encoding="utf-8")
    assert not any(turn.text in text for turn in study.turns_by_id.values())


def test_the_topic_has_its_verdict_and_it_is_in_the_log(study: tlc.Study) -> None:
    number = dark(study)
    done = promote(study)
    (written,) = Decisions.read(study.path / "topics" / "decisions").all
    assert (written.what, written.value, written.topics) == ("promote", "access.dark", (number,))
    assert written.id == done.decision.id
    found = {one.topic: one for one in study.topics(topics=4, stability=False).run.emerging}
    assert (found[number].verdict, found[number].by) == ("new barrier", "asha")


def test_the_loop_closes_tag_code_report(study: tlc.Study) -> None:
    before = dark(study)
    gap = {one.topic: one.gap for one in study.topics(topics=4, stability=False).run.emerging}[before]
    promote(study, definition="People do not go out after dark.")
    hits = study.tag().frame
    found = study.codings[study.codings["code"] == "access.dark"]
    assert len(found) >= 15
    assert not hits.empty
    # A person accepts what the rules found in one session ...
    rows = found[found["transcript"] == "FG01"]
    table = study.path / "asha.csv"
    rows[["turn", "code", "quote"]].to_csv(table, index=False)
    study.import_codings(table, coder="asha", finished=True)
    # ... and it is evidence and stands in the report; what is covered is no gap any more.
    assert "access.dark" in set(study.codings.loc[study.codings["coder"] == "asha", "code"])
    assert "Afraid of the dark" in study.report().read_text(encoding="utf-8")
    after = {one.topic: one.gap for one in study.topics(topics=4, stability=False).run.emerging}[before]
    assert after < gap


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"code": "access.hours"}, CodebookError),
        ({"code": "Access Dark"}, CodebookError),
        ({"terms": ["dark ("]}, CodebookError),
        ({"label": {"ro": "Frică"}}, CodebookError),
        ({"label": " "}, StudyError),
        ({"by": "model"}, StudyError),
    ],
)
def test_what_cannot_be_a_code_changes_nothing(study: tlc.Study, given: dict[str, object], error: type) -> None:
    before = (study.path / "codebook.toml").read_bytes()
    with pytest.raises(error):
        promote(study, **given)
    assert (study.path / "codebook.toml").read_bytes() == before
    assert not (study.path / "topics" / "decisions").exists()


def test_what_shows_itself_says_what_to_do_next_and_quotes_nobody(study: tlc.Study) -> None:
    done = promote(study)
    assert "tlc tag" in repr(done)
    assert "Write its definition" in done.note
    assert "<table" in done._repr_html_()
    assert not any(turn.text in repr(done) for turn in study.turns_by_id.values())

"""What a model sees of a text: words, parts of words, terms in the language of the text, and what was asked."""

from __future__ import annotations

import numpy as np
import pytest

from tlc.errors import AnalysisError
from tlc.listen.suggest.features import Features
from tlc.model import Code, Codebook

BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    languages=("en", "ro"),
    codes=(
        Code(id="h", kind="heading", label={"en": "H"}),
        Code(
            id="h.letters",
            kind="barrier",
            label={"en": "L"},
            parent="h",
            terms={"en": ("letter*",), "ro": ("scrisoare",)},
        ),
        Code(id="h.old", kind="barrier", label={"en": "O"}, parent="h", terms={"en": ("bus",)}, status="retired"),
        Code(id="h.travel", kind="barrier", label={"en": "T"}, parent="h", terms={"en": ("bus", "buses")}),
    ),
)
TEXTS = ["The letters came", "o scrisoare", "the bus and the letter", "", "scrisoare"]


def test_rules_speak_in_the_language_of_each_text() -> None:
    features = Features.fit(TEXTS, BOOK, language=["en", "ro", "en", "en", "en"])
    assert features.codes == ("h.letters", "h.travel")
    assert features.hits.tolist() == [[True, False], [True, False], [True, True], [False, False], [False, False]]


def test_the_more_terms_of_a_code_stand_in_a_text_the_likelier_it_is() -> None:
    book = Codebook(
        id="b",
        name="B",
        version="1",
        codes=(Code(id="t", kind="barrier", label={"en": "T"}, terms={"en": ("bus", "tram")}),),
    )
    prior = Features.fit(["a bus", "a bus and a tram", "nothing"], book).prior[:, 0]
    assert prior[2] < prior[0] < prior[1]


def test_other_texts_are_weighed_in_the_same_columns() -> None:
    features = Features.fit(TEXTS, BOOK)
    other = features.transform(["the bus", "unheard"])
    assert other.columns is not features.columns and other.columns.names == features.columns.names
    assert (other.matrix[[0]] != features.transform([*TEXTS, "the bus"]).matrix[[len(TEXTS)]]).nnz == 0


def test_a_text_keeps_its_numbers_whatever_stands_beside_it() -> None:
    features = Features.fit(TEXTS, BOOK)
    assert np.allclose(features.transform(TEXTS[2:3]).matrix.todense(), features.matrix[[2]].todense())


def test_the_same_texts_give_the_same_numbers() -> None:
    first, again = Features.fit(TEXTS, BOOK), Features.fit(TEXTS, BOOK)
    assert first.columns.names == again.columns.names
    assert first.matrix.data.tobytes() == again.matrix.data.tobytes()


def test_words_of_the_question_are_columns_of_their_own() -> None:
    features = Features.fit(TEXTS, BOOK, questions=["how did you travel"] * 3 + [""] * 2)
    assert "asked: travel" in features.columns.names
    assert "asked: bus" not in features.columns.names


def test_names_of_columns_are_words_and_terms_only() -> None:
    features = Features.fit([*TEXTS, *TEXTS], BOOK)
    assert set(features.columns.names) - {""} == {
        *("and", "bus", "came", "letter", "letters", "o", "scrisoare", "the"),
        *("term 'letter*'", "term 'bus'", "term 'buses'"),
    }


class Lengths:
    """An embedder that needs no model: how long a text is."""

    name, revision = "lengths", "1"

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.array([[3.0 * len(text), 4.0 * len(text)] for text in texts], dtype=np.float32)


def test_an_embedder_adds_its_dimensions() -> None:
    plain = Features.fit(TEXTS, BOOK)
    with_points = Features.fit(TEXTS, BOOK, embedder=Lengths())
    assert with_points.points.shape[1] == plain.points.shape[1] + 2
    assert with_points.transform(["four"]).points[0, -2:] == pytest.approx([0.6, 0.8])
    assert len(with_points.columns.names) == with_points.matrix.shape[1] + with_points.points.shape[1]


@pytest.mark.parametrize("texts", [[], [""], ["a"], ["", "", ""]])
def test_a_handful_of_texts_or_empty_ones_are_no_failure(texts: list[str]) -> None:
    features = Features.fit(texts, BOOK)
    assert len(features) == len(texts) and features.prior.shape == (len(texts), 2)
    assert len(features.transform(["the bus"])) == 1


def test_a_codebook_without_terms_gives_no_hits() -> None:
    book = Codebook(id="b", name="B", version="1", codes=(Code(id="t", kind="barrier", label={"en": "T"}),))
    assert not Features.fit(TEXTS, book).hits.any()


def test_languages_and_questions_must_fit_the_texts() -> None:
    with pytest.raises(AnalysisError, match="2 languages for 5 texts"):
        Features.fit(TEXTS, BOOK, language=["en", "ro"])
    with pytest.raises(AnalysisError, match="1 questions for 5 texts"):
        Features.fit(TEXTS, BOOK, questions=["a"])

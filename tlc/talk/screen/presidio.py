"""Presidio's patterns as a further finder, made to work offline; for those who install ``tlc-toolkit[presidio]``.

It never stands alone: on spoken UK consultations it finds none of the identifiers that people say in words, which is
why tlc has rules of its own. What it finds beside them is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from tlc._lazy import require
from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import View, folded
from tlc.talk.screen.find import Finder

#: What presidio calls things, and what tlc calls them; whatever else it finds is left to tlc's own rules.
_KINDS = MappingProxyType(
    {
        "UK_NHS": "nhs_number",
        "UK_NINO": "national_insurance",
        "UK_POSTCODE": "postcode",
        "UK_PASSPORT": "passport",
        "UK_VEHICLE_REGISTRATION": "vehicle",
        "PHONE_NUMBER": "phone",
        "EMAIL_ADDRESS": "email",
        "IBAN_CODE": "iban",
        "CREDIT_CARD": "card",
        "URL": "url",
        "DATE_TIME": "date",
    }
)
#: Presidio gives a postcode without a word such as "address" near it a score of 0.1.
LEAST_SCORE = 0.1
_LANGUAGE = "en"


def finder() -> Finder:
    """Make the finder; it asks no network for anything.

    Raises
    ------
    MissingExtraError
        Presidio is not installed.
    """
    require("presidio_analyzer", purpose="presidio's patterns", install='pip install "tlc-toolkit[presidio]"')
    engine = _engine()

    def find(view: View, *, before: str = "") -> Iterator[Hit]:  # noqa: ARG001 - a finder's shape
        entities = list(_KINDS)
        for found in engine.analyze(view.text, language=_LANGUAGE, entities=entities, score_threshold=LEAST_SCORE):
            # Some of its patterns take a space along.
            words = view.text[found.start : found.end].strip()
            first = view.text.index(words, found.start)
            start, end = view.back(first, first + len(words))
            yield Hit(
                kind=_KINDS[found.entity_type],
                level="warn",
                rule=f"presidio.{found.entity_type.lower()}",
                start=start,
                end=end,
                value="".join(letter for letter in folded(words) if letter.isalnum()),
            )

    return find


def _engine() -> Any:
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer import predefined_recognizers as known
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        """Tokens without a trained model: presidio would fetch one."""

        def __init__(self) -> None:
            super().__init__()
            self.nlp = {_LANGUAGE: spacy.blank(_LANGUAGE)}  # type: ignore[assignment]  # None until it is loaded

    class Offline(known.EmailRecognizer):
        """Presidio asks two web sites which domains exist, as soon as it meets an address."""

        def validate_result(self, pattern_text: str) -> bool:
            """Take an address for one when its last part could be a domain."""
            return pattern_text.rpartition(".")[2].isalpha()

    recognisers = [
        known.NhsRecognizer(),
        known.UkNinoRecognizer(),
        known.UkPostcodeRecognizer(),
        known.UkPassportRecognizer(),
        known.UkVehicleRegistrationRecognizer(),
        # Every possible number, also those that Ofcom keeps for drama.
        known.PhoneRecognizer(supported_regions=("GB", "RO"), leniency=0),
        Offline(),
        known.IbanRecognizer(),
        known.CreditCardRecognizer(),
        known.UrlRecognizer(),
        known.DateRecognizer(),
    ]
    registry = RecognizerRegistry(recognizers=recognisers, supported_languages=[_LANGUAGE])
    return AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=[_LANGUAGE])

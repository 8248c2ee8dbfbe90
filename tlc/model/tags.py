"""How a study is tagged: the groups and clinical areas that health boards plan by, each under one id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from tlc.errors import StudyError

CORE20 = ("yes", "no", "unknown")
OTHER = "other"

#: Groups of inclusion health by id, with the words a report uses. NHS England (2023), A national framework for NHS
#: action on inclusion health, names vulnerable migrants; NHS Providers' guide names refugees beside them.
INCLUSION_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "homelessness": "people who experience homelessness",
        "drug_and_alcohol_dependence": "people with drug and alcohol dependence",
        "vulnerable_migrants_and_refugees": "vulnerable migrants and refugees",
        "gypsy_roma_traveller": "Gypsy, Roma and Traveller communities",
        "justice_contact": "people in contact with the justice system",
        "modern_slavery": "victims of modern slavery",
        "sex_workers": "sex workers",
        OTHER: "other socially excluded groups",
    }
)
#: The five clinical areas of Core20PLUS5 for adults (NHS England).
CLINICAL_AREAS: Mapping[str, str] = MappingProxyType(
    {
        "maternity": "maternity",
        "severe_mental_illness": "severe mental illness",
        "chronic_respiratory_disease": "chronic respiratory disease",
        "early_cancer_diagnosis": "early cancer diagnosis",
        "hypertension_and_lipids": "hypertension and lipids",
    }
)
_ALSO = {
    "homeless": "homelessness",
    "homeless people": "homelessness",
    "drug alcohol dependence": "drug_and_alcohol_dependence",
    "vulnerable migrants": "vulnerable_migrants_and_refugees",
    "migrants": "vulnerable_migrants_and_refugees",
    "refugees": "vulnerable_migrants_and_refugees",
    "refugees and vulnerable migrants": "vulnerable_migrants_and_refugees",
    "gypsy roma and traveller": "gypsy_roma_traveller",
    "contact with the justice system": "justice_contact",
    "justice system": "justice_contact",
    "sex work": "sex_workers",
    "other marginalised groups": OTHER,
    "smi": "severe_mental_illness",
    "hypertension": "hypertension_and_lipids",
    "hypertension case finding": "hypertension_and_lipids",
    "hypertension case finding and lipids": "hypertension_and_lipids",
    "hypertension case finding and optimal management and lipid optimal management": "hypertension_and_lipids",
}


def tag_id(given: str, known: Mapping[str, str]) -> str:
    """The id of a tag, however it is spelt; ``other: somebody`` stays as it is, for no list names everybody.

    Parameters
    ----------
    given : str
        An id, or the words of one of the sources.
    known : mapping of id to words
        INCLUSION_GROUPS or CLINICAL_AREAS.

    Raises
    ------
    StudyError
        The list does not hold it.

    >>> tag_id("Vulnerable migrants", INCLUSION_GROUPS), tag_id("vulnerable migrants and refugees", INCLUSION_GROUPS)
    ('vulnerable_migrants_and_refugees', 'vulnerable_migrants_and_refugees')
    """
    head, mark, more = given.partition(":")
    if OTHER in known and mark and _plain(head) == OTHER and more.strip():
        return f"{OTHER}: {' '.join(more.split())}"
    by_words = {_plain(name): name for name in known} | {_plain(words): name for name, words in known.items()}
    found = by_words.get(_plain(given)) or _ALSO.get(_plain(given))
    if found is None or found not in known or mark:
        more_ways = f" or '{OTHER}: ' and who they are" if OTHER in known else ""
        raise StudyError("A tag is not in its list.", hint=f"Use: {', '.join(known)}{more_ways}.")
    return found


def tag_words(name: str, known: Mapping[str, str]) -> str:
    """The words for a tag: those of the list, or what was written after ``other:``.

    >>> tag_words("other: people who sleep in cars", INCLUSION_GROUPS)
    'people who sleep in cars'
    """
    return known.get(name) or name.partition(":")[2].strip()


def _plain(words: str) -> str:
    plain = " ".join(re.findall(r"[^\W_]+", words.casefold()))
    return plain.removeprefix("people who experience ").removesuffix(" communities")

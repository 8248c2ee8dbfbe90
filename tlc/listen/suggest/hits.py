"""Where terms of the codebook stand in the turns that can be coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tlc.listen.suggest.material import Material
from tlc.model import Codebook

if TYPE_CHECKING:
    from tlc.listen.rules import Hit


@dataclass(frozen=True, kw_only=True, eq=False)
class Hits:
    """Hits of terms, turn by turn.

    Attributes
    ----------
    found : sequence of tuple of Hit
        One for each row of the material, in the order of the words.
    names : mapping of code to str
        What the codes are called, in the codebook's order; all that are offered.

    >>> Hits(found=((),), names={"access.hours": "Opening hours do not fit"}).by_code
    {}
    """

    found: Sequence[tuple[Hit, ...]] = field(repr=False)
    names: Mapping[str, str]

    @cached_property
    def by_code(self) -> dict[str, dict[int, Hit]]:
        """For each code the turns in which a term of it stands, with the first such hit."""
        by_code: dict[str, dict[int, Hit]] = {}
        for row, hits in enumerate(self.found):
            for hit in hits:
                by_code.setdefault(hit.code, {}).setdefault(row, hit)
        return by_code


def find_hits(material: Material, codebook: Codebook) -> Hits:
    """Find the codebook's terms in every turn, each in the language of the turn.

    Of a code that is an assertion, only what is said to be so counts: ``tag`` sets the others aside as well.

    Raises
    ------
    CodebookError
        A term cannot be read.
    """
    from tlc.listen.rules import compile_rules

    asserted = {code.id for code in codebook.offered if code.polarity == "assertion"}
    found: list[tuple[Hit, ...]] = [()] * len(material)
    for language in sorted(set(material.languages)):
        rows = [row for row, name in enumerate(material.languages) if name == language]
        each = compile_rules(codebook, language).find_all([material.texts[row] for row in rows])
        for row, hits in zip(rows, each, strict=True):
            found[row] = tuple(hit for hit in hits if hit.code not in asserted or hit.sense == "affirmed")
    return Hits(found=found, names={code.id: code.name for code in codebook.offered})

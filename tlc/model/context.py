"""What a study knows beside what people said: events that were counted, and figures that others publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One day at one site, in numbers; who was there is in no table of the study.

    Attributes
    ----------
    site : str
        Where, in words that may be printed.
    month : str
        ``2026-05``; never a day.
    numbers : mapping of str to int
        By column: attendance, vaccinations, referrals; one that nobody counted is absent.

    >>> Event(site="Hostel A", month="2026-05", numbers={"attendance": 22}).quarter
    (2026, 2)
    """

    site: str
    month: str
    numbers: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", MappingProxyType(dict(self.numbers)))

    @property
    def quarter(self) -> tuple[int, int]:
        """Year and quarter of the calendar."""
        return int(self.month[:4]), (int(self.month[5:]) + 2) // 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure that others publish about an area, such as of Fingertips: beside what was heard, never added to it.

    >>> Indicator(area="Testwick", indicator="Deaths", value="71.2", period="2023", source="A profile, 2025").unit
    ''
    """

    area: str
    indicator: str
    value: str
    period: str
    source: str
    unit: str = ""

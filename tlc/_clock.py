"""The time, as logs, codings and decisions keep it."""

from __future__ import annotations

from datetime import UTC, datetime

#: ISO 8601 in UTC, to the second.
FORM = "%Y-%m-%dT%H:%M:%SZ"


def utc_now() -> str:
    """Tell the time in UTC, to the second.

    >>> len(utc_now())
    20
    """
    return datetime.now(UTC).strftime(FORM)

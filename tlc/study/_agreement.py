"""How far coders agree."""

from __future__ import annotations

from tlc.study._listen import Listen


class Agreement(Listen):
    """The part of ``Study`` that has to do with agreement."""

"""Study: the facade. Each method hands its work to the room it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlc.study._change import Change

if TYPE_CHECKING:
    from tlc.lab.card import Card
    from tlc.study._codes import Codes


class Study(Change):
    """A study folder, opened.

    What is on disk is read when it is first asked for and then kept; ``tlc.open()`` again after changing a file
    by hand.

    Parameters
    ----------
    path : str or Path
        The folder that holds ``study.toml``.

    Raises
    ------
    StudyError
        There is no ``study.toml`` there, or it cannot be read.
    """

    def card(self) -> Card:
        """Sum the study up: what is there, what is wrong, what to do next."""
        from tlc.study._assembly import card

        return card(self)

    @property
    def codes(self) -> Codes:
        """The codebook, to be checked, compared with what it was, and changed; what was coded follows."""
        from tlc.study._codes import Codes

        return Codes(self)

    def __repr__(self) -> str:
        return self.card().text()

    def _repr_html_(self) -> str:
        return self.card().html()

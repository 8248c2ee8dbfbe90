"""What is said beneath every table of people that stays in the study team: how far it is protected, and how far not."""

from __future__ import annotations


def protection(min_cell: int, *, beside: str = "") -> str:
    """Say what is hidden in a table of people, what is not, and where the table must stay.

    Parameters
    ----------
    min_cell : int
        Counts of people below it are not shown.
    beside : str
        What is hidden with such a count: ``its sessions``.

    >>> protection(5, beside="its passages").partition(".")[0]
    'Counts of people above zero and below 5 are not shown, cell by cell within this one table, nor its passages'
    """
    hidden = f", nor {beside}" if beside else ""
    return (
        f"Counts of people above zero and below {min_cell} are not shown, cell by cell within this one table{hidden}. "
        "Zeros are shown. Whoever puts several of these tables, or one and its total, side by side can work some "
        "hidden counts out. So this table stays in the team; the report is what may leave."
    )

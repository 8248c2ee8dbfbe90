"""What a study says of itself, and how careful its report must be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``study.toml`` says. Every field has its explanation in the file that ``tlc new`` writes.

    Attributes
    ----------
    expected_participants, expected_community, expected_professionals : int or None
        How many people the team says took part: all of them, and each kind apart; compared with what is counted.
    expected_focus_groups, expected_interviews : int or None
        How many sessions, likewise.
    synthetic : bool
        The people and their words are invented: every page made from the study says so.
    known : tuple of str
        Words that tell nobody who speaks, such as the town of the study: the gate passes over them.
    min_cell : int
        Counts of people below it are never shown; at least 1.
    embedder : str
        What gives suggestions sentence vectors: its name among ``tlc.embedders``, or "none"; empty for the one that
        is installed.
    topics_embedder : str
        What places the documents that topics are made of: its name among ``tlc.embedders``.
    topics_stop_words : tuple of str
        Words that make no topic, beside those that tlc leaves out.
    reviewed : str
        When and with whom the findings were taken back to participants; empty means a draft.
    image, image_alt : str
        The publisher's own picture for the head of the report, a PNG or JPEG in the study folder, and what it shows.
    accessibility_statement : str
        What the publisher says of how its reports can be read, printed beside what we say of this one.
    core20 : str
        Whether the study is of the most deprived fifth: ``yes``, ``no``, ``unknown``; empty where nobody said.
    plus_groups, inclusion_groups, clinical_areas : tuple of str
        Ids of ``tlc.model.tags``.
    preferred, avoided : tuple of str
        What people want to be called, and what they do not: ``"Gypsy = Roma people"``, or the word alone.
    group_names : tuple of str
        Official names that hold a word of ``avoided`` and are to stand as they are.
    names : tuple of str
        Names of places and services that stand as something else in all that leaves: ``"Bury Park surgery = a GP
        surgery"``.

    >>> Settings(title="Sample").min_cell
    5
    """

    title: str
    community: str = ""
    place: str = ""
    aim: str = ""
    commissioner: str = ""
    partners: tuple[str, ...] = ()
    period: str = ""
    ethics: str = ""
    counted: str = ""
    synthetic: bool = False
    expected_participants: int | None = None
    expected_community: int | None = None
    expected_professionals: int | None = None
    expected_focus_groups: int | None = None
    expected_interviews: int | None = None
    min_cell: int = 5
    known: tuple[str, ...] = ()
    codebook: str = "codebook.toml"
    prepared_by: str = ""
    contact: str = ""
    reviewed: str = ""
    embedder: str = ""
    topics_embedder: str = ""
    topics_stop_words: tuple[str, ...] = ()
    image: str = ""
    image_alt: str = ""
    accessibility_statement: str = ""
    core20: str = ""
    plus_groups: tuple[str, ...] = ()
    inclusion_groups: tuple[str, ...] = ()
    clinical_areas: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()
    group_names: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

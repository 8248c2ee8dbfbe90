"""The words by which talk says that something is not so, may be so, or was so once: one list a language."""

from __future__ import annotations

from dataclasses import dataclass

#: What a hit may be besides affirmed, in the order in which a word that is two things is read.
SENSES = ("negated", "hypothetical", "past")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The cues of one language; all lower case, as the view of a text has them.

    Attributes
    ----------
    negated, hypothetical, past : tuple of str
        Words, or runs of words, that stand before what they are about.
    past_after : tuple of str
        Those that stand after it: ten years *ago*.
    endings : tuple of str
        Endings of words that deny: *n't*.
    not_cues : tuple of str
        Runs of words that hold a cue and are none.
    answers : tuple of str
        Words that only answer where a comma follows: *no, I have one*.
    stops : tuple of str
        Words over which no cue reaches.
    openings : tuple of str
        Words that open a clause of its own after a comma: *no English, I had to point*.
    uncounted : tuple of str
        Little words that do not count towards how far a cue reaches.
    """

    negated: tuple[str, ...]
    hypothetical: tuple[str, ...]
    past: tuple[str, ...]
    past_after: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    not_cues: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()


def _list(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.replace("\n", " ").split(",") if part.strip())


CUES = {
    "en": Cues(
        negated=_list(
            """no, not, never, without, nobody, none, nothing, nowhere, neither, nor, no one, cannot, hardly, barely,
            dont, didnt, doesnt, cant, couldnt, wont, wouldnt, isnt, wasnt, arent, werent, havent, hasnt, hadnt,
            lack of, lacks, lacking, instead of, rather than"""
        ),
        hypothetical=_list("if, would, should, could, might, unless, whether, imagine, suppose, wish, hope, hoping"),
        past=_list("used to, former, formerly, previously, quit, gave up, back then, in the past, no longer, stopped"),
        past_after=_list("ago, back then, in the past"),
        endings=("n't",),
        not_cues=_list("not only, not just, no doubt, no wonder, no matter"),
        answers=_list("no, nope, nah, i don't know, don't know"),
        stops=_list("but, because, although, though, so, however, except"),
        openings=_list("i, i'm, i've, i'd, he, she, we, they, you, it, it's, and"),
        uncounted=_list("a, an, the, any, my, our, your, his, her, their"),
    ),
    "ro": Cues(
        negated=_list(
            """nu, n, fără, fara, nici, niciun, nicio, nici un, nici o, niciodată, niciodata, nimeni, nimic, nicăieri,
            nicaieri, lipsa de, în loc de, in loc de"""
        ),
        hypothetical=_list(
            """dacă, daca, ar, aș, as vrea, am vrea, ar trebui, poate, în caz, in caz, să presupunem, sa presupunem,
            sper"""
        ),
        past=_list(
            """fostul, fosta, foștii, fostii, fostele, un fost, o fostă, o fosta, obișnuiam, obisnuiam, obișnuia,
            obisnuia, pe vremuri, odinioară, odinioara, m-am lăsat de, m-am lasat de, s-a lăsat de, s-a lasat de"""
        ),
        past_after=_list("în urmă, in urma, pe vremuri"),
        not_cues=_list("nu numai, nu doar, nu-i așa, nu-i asa, poate fi"),
        answers=_list("nu, nu știu, nu stiu, ba nu"),
        stops=_list(
            """dar, însă, insa, fiindcă, fiindca, pentru că, pentru ca, deși, desi, așa că, asa ca, iar, deoarece,
            căci, caci, totuși, totusi"""
        ),
        uncounted=_list("un, o, al, a, ai, ale, cel, cea, cei, cele"),
    ),
}

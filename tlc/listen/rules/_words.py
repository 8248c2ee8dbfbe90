"""What dictionaries do not know of words, or know too well: forms kept together, added, or left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """One language's corrections to its dictionary.

    Attributes
    ----------
    alone : frozenset of str
        They stand for themselves: of little words, a dictionary gives forms that nobody means.
    together : tuple of tuple of str
        Each of these words stands for all of its group, whatever the dictionary says.
    more : mapping of str to tuple of str
        Forms that a word has besides those of the dictionary, which takes them for another word's alone.
    """

    alone: frozenset[str] = frozenset()
    together: tuple[tuple[str, ...], ...] = ()
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _all(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


def _groups(lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in lines.strip().splitlines())


def _more(lines: str) -> dict[str, tuple[str, ...]]:
    return {word: tuple(forms) for word, *forms in map(str.split, lines.strip().splitlines())}


_ENGLISH = Words(
    alone=_all(
        """
        i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself
        it its itself they them their theirs themselves one ones who whom whose which what that this these those
        a an the some any no not none all both each every either neither other others another such much many more most
        few less little least own same enough only just very too so as than then there here where when why how
        and or but if because while until though although unless since
        of at by for with without about against between into through during before after above below to from up down in
        out on off over under again near
        can could will would shall should may might must cannot
        now never always often still yet already ever once well else also even
        good better best bad worse worst
        """
    ),
    together=_groups(
        """
        be am is are was were been being
        have has had having
        do does did done doing
        go goes going went gone
        """
    ),
    more=_more(
        """
        awake awoke awoken
        bear bore
        bend bent
        bind bound
        bite bit
        break broke
        cancel cancelled cancelling
        diagnosis diagnoses
        drink drunk
        feel felt feeling
        grind ground
        half halves
        leaf leaves
        leave left
        life lives
        person people
        ring rung
        rise rose
        shake shook
        shelf shelves
        shoot shot
        spell spelt
        swear swore
        think thought
        travel travelled travelling
        wife wives
        win won
        wind wound
        """
    ),
)

_ROMANIAN = Words(
    alone=_all(
        """
        eu mie îmi mi mă mine tu ție îți ți te tine el ea ei ele lui lor îi îl le li o se sine își și noi nouă ne
        voi vouă vă meu mea mei mele tău ta tăi tale său sa săi sale nostru noastră noștri noastre vostru voastră
        un una unui unei unor niște al a ale cel cea cei cele acest această acești aceste acel acea acei acele
        asta ăsta aia ăla cine ce care cui căruia unde când cum cât câți câte
        la de în din pe pentru cu fără până prin spre sub peste către după între lângă contra
        nu nici niciun nicio nimic nimeni niciodată da ba mai tot toți toate foarte prea și sau ori dar însă iar că
        să ca dacă deși fiindcă deoarece căci doar numai încă deja acum aici acolo
        """
    ),
    together=_groups(
        """
        fi sunt ești este e suntem sunteți sînt eram erai era erați erau fost fiind fie fii fiu fim fiți
        avea am ai are avem aveți au aveam aveai aveați aveau avut având aibă aibi
        """
    ),
    more=_more(
        """
        copil copii copiii copiilor
        engleză engleza englezei
        română româna românei
        """
    ),
)

_KNOWN = {"en": _ENGLISH, "ro": _ROMANIAN}


def words_of(language: str) -> Words:
    """Give the corrections of a language; most have none."""
    return _KNOWN.get(language, Words())

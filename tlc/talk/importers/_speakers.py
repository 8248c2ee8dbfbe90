"""What a speaker's label looks like: the rules that all importers share.

A label is short. It looks like an id (``P01``) or a role (``Interviewer 2``), or it is a name that recurs in the
file. Everything else before a colon is talk: "I said: no", "at 8:30: we", "https://...".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

MAX_LENGTH = 63  # as in MAXQDA's focus-group import
MAX_WORDS = 6

_PART = r"[A-Z]{1,4}[-_.]?\d{1,4}[a-z]?"
_PREFIX = r"(?:[A-Z]{1,4}\d{0,4}[-_./])?"
_ID = re.compile(rf"{_PREFIX}{_PART}|[A-Z]{{1,2}} \d{{1,2}}|[a-z]{{1,2}}\d{{1,3}}|[A-Z]|\?{{1,3}}")
_TAIL = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\?)$")
_NUMBER = re.compile(r"(?:\s*[-#.]?\s*\d{1,3}[a-z]?|\s[A-Z])$")
# Marks that stand in sentences and addresses, never in names.
_TALK = re.compile(r"[!;:\"“”„«»<>/\\=@*_{}|~…]|\.\s*$|\.{2}")

# Folded: small letters, no accents.
_WORDS = {
    "role": (
        "participant participants interviewer interviewee facilitator cofacilitator moderator comoderator researcher "
        "coresearcher respondent interpreter translator speaker observer notetaker taker doctor gp nurse midwife "
        "patient visitor pharmacist manager receptionist worker carer coordinator man woman male female mother father "
        "child boy girl everyone everybody group all several unknown unidentified voice "
        "vorbitor vorbitoare participanta moderatoare facilitatoare intervievator intervievatoare intervievat "
        "intervievata respondenta interpreta traducator traducatoare cercetator cercetatoare medic moasa asistenta "
        "asistent pacient pacienta femeie barbat mama tata copil toti toate necunoscut necunoscuta voce"
    ),
    "before a role": (
        "community co lead second first third other another male female unknown unidentified senior junior practice "
        "health family school advice support peer note young older social emergency department link charity agency"
    ),
    "never": (
        "note notes notice nb n.b nota aviz atentie ps p.s eg e.g ie i.e http https www tel email date data time ora "
        "duration title titlu session sesiune location loc language limba study project topic tema question intrebare "
        "answer raspuns example exemplu summary rezumat total and but so then well yes no ok okay mm mmm hm da nu si "
        "deci dar bine he she they we you it this that listen look "
        "remember finally first second third question problem result reason conclusion solution option step point part "
        "chapter section introduction background because also again anyway actually sorry please thanks plus one two "
        "three intai apoi problema concluzie solutie parte capitol introducere pentru"
    ),
    "small": "de din van von der den del della di al bin ibn el la le of",
    "metadata": (
        "date data session sesiune study studiu project proiect location loc place language limba duration durata "
        "recorded transcribed transcript transcriber translated translator file recording participants participanti "
        "present title"
    ),
}
_ROLES, _BEFORE_ROLES, _NEVER, _SMALL, METADATA = (frozenset(words.split()) for words in _WORDS.values())


def fold(text: str) -> str:
    """Bring a label into the form in which labels are compared: small letters, no accents.

    >>> fold("Moașă")
    'moasa'
    """
    apart = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def is_id_or_role(label: str) -> bool:
    """Whether a label can stand on its own: an id or a role, perhaps with a number or a remark in brackets.

    >>> [is_id_or_role(label) for label in ("P01", "Participant 3", "P3 (via interpreter)", "P02 [?]", "Ana")]
    [True, True, True, True, False]
    """
    label = label.strip()
    base = _TAIL.sub("", label).strip() or label
    if _ID.fullmatch(base):
        return True
    words = fold(_NUMBER.sub("", base)).replace("-", " ").split()
    return 0 < len(words) <= MAX_WORDS and words[-1] in _ROLES and all(w in _BEFORE_ROLES | _ROLES for w in words[:-1])


def is_short(label: str) -> bool:
    """Whether a label has the length of one.

    >>> is_short("Ana Maria"), is_short("What I wanted to say to them all"), is_short("")
    (True, False, False)
    """
    return 0 < len(label.strip()) <= MAX_LENGTH and len(label.split()) <= MAX_WORDS


def may_be_name(label: str) -> bool:
    """Whether a label could be a name: short, each word with a capital, no mark that names do not hold.

    >>> [may_be_name(label) for label in ("Ana Ionescu", "Graham, Ken (Contractor)", "She said", "Note", "at 8:30")]
    [True, True, False, False, False]
    """
    if not is_short(label) or _TALK.search(label) or not any(letter.isalpha() for letter in label):
        return False
    if fold(label) in _NEVER:
        return False
    words = re.sub(r"\([^()]*\)", "", label).replace("-", " ").split()
    return not any(word[0].islower() and (not place or word not in _SMALL) for place, word in enumerate(words))


def accepted(labels: Iterable[str]) -> frozenset[str]:
    """Choose, among what stands where labels stand in one file, what is a speaker.

    Parameters
    ----------
    labels : iterable of str
        As often as they occur.

    Returns
    -------
    frozenset of str
        Ids and roles, and names that were met at least twice.

    >>> sorted(accepted(["P01", "Ana", "Ana", "Later", "Note", "Note"]))
    ['Ana', 'P01']
    """
    met = list(labels)
    times = Counter(fold(label) for label in met)
    return frozenset(
        label
        for label in met
        if is_short(label) and (is_id_or_role(label) or (may_be_name(label) and times[fold(label)] > 1))
    )

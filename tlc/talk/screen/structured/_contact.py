"""Where somebody can be written to: e-mail, web addresses and user names, as written and as said."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured._piece import Found, Piece

_EMAIL = regex.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}+@ ?(?:[a-z0-9-]{1,63}+\.)+[a-z]{2,24}+")
# "jo (at) example (dot) org", "jo[at]example.org".
_EMAIL_HIDDEN = regex.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}+ ?[\[({] ?(?:at|@|arond|a rond) ?[\])}] ?[a-z0-9-]{1,63}+"
    r"(?: ?(?:\.|[\[({] ?(?:dot|punct|\.) ?[\])}]) ?[a-z0-9-]{1,63}+){1,4}"
)
_HIDDEN_AT = regex.compile(r"[\[({] ?(?:at|@|arond|a rond) ?[\])}]")
_EMAIL_BROKEN = regex.compile(
    r"(?<![\w.+%-])[\w.+%'-]{1,64}+ ?@ ?"
    r"(?:gmail|hotmail|yahoo|outlook|icloud|live)\b(?:(?:\.| dot | punct )[a-z]{2,4}\b)*+"
)
_URL = regex.compile(
    r"https?://[^\s<>\"]++|(?<![\w@.])www\.[^\s<>\",;]++|"
    r"(?<![\w@.-])(?:[a-z0-9-]{1,63}+\.)+(?<=\.)(?:com|org|net|uk|ro|eu|info|io|gov|edu|tv|ly)(?![\w@])(?:/[^\s<>\"]*+)?+"
)
_MAY_BE_URL = regex.compile(r"\.(?:com|org|net|uk|ro|eu|info|io|gov|edu|tv|ly)\b|://|www\.")
_HANDLE = regex.compile(r"(?<![\w.@/])@[a-z0-9_][\w.]{2,29}+")
_DOT = r"(?:dot|punct|point|period|\.)"
_JOINT = r"(?:dot|punct|point|underscore|under score|dash|hyphen|minus|liniuta|cratima|linie jos|\.|_|-)"
_TLD = r"(?:com|co|net|org|ro|uk|ac|nhs|gov|info|eu|me|md|pl|de|fr|it|es|ie|io|bg|hu|edu|wales|scot)"
_PROVIDERS = r"(?:g ?mail|hotmail|yahoo|outlook|icloud|live|aol|btinternet|proton ?mail|ymail|msn|googlemail|sky)"
_GAP = r"[ ,]{1,3}+(?:(?:um|uh|er|erm|aa|pai)[ ,]{1,3}+)?+"
_GAP_0 = r"[ ,]{0,3}+(?:(?:um|uh|er|erm)[ ,]{1,3}+)?+"
# From the sign on: "at gmail dot com", "arond yahoo punct ro", and "at dot co dot uk", where the name was lost.
_SPOKEN_AT = regex.compile(
    rf"[ ,]{{1,3}}+(?:at|@|et|arond|a rond|around|a round|la|at sign|coada de maimuta)(?:{_GAP}(?:the|sign))?+"
    rf"{_GAP}(?:{_PROVIDERS}\b(?:{_GAP_0}{_DOT}{_GAP_0}{_TLD}\b){{0,2}}+|"
    rf"(?:(?!{_DOT}\b)[a-z0-9-]++{_GAP_0}){{0,3}}?(?:{_JOINT}{_GAP_0}[a-z0-9-]++{_GAP_0}){{0,2}}?"
    rf"{_DOT}{_GAP_0}{_TLD}\b(?:{_GAP_0}{_DOT}{_GAP_0}{_TLD}\b){{0,2}}+)"
)
_AT_WORD = regex.compile(
    r"\b(?:dot|punct|point|gmail|g mail|hotmail|yahoo|outlook|icloud|mail)\b|\.(?:com|co|org|net|ro)\b"
)
_NUMBER = (
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|zero|oh|ten|eleven|twelve|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|unu|doi|trei|patru|cinci|sase|sapte|opt|noua|\w+zeci|si)(?!\w)"
)
_ALL_LEFT = regex.compile(rf"(?:[\w'-]{{1,30}}+{_GAP_0}{_JOINT}{_GAP_0}){{1,4}}[\w'-]{{1,30}}+(?: {_NUMBER}){{0,3}}+$")
_SPELLED = regex.compile(rf"(?:(?<![\w'])[a-z0-9][ ,-]{{1,3}}){{2,30}}[a-z0-9](?: {_NUMBER}){{0,4}}$")
_LAST_WORD = regex.compile(r"[\w'-]++$")
_LAST_AND_NUMBER = regex.compile(rf"(?<![\w'-])[\w'-]{{2,30}}+(?: {_NUMBER}){{1,4}}$")
# "d evans, that's one word, at": said of the name, and no part of it.
_ASIDE = regex.compile(
    r"[ ,]{1,3}(?:(?:that's|it's|and it's)[ ,]{1,2})?(?:all )?(?:one word|(?:in )?(?:lower|small)(?: ?case| letters)|"
    r"joined up|together|no (?:spaces?|dots?|capitals)|(?:with|and) (?:an?|two) \w{1,2}(?:'s)?|un singur cuvant|legat|"
    r"cu litere mici)[ ,]*$"
)
_IN_ONE = regex.compile(r"one word|joined|together|spaces|singur|legat")
_NOT_JOINED = "it's its is to me at on for email mail e la um uh er yeah yes use my the"
_JOINED = regex.compile(rf"(?<![\w'-])(?:(?!(?:{'|'.join(_NOT_JOINED.split())})(?!\w))[\w'-]++ ){{1,2}}[\w'-]++$")
_NO_NAMES = (
    "it them that this look looking is was are be one on or and site website online here there buy bought order "
    "ordered found find check stuff things us me him her you go see read available shop out up "
    "work works worked account am uita uitat uite gasit"
)
_NOT_A_NAME = frozenset(_NO_NAMES.split())
_SPOKEN_URL = regex.compile(
    rf"(?:\b(?:www|w w w|double u double u double u|triple w){_GAP_0}{_DOT}{_GAP_0})?+\b[a-z0-9-]++{_GAP}(?:dot|punct)"
    rf"{_GAP}(?:com|co|org|net|ro|uk|nhs|gov|ac)\b(?:{_GAP}(?:dot|punct){_GAP}(?:uk|com|ro)\b){{0,2}}+"
)


def written(piece: Piece) -> Iterator[Found]:
    """Find e-mail addresses, web addresses and user names that stand as such."""
    plain = piece.plain
    if "@" in plain:
        for match in _EMAIL.finditer(plain):
            yield Found("email", "block", "email", match.start(), match.end(), match.group().replace(" ", ""))
        for match in _EMAIL_BROKEN.finditer(plain):
            yield Found("email", "block", "email.provider", match.start(), match.end(), match.group())
        for match in _HANDLE.finditer(plain):
            yield Found("handle", "warn", "handle", match.start(), match.end(), match.group().lstrip("@ "))
    if _HIDDEN_AT.search(plain):
        for match in _EMAIL_HIDDEN.finditer(plain):
            yield Found("email", "block", "email.hidden", match.start(), match.end(), match.group())
    if _MAY_BE_URL.search(plain):
        for match in _URL.finditer(plain):
            start, end = match.span()
            end -= len(match.group()) - len(match.group().rstrip(".,;:!?)'"))
            if _is_address(piece.text[start:end]):
                yield Found("url", "warn", "url", start, end, plain[start:end])


def _is_address(address: str) -> bool:
    """Tell whether words with a dot are a web address, and not two sentences with their space missing."""
    if "://" in address or address.lower().startswith("www."):
        return len(address) > 8
    name, _, ending = address.partition("/")[0].rpartition(".")
    return (ending.islower() or address.isupper()) and len(name) > 1 and not name[-1].isspace()


def spoken(piece: Piece) -> Iterator[Found]:
    """Find e-mail and web addresses that are said: "X dot Y at gmail dot com"."""
    plain = piece.plain
    if not _AT_WORD.search(plain):
        return
    for match in _SPOKEN_AT.finditer(plain):
        start = _local_part(plain, match.start())
        if start is None:
            continue
        local = plain[start : match.start()]
        named = regex.search(r"\b(?:dot|punct|underscore|dash)\b|[._]|\d", local) is not None
        asked = piece.near(contexts.EMAIL, start, match.end())
        ended = regex.search(rf"{_DOT}[ ,]*{_TLD}$", match.group()) is not None
        provider = regex.search(rf"\b{_PROVIDERS}\b", match.group()) is not None
        last = _LAST_WORD.search(local)
        if last and last.group() in _NOT_A_NAME and " " not in local and not named and not asked:
            continue
        sure = "gmail" in match.group() or "hotmail" in match.group()
        plainly = match.group().lstrip(" ,").startswith(("at", "arond", "a rond", "@"))
        if (ended and (provider or named or asked or plainly)) or (provider and (named or asked or sure)):
            yield _email(piece, start, match.end())
    for match in _SPOKEN_URL.finditer(plain):
        yield Found("url", "warn", "url.spoken", match.start(), match.end(), match.group())


def _email(piece: Piece, start: int, end: int) -> Found:
    return Found("email", "block", "email.spoken", start, end, regex.sub(r"[\s,]+", " ", piece.plain[start:end]))


def _local_part(plain: str, end: int) -> int | None:
    """Give where the part before the sign begins: a word, words with dots between, or letters spelled out."""
    left_from = max(0, end - 120)
    left = plain[left_from:end]
    aside = _ASIDE.search(left)
    if aside is not None:
        left = left[: aside.start()]
        joined = _JOINED.search(left) if _IN_ONE.search(aside.group()) else None
        if joined is not None:
            return left_from + joined.start()
    for pattern in (_ALL_LEFT, _SPELLED, _LAST_AND_NUMBER, _LAST_WORD):
        match = pattern.search(left)
        if match:
            return left_from + match.start()
    return None

"""Number words, letters and fillers of speech in English and Romanian, in small letters without accents."""

from __future__ import annotations

from types import MappingProxyType

_DIGITS = {
    "zero one two three four five six seven eight nine": 0,
    "zero unu doi trei patru cinci sase sapte opt noua": 0,
    "nought un doua": 0,
    "nil una": 0,
    "oh": 0,
    "naught": 0,
}
DIGITS = MappingProxyType({word: number for words in _DIGITS for number, word in enumerate(words.split())})
_TEENS_EN = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TEENS_RO = (
    "zece unsprezece doisprezece treisprezece paisprezece cincisprezece saisprezece saptesprezece optsprezece "
    "nouasprezece"
)
_TEENS_QUICK = "zece unspe doispe treispe paispe cinspe saispe saptespe optspe nouaspe"
_TEENS_OTHER = (
    "zece unsprece douasprezece treisprece patrusprezece cinsprezece sasesprezece saptisprezece optisprezece -"
)
TEENS = MappingProxyType(
    {
        word: number
        for words in (_TEENS_EN, _TEENS_RO, _TEENS_QUICK, _TEENS_OTHER)
        for number, word in enumerate(words.split(), start=10)
    }
)
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS_RO = "douazeci treizeci patruzeci cincizeci saizeci saptezeci optzeci nouazeci"
_TENS_OTHER = "douazeci treizeci fourty cinzeci sasezeci saptezeci optzeci nouazeci"
TENS = MappingProxyType(
    {
        word: number * 10
        for words in (_TENS_EN, _TENS_RO, _TENS_OTHER)
        for number, word in enumerate(words.split(), start=2)
    }
)
HUNDREDS = frozenset({"hundred", "suta", "sute"})
THOUSANDS = frozenset({"thousand", "mie", "mii"})
REPEATS = MappingProxyType({"double": 2, "dublu": 2, "treble": 3, "triple": 3, "triplu": 3})
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS_RO = "doua treia patra cincea sasea saptea opta noua zecea unsprezecea douasprezecea"
ORDINALS = MappingProxyType(
    {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
    | {f"a {word}": number for number, word in enumerate(_ORDINALS_RO.split(), start=2)}
    | {"thirtieth": 30, "intai": 1, "intii": 1, "prima": 1, "twelvth": 12}
)
_MONTHS_EN = "january february march april may june july august september october november december"
_MONTHS_SHORT = "jan feb mar apr - jun jul aug sep oct nov dec"
_MONTHS_RO = "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"
_MONTHS_RO_SHORT = "ian - - - - iun iul - sept - noi -"
MONTHS = MappingProxyType(
    {
        word: number
        for words in (_MONTHS_SHORT, _MONTHS_RO_SHORT, _MONTHS_RO, _MONTHS_EN)
        for number, word in enumerate(words.split(), start=1)
        if word != "-"
    }
)
#: Months that are also other words, so that a day alone beside them proves nothing.
DOUBTFUL_MONTHS = frozenset({"may", "mai", "march", "mar", "noi", "sept", "sep", "dec", "nov", "jan", "ian", "iun"})
#: Months that only Romanian has: the day stands before them.
DAY_FIRST_MONTHS = frozenset(_MONTHS_RO.split()) - frozenset(_MONTHS_EN.split())

_SPELLING = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo "
    "sierra tango uniform victor whisky xray yankee zulu"
)
#: Names, places and a month, read as letters only beside other words of the spelling alphabet.
SOMETIMES_LETTERS = frozenset({"november", "india", "mike", "charlie", "victor", "juliett", "alfa"})
LETTER_WORDS = MappingProxyType(
    {word: word[0] for word in _SPELLING.split() if word not in SOMETIMES_LETTERS}
    | {"zed": "z", "zee": "z", "whiskey": "w", "igrec": "y", "aitch": "h", "haitch": "h"}
)
_NOISES = "um uh er erm uhm umm mm hmm ah aa aaa a-a pai deci adica like so ok okay right yeah then sorry slash stroke"
#: Sounds that people make between numbers.
NOISES = frozenset(_NOISES.split())
#: Words that join the parts of a date, and end a string of digits.
_LINKS = "of the in on and si s pe de din la lui luna anul year month day ziua data that's it's"
LINKS = frozenset(_LINKS.split())
#: Two letters that are words, and so no part of something spelled out.
_SHORT = (
    "in on at to so we me my no he it is as am be do go if of or up us by an hi ok um uh er ah oh mm da nu la pe cu de "
    "si ca sa se un ce ne va te ma mi ai au ei ea eu el i'm id tv gp"
)
SHORT_WORDS = frozenset(_SHORT.split())
#: A piece without any of these holds no spoken number.
NUMBER_WORDS = frozenset({*DIGITS, *TEENS, *TENS, *ORDINALS, *THOUSANDS, *HUNDREDS})

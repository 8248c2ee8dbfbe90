"""The words around a number that tell what it is."""

from __future__ import annotations

import regex


def _words(pattern: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


NHS = _words(
    "nhs|chi|n h s|c h i|health number|national health|h and c|h&c|health and care number|community health index"
)
CHI = _words("chi|c h i|community health index")
NATIONAL_INSURANCE = _words("national insurance|n\\.? ?i\\.?|nino|ni number|insurance number")
CNP = _words("cnp|c n p|buletin\\w*|cod(?:ul)? numeric\\w*|personal number|carte de identitate")
BANK = _words("sort ?code|account|bank|bank details|cont|contul|iban")
SORT_CODE = _words("sort ?code")
ACCOUNT = _words("account(?: number| no)?|acc(?: no)?|a/c|cont|contul")
CARD = _words("card|visa|mastercard|debit|credit")
PHONE = _words("phone|mobile|tel|telephone|call|ring|rang|text|whatsapp|number|landline|sun\\w+|telefon\\w*|numar\\w*")
EMAIL = _words("e ?-?mail\\w*|mail\\w*|adresa de mail")
BIRTH = _words(
    "born|birth|births|birthdate|birthday|b-day|dob|d\\.o\\.b|d\\. o\\. b|d o b|d\\.b|nascut\\w*|nasteri\\w*|nastere|"
    "nasteam|ziua mea"
)
_FORM = (
    "dates? of birth|birth ?date|dob|d\\.o\\.b|d o b|data (?:de )?nasterii|data de nastere|anul nasterii|year of birth|"
    "(?:when|what year) (?:were|was|are|is) (?:\\w+ ){1,2}born|cand (?:v-ati|te-ai|s-a|v ati|te ai) nascut|"
    "in ce an (?:\\S+ )?nascut\\w*"
)
BIRTH_FORM = _words(_FORM)
BIRTH_ASKED = _words(f"{_FORM}|born|birthday|nascut\\w*")
HOME_OFFICE = _words(
    "home office|h o|ho|brp|biometric\\w*|residence permit|permit|asylum|immigration|visa|uan|gwf|ukvi|"
    "settled status|settlement|leave to remain|unique application|azil|imigrari"
)
PASSPORT = _words("passports?|pasaport\\w*|travel document")
SHARE_CODE = _words("share codes?|share cod|cod(?:ul)? (?:de )?share|right to (?:work|rent) code")
PARKED = _words("parked|parking|car park|parcat\\w*|parcare\\w*")
#: What can only be followed by a registration.
PLATE = _words(
    "reg|registration|registration number|number ?plates?|plates?|licen[cs]e plate|inmatricul\\w*|placut\\w*"
)
VEHICLE = _words(
    "reg|regs|registration|registered|registration number|number ?plates?|plates?|vehicle|van|car|"
    "licen[cs]e plate|numarul de inmatriculare|inmatricul\\w*|masin\\w*|placut\\w*|duba"
)
POSTCODE = _words(
    "post ?codes?|post ?code|postal|zip|codul postal|cod postal|address|adresa|live|lives|living|lived|"
    "stay\\w*|staying|based|moved|street|road|lane|avenue|area|locui\\w*|stau|flat|sleep\\w*|slept"
)
ADDRESS = _words("address|adresa|live|lives|living|lived|stay|staying|stayed|based|moved|locui\\w*|stau|home")
ADDRESS_ASKED = _words(
    "address|adresa|where (?:do |are |did )?you (?:live|living|stay|staying)|first line|house number|"
    "unde (?:locui\\w*|stai|stati)"
)
REFERENCE = regex.compile(
    r"(?<!\w)(?:(?:hospital|hosp|case|crime|nomis|prison|prisoner|universal credit|uc|council|housing|tenancy|claim|"
    r"customer|patient|mrn|clinic|incident|cad|police|court|social work|social services|complaint|unit|"
    r"application|client|record|log|job|payroll|student|employee|staff|member|membership|ticket|order|tenant|rent|tribunal|appeal|"
    r"bidding|bid|certificate|exemption|prepayment|voucher|probation|offender|nass|case ?notes?|hearing|arc|asc|"
    r"ubrn|referral|booking|policy|pension|badge|asylum|port|"
    r"collar|warrant|dosar\w*)(?:'s)?[ -]"
    r"(?:reference|ref|number|no|num|id|code|claim number|reference number|ref number|ref no|file|numarul|nr)(?:'s)?|"
    r"(?:numar(?:ul)?|nr\.?) (?:de |al )?dosar(?:ului)?|hosp no|cad|ubrn|"
    r"(?:buletin(?:ul)?|carte de identitate|ci)? ?seria|"
    r"reference(?: number| no)?|ref(?: number| no)?|nomis|mrn|numarul de dosar|dosarul|numar de referinta|referinta)"
    r"(?!\w)[.:#]?"
)
AGE_BEFORE = _words("age|aged|age of|age is|he's|she's|i'm|he is|she is|i am|turned|turning|was|am|are|avea|varsta")

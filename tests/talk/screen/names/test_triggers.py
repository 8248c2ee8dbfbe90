"""Every title and introduction, in English and Romanian: what follows it is a name, and what cannot be one is left."""

from __future__ import annotations

import pytest

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.names import Roster, find

# A name that no list and no dictionary holds: only what announces it can find it in small letters.
NAME = "Trabalotsa"
STAFF = (
    """
Dr|Dr.|DR|doctor|Doctor|nurse|Sister|matron|midwife|professor|Prof|Prof.|surgeon|consultant|social worker
health visitor|carer|keyworker|key worker|support worker|caseworker|case worker|therapist|counsellor|physio|dentist
pharmacist|officer|sergeant|constable|inspector|judge|receptionist
doctorul|doctorului|doctorița|doctorita|doctoriței|doamna doctor|domnul doctor|domnu doctor|d-na dr|dl dr
asistenta|asistentei|asistentul|sora|sorei|moașa|moasa|moașei|medicul|medicului|profesorul|profesoara
asistenta socială|asistentul social|preotul|părintele|mediatoarea|mediatorul
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
TITLES = (
    """
Mr|Mr.|Mrs|Mrs.|Ms|Ms.|Miss|mister|missus|Sir|Dame|Lady|Lord|Rev|Rev.|Reverend|Father|uncle|Auntie|aunty|Aunt
Imam|Rabbi|Pastor|Mayor|Councillor
domnul|domnului|domnu|doamna|doamnei|domnișoara|domnisoara|domnișoarei|dl|dl.|d-l|dl-ul|d-na|d-na.|dna|dna.|nea|nenea
tanti|mătușa|matusa|unchiul|vecinul|vecina|nașul|nașa
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
SAID = (
    """
my name is|My name's|name is|name's|their names is|they call me|everyone calls me|I am called|I'm called|he is called
she is called|he's called|she's called|they're called|she was called|it is called|a man named|nicknamed
numele meu e|numele meu este|numele e|numele lui e|numele ei e|mă numesc|ma numesc|mă cheamă|ma cheama|îl cheamă
o cheamă|îi cheamă|se numește|se cheamă|pe nume|pe numele
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
SPOKEN = (
    """
I'm|I am|this is|it's|it is|he called|calling|speaking to|speaking with|spoke to|spoke with|speak to|speak with
he calls me|call me|calls him|calls her|call him|call her|îmi zice|îmi zic|îmi spune|îmi spun|îi zice|îi zic
talk to|talked to|talking to|told|tell|asked|ask|said to|met|saw|with|hi|hello|thanks|thank you|bye|dear
sunt|eu sunt|am vorbit cu|vorbesc cu|vorbit cu|i-am spus lui|i-am zis lui|am zis lui|lui|cu
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def hits(text: str, *, before: str = "", known: tuple[str, ...] = (), roster: Roster | None = None) -> list[Hit]:
    return list(find(view_of(text), before=before, known=known, roster=roster))


def found(text: str, **options: object) -> list[tuple[str, str, str]]:
    """What was found as it stands in the text, its rule and its kind."""
    return [(text[hit.start : hit.end], hit.rule, hit.kind) for hit in hits(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize("title", STAFF)
def test_after_every_title_of_staff_stands_a_member_of_staff(title: str) -> None:
    assert (NAME, "name.title", "staff_name") in found(f"and so {title} {NAME} came")


@pytest.mark.parametrize("title", STAFF)
def test_small_letters_do_not_hide_a_member_of_staff(title: str) -> None:
    text = f"and so {title} {NAME} came".lower()
    assert (NAME.lower(), "name.title", "staff_name") in found(text)


@pytest.mark.parametrize("title", TITLES)
def test_after_every_other_title_stands_a_name(title: str) -> None:
    (hit,) = (hit for hit in hits(f"and so {title} {NAME} came") if hit.kind != "rare_role")
    assert (hit.rule, hit.kind) == ("name.title", "name")
    assert hit.value.split()[-1] == "trabalotsa"


@pytest.mark.parametrize("said", SAID)
def test_after_every_introduction_stands_a_name(said: str) -> None:
    assert (NAME, "name.said", "name") in found(f"and {said} {NAME}, you know")


@pytest.mark.parametrize("said", SAID)
def test_small_letters_do_not_hide_who_is_introduced(said: str) -> None:
    assert (NAME.lower(), "name.said", "name") in found(f"and {said} {NAME}, you know".lower())


@pytest.mark.parametrize("said", SPOKEN)
def test_after_every_address_stands_a_name(said: str) -> None:
    assert (NAME, "name.spoken_to", "name") in found(f"and {said} {NAME} again")


@pytest.mark.parametrize("said", SPOKEN)
def test_after_an_address_a_name_of_the_lists_is_found_in_small_letters(said: str) -> None:
    assert ("adriana", "name.spoken_to", "name") in found(f"and {said} adriana again".lower())


@pytest.mark.parametrize("said", SPOKEN)
def test_after_an_address_a_word_in_small_letters_is_no_name(said: str) -> None:
    assert [hit.rule for hit in hits(f"and {said} waiting again".lower())] == []


FILLERS = "um|uh|er|erm|uhh|umm|ah|like|just|well|a|aaa|deci|adică|actually|also|um, uh,|,|um like"


@pytest.mark.parametrize("filler", FILLERS.split("|"))
def test_sounds_between_an_introduction_and_a_name_hide_nothing(filler: str) -> None:
    assert [hit.value for hit in hits(f"so my name is {filler} {NAME} and")] == ["trabalotsa"]


@pytest.mark.parametrize("between", [". ", "? ", " – ", " (", "! ", "; ", " and then ", " [name 1] ", " 12 "])
def test_what_ends_or_turns_a_sentence_ends_an_announcement(between: str) -> None:
    rules = [hit.rule for hit in hits(f"so I told{between}{NAME} so")]
    assert "name.spoken_to" not in rules


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("so my name is Trabalotsa Vexombro and", "Trabalotsa Vexombro"),
        ("so my name is Anca Maria Vexombro and", "Anca Maria Vexombro"),
        ("so my name is Trabalotsa-Vexombro and", "Trabalotsa-Vexombro"),
        ("so Mrs Cook Baker came", "Cook Baker"),
        ("so I told Maria Cook all", "Maria Cook"),
        ("so I told Trabalotsa Cook all", "Trabalotsa Cook"),
        ("so my name is Trabalotsa Vexombro Cook", "Trabalotsa Vexombro Cook"),
        ("so I told Maria's Vexombro all", "Maria's"),
        ("so my name is Trabalotsa, Vexombro", "Trabalotsa"),
        ("so my name is O'Neill here", "O'Neill"),
        ("so my name is Trabalotsa\u200b Vexombro and", "Trabalotsa\u200b Vexombro"),
        ("so my name is Trabalotsa\u00a0Vexombro and", "Trabalotsa\u00a0Vexombro"),
        ("so my name is Anca\u0306 Va\u0302lcu and", "Anca\u0306 Va\u0302lcu"),
    ],
)
def test_a_name_is_taken_as_far_as_it_goes(text: str, name: str) -> None:
    assert found(text)[0][0] == name


@pytest.mark.parametrize(
    "text",
    [
        "the doctor who saw me",
        "a doctor and a nurse",
        "Doctor, I said, it hurts",
        "my name is not on it",
        "the nurse practitioner was late",
        "the social worker manager was late",
        "is there a doctor? Yes there is",
        "thank you, mum",
        "hello, ok, yes",
        "he was called in at three",
        "it is called universal credit",
        "I told mum and dad",
        "I met the dentist with the receptionist",
        "dear oh dear",
        "I am Romanian, and this is London",
        "thanks to Google",
        "Madam President, Mr Speaker, Mr Chair",
        "with NHS doctors, and with OK results",
        "mă numesc și eu pacient",
        "am vorbit cu doctorul",
        "am vorbit cu doamna doctor",
        "doctorul și asistenta au zis nu",
        "sora mea e la Londra",
        "vecinul de sus",
        "am vorbit cu mama și cu tata",
        "I'm fine, it's late",
        "I'M FINE AND IT'S LATE AND I TOLD THE DOCTOR",
        "and i told them and i saw it with my own eyes",
    ],
)
def test_what_cannot_be_a_name_is_none_after_any_announcement(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so Doctor Cook came", ["cook"]),
        ("so Mrs May came", ["may"]),
        ("so Mr London came", ["london"]),
        ("so my name is Hope", ["hope"]),
        ("so I told Cook about it", []),
        ("so I told Hope about it", ["hope"]),
        ("so I told NURSES about it", []),
        ("so Mr SMITH came", ["smith"]),
        ("so Doctor COOK came", ["cook"]),
        ("so I told HOPE about it", []),
        ("so I told PETER about it", ["peter"]),
        ("so nurse HELP came", []),
    ],
)
def test_a_word_that_is_also_a_name_counts_after_a_title(text: str, expected: list[str]) -> None:
    assert [hit.value for hit in hits(text)] == expected


def test_what_follows_a_possessive_was_not_announced() -> None:
    expected = [("Maria's", "name.spoken_to", "name"), ("Vexombro", "name.capital", "unknown_word")]
    assert found("so I told Maria's Vexombro all") == expected


@pytest.mark.parametrize("known", ["trabalotsa", "vexombro"])
def test_a_word_that_was_looked_at_ends_a_name(known: str) -> None:
    expected = [] if known == "trabalotsa" else ["trabalotsa"]
    values = [hit.value for hit in hits("so Mrs Trabalotsa Vexombro came", known=(known,)) if hit.rule == "name.title"]
    assert values == expected


@pytest.mark.parametrize(
    ("form", "value"),
    [("Mariei", "maria"), ("Maria's", "maria"), ("MARIA", "maria"), ("Mária", "maria"), ("Ionescului", "ionescu")],
)
def test_an_announced_name_has_the_value_of_its_plain_form(form: str, value: str) -> None:
    assert [hit.value for hit in hits(f"și doamna {form} a venit")] == [value]


def test_an_announcement_reaches_over_fillers_and_no_further() -> None:
    near = "so my name is " + "um, " * 5 + NAME
    far = "so my name is " + "um, " * 40 + NAME
    assert [hit.rule for hit in hits(near)] == ["name.said"]
    assert [hit.rule for hit in hits(far)] != ["name.said"]


def test_an_announcement_must_be_a_word_of_its_own() -> None:
    assert [hit.rule for hit in hits("so the bobdr Trabalotsa came")] == ["name.capital"]
    assert [hit.rule for hit in hits("so the sawdr_Dr Trabalotsa came")] == ["name.capital"]


def test_every_announcement_is_only_a_warning() -> None:
    for said in (*STAFF, *TITLES, *SAID, *SPOKEN):
        assert {hit.level for hit in hits(f"and {said} {NAME}")} == {"warn"}


def test_the_roster_stands_above_an_announcement_and_keeps_its_kind() -> None:
    (hit,) = hits("and nurse Trabalotsa came", roster=Roster(["Trabalotsa"]))
    assert (hit.rule, hit.level, hit.kind) == ("roster.exact", "block", "staff_name")

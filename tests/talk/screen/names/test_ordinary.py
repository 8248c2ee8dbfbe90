"""Ordinary talk about ordinary things, in which nobody is named: nothing is shown to the person who decides."""

from __future__ import annotations

import pytest

from tlc.talk.screen._view import view_of
from tlc.talk.screen.names import Roster, find

ENGLISH = """
I had to wait for six hours and nobody told me why.
So what I'm saying is that they don't listen to us.
Yes. No. Maybe. It depends on the day, really.
When I rang the surgery the line was engaged.
My youngest has asthma and my eldest has eczema.
They gave me tablets, but the tablets made me sick.
The receptionist asked me what was wrong in front of everyone.
I can't read the letters, so my daughter reads them for me.
We moved here from Romania in 2014 with two children.
My husband works nights in a warehouse near Luton.
It was Monday, no, Tuesday, and then they rang on Friday.
On Christmas Day the pharmacy was shut.
She said, "Come back in a week," and I did.
Well, I think that's fair. Fair enough.
Because of Covid we could not see anybody.
I'd rather go to A&E than wait three weeks for the GP.
Honestly, I was scared, I won't lie to you.
There was a lady who helped us with the forms.
Facilitator: What happened next? Could you say more?
Participant: Nothing happened. That's the point.
Interpreter: He says that he was not told.
The doctor looked at me like I was rubbish.
Some of us speak Romanian, some speak Romanes, some English.
They think all Gypsies are the same, and all Roma too.
I went to Poland once and to Germany twice.
The Home Office wants papers that nobody has.
You need Wi-Fi and a smartphone for everything now.
He is on Universal Credit and she gets PIP.
OK, so, um, I think, er, it was fine.
Then the nurse said sorry and the doctor said nothing.
I never had an interpreter in the hospital.
Nobody asked my consent. They just did it.
Could we have a break? Let's have some tea.
What about mental health? It is a taboo.
Children should not translate for their parents.
It costs eight pounds to get there by bus.
I do trust the midwife, but not the system.
We laughed about it afterwards, but it was not funny.
My mum, my dad, my aunt and my uncle came too.
In the end I got the jab, and it was all right.
Google Translate is no use for this.
I sent it on WhatsApp, and then on Facebook.
The dentist has no places. None at all.
She's a carer and I'm a cleaner.
Are you recording? Please don't use my name.
I was pregnant then, in January or in February.
"You people," she said. You people!
Good morning. Thank you very much for having us.
Right, so, moving on. Last question now.
First of all, they should speak slowly.
Next to the church there is a food bank.
Every winter the flat is damp and we cough.
Some days are good. Others are not.
Is it far? Not really, ten minutes by car.
I like the health visitor, she listens.
The council sent us a letter about the bins.
Mice, damp, mould: you name it, we have it.
He can't sleep, he can't eat, he only sits there.
Just because I'm Roma they followed me round the shop.
Sometimes I pretend that I'm Spanish or Italian.
""".strip().splitlines()
ROMANIAN = """
Am așteptat șase ore și nimeni nu mi-a spus nimic.
Deci eu zic că ei nu ne ascultă.
Da. Nu. Poate. Depinde de zi.
Am sunat la doctor și nu a răspuns nimeni.
Copilul meu are astm și nu doarme noaptea.
Mi-au dat pastile, dar mi-a fost mai rău.
Fata mea citește scrisorile pentru mine.
Am venit din România cu doi copii.
Soțul meu lucrează noaptea la depozit.
A fost luni, nu, marți, și apoi vineri.
De Crăciun farmacia era închisă.
Mi-a zis: "Vino peste o săptămână."
Din cauza pandemiei nu am putut merge.
Mai bine merg la urgență decât să aștept.
Mi-a fost frică, nu mint.
Era o doamnă care ne-a ajutat cu actele.
Unii vorbim română, alții romani, alții engleză.
Cred că toți romii sunt la fel pentru ei.
Am fost în Germania și în Polonia.
Nu am avut interpret la spital.
Nimeni nu m-a întrebat. Au făcut și gata.
Putem face o pauză? Hai să bem o cafea.
Copiii nu trebuie să traducă pentru părinți.
Costă opt lire cu autobuzul.
Mama, tata, bunica și bunicul au venit și ei.
Până la urmă am făcut vaccinul.
Dentistul nu are locuri. Deloc.
Ea are grijă de bătrâni, eu fac curat.
Eram gravidă atunci, în ianuarie.
Bună dimineața. Mulțumim că ați venit.
Bine, mergem mai departe. Ultima întrebare.
Iarna e umed în casă și tușim.
Unele zile sunt bune. Altele nu.
E departe? Nu, zece minute cu mașina.
Ne-au trimis o scrisoare de la primărie.
Nu pot să dorm, nu pot să mănânc.
Pentru că sunt rom, m-au urmărit prin magazin.
Si atunci i-am spus ca nu se poate.
Asa e la noi. Ce sa facem?
Doctorul m-a intrebat daca fumez.
Asistenta a fost buna cu mine.
Nu stiu. Nimeni nu stie.
Acasă vorbim numai romani.
Să fie sănătoși, atât vreau.
Te doare? Unde te doare?
""".strip().splitlines()
ROSTER = Roster(["Ștefania Trabalotsa", "Gheorghe Vexombro"])


@pytest.mark.parametrize("text", [*ENGLISH, *ROMANIAN])
def test_nobody_is_found_where_nobody_is_named(text: str) -> None:
    for said in (text, text.upper(), text.lower()):
        assert [(hit.rule, said[hit.start : hit.end]) for hit in find(view_of(said), roster=ROSTER)] == []


def test_nobody_is_found_in_all_of_it_at_once() -> None:
    for talk in ("\n".join(ENGLISH), "\n".join(ROMANIAN), "\n".join(ENGLISH + ROMANIAN)):
        assert [talk[hit.start : hit.end] for hit in find(view_of(talk))] == []


def test_there_are_more_than_a_hundred_sentences() -> None:
    assert len({*ENGLISH, *ROMANIAN}) == len(ENGLISH) + len(ROMANIAN) > 100


@pytest.mark.parametrize("text", [*ENGLISH[:20], *ROMANIAN[:20]])
@pytest.mark.parametrize("name", ["Adriana", "Ștefania"])
def test_one_name_put_into_ordinary_talk_is_the_only_hit(text: str, name: str) -> None:
    said = f"{text} {name} said so."
    assert [said[hit.start : hit.end] for hit in find(view_of(said), roster=ROSTER)] == [name]


def test_in_a_long_text_every_name_is_found_where_it_stands() -> None:
    talk = "\n".join(f"{text} And then Adriana came." for text in ENGLISH * 20)
    found = list(find(view_of(talk)))
    assert {talk[hit.start : hit.end] for hit in found} == {"Adriana"}
    assert len(found) == len(ENGLISH) * 20


def test_a_hit_tells_nobodys_words_in_its_rule_or_kind() -> None:
    said = "so Doctor Trabalotsa, Adriana, Ștefaniei and Clerkenwelle met the mayor at Oakvale Surgery, I told Vexombra"
    found = list(find(view_of(said), roster=ROSTER))
    assert len(found) == 7
    for hit in found:
        told = f"{hit.rule} {hit.kind} {hit.level} {hit.words}".lower()
        assert not [word for word in hit.value.split() if word in told]

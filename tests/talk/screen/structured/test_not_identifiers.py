"""What people say with numbers and is nobody's: buses, doses, prices, times, counts, years."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.screen._hit import Hit

NOTHING = """
The 192 bus goes past it
that was in FG04, May 2026
I waited 12 weeks for that letter
the COVID jabs in 2021
it was an A1 job, that
T10 and L2, the doctor said
5 a day, they say
it's open 24/7 now
I rang 111 and then 999
dial 101 for the police
one two three, testing
one, two, three, four, five, six, seven, eight, nine, ten
ten nine eight seven six five four three two one
back in 1998 it was better
from 2007 to 2013 we were in Spain
2007-2013 in Spain
at 10:30 or 10.30 in the morning
at half past nine, or quarter to ten
it cost £1,250 and then £12.50 more
10 000 000 lei
1,000,000 people
10 mg twice a day, then 20 mg
the 500 mg ones, 2 of them, 4 times a day
six, seven times a day
five or six hundred people came
three thousand four hundred and fifty pounds
twenty, thirty, forty, fifty percent
one in three women, one in ten men
two out of ten
nine to five
nine one one, the Americans say
seven days a week, twenty four hours a day
I have two kids, one is six and one is eight
she is nineteen now
he was eighty three when he died
my mother is 67 years old
in the first place, and in the second
the first of May is a holiday
the first time, the second time, the third time
a third of us, two thirds of them
on the fourteenth of February we give flowers
may one ask a question
in March 2021 it shut
on Monday 14 March we met
I may have two or three of them
we march on, one by one
twenty twenty was a bad year
in nineteen ninety we came here
the nineteen nineties
somewhere in the sixties or seventies
B12 and D3 are vitamins
vitamin B twelve and vitamin D three
Covid-19 and the H1N1 flu
the A6 and the M1 were both shut
on the M25 near junction 12
take the A505, then the B653
PS5 and an iPhone 12
a size 12, or a 14
channel 4 at 9
page 12, section 3.4
version 1.2.10 of the app
blood pressure of 120 over 80
140/90 is high
my sugar was 7.2 and then 11.4
L4 L5 and S1, my back
C5 and C6 in my neck
grade 2, stage 3
ward 12, bed 4
on the 3rd floor, flat 12
10 minutes from the road
two minutes down the road
5 people in the street
one of the main roads, one end of the close
one day my way home was shut
we had 12 in the house
there is one house with 3 bedrooms
No.They never called me
she was given it in her hands.told me nothing
it was fine.So I went home
he said no.Me too
e.g. that, i.e. this, etc. and so on
we met at the clinic at 3
they are @ home now
I found it at amazon somewhere
she works at gmail, in the office
look at that dot on the wall
the dot dot dot at the end
at the point where I gave up
la punct, cum zice lumea
e la ora cinci și jumătate
am trei copii, doi băieți și o fată
am așteptat șase luni, apoi încă două
o dată, de două ori, de trei ori
în două mii nouăsprezece am venit
prin anii nouăzeci era altfel
o mie de lei pe lună
cinci sute de lire, poate șase sute
mai doi, mai trei oameni
nouă ne-au spus altceva
sunt unu la o sută
la etajul doi, apartamentul șase
luni, marți și miercuri, de la nouă la cinci
pe 1 mai nu lucrează nimeni
a costat 15 lei și 50 de bani
1. first we talk 2. then we eat
questions 1, 2, 3, 4, 5, 6 and 7
100, 200, 300, 400, 500
0.0000001 of a gram
so 1 in 4 me 2 you
I got 9 out of 10, he got 10 out of 10
in March 2021 the 14th group began
we moved to a 2 bedroom flat
moved in at 16 and out by 20
I live at home with 3 kids
the address is 2 miles from the clinic
we're at 50 percent now
number nine bus, then the number 3 tram
stay at 2 metres
the 5 the close friends I have
trains 2616/2619 are late
down the road, number one reason to go
he had one stroke, and two years on another stroke
I voted for one The Green Party leader
my reg is on 12 may or so
the plates, 6 and 12 and 10 men to carry them
the number plate was in 2 bits
case number two was worse
the reference was from 2019
plan B for four of us
vitamin D for 3 weeks
mike and charlie came at two, victor at three
november was two weeks of rain
the share code did not work 3 times
my claim was 500 pounds, I got 40
I slept 3 hours, then 5, and then 7
they moved me from band C to band B2
we moved, and it was form M11 and vitamin B12
the share code was not for one two days
a doua zi, a treia zi, tot acolo am stat
clasa a opta am terminat-o, a noua nu
my email is all one word
the bank took 3 weeks, account or no account
we parked at 10 and left at 12
court number two, then court number four
pe strada noastră sunt cinci case
blocul are 4 etaje și 20 de apartamente
seria asta are 6 episoade
dosarul meu a stat 3 luni acolo
intrarea în vigoare a regulii nr. 19
[phone 1] was the number
[GP surgery 2] never rang
[P07] said so
[inaudible] and then [laughs]
[date of birth 1], [NHS number 3] and [Home Office reference 2]
[first half of a postcode 1] is where I live
my date of birth is [date of birth 1]
she was born at 38 weeks
born in 2 hours, that baby
he was born six weeks early
I was born in Luton
my NHS number, I never remember it
what is your date of birth
what is your postcode please
it is a long story and I was 16 then
10 μg a day, and μmol per litre
3,5 and 7,25 are how they write it
10-15 people, 20-25 pounds
0 to 60 in 9 seconds
the ratio was 3:1, then 2-1
100 years of the clinic
100% sure, 110 percent
90 percent of us are over fifty
""".strip().splitlines()


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_nobodys_is_left_alone(text: str, hits: Callable[..., list[Hit]]) -> None:
    assert [(hit.kind, text[hit.start : hit.end]) for hit in hits(text)] == []


def test_there_are_enough_of_them() -> None:
    assert len(set(NOTHING)) == len(NOTHING) > 100

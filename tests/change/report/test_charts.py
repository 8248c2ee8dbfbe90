from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree

from tlc.change.report import charts
from tlc.change.report.charts import Bar, Step
from tlc.change.report.facts import Breakdown, PrincipleFacts, ThemeFacts

WAITS = Bar(label="Long waits", value=5, total=20)
HOURS = Bar(label="Hours", value=20, total=20)


def svg(*rows: Bar, key: str = "a", title: str = "Many wait") -> Tag:
    found = BeautifulSoup(charts.bars(rows, key=key, title=title), "html.parser").svg
    assert found is not None
    return found


def widths(picture: Tag, kind: str) -> list[float]:
    return [float(str(rect["width"]).rstrip("%")) for rect in picture.select(f".chart-{kind}")]


def test_a_bar_is_as_long_as_its_share_of_the_track() -> None:
    picture = svg(WAITS, HOURS)
    (track, same_track), (short, full) = widths(picture, "track"), widths(picture, "bar")
    assert track == same_track == full
    assert short == pytest.approx(track / 4)


def test_every_bar_says_its_count_with_its_denominator() -> None:
    assert [text.get_text() for text in svg(WAITS, HOURS).select(".chart-number")] == ["5 of 20", "20 of 20"]


def test_a_bar_of_nothing_has_no_length() -> None:
    assert widths(svg(Bar(label="Nobody read", value=0, total=0)), "bar") == [0]


def test_the_picture_has_a_role_a_name_and_a_description_that_leads_to_the_figures() -> None:
    picture = svg(WAITS, HOURS, key="waits")
    assert picture["role"] == "img"
    name, description = picture.find(id=picture["aria-labelledby"]), picture.find(id=picture["aria-describedby"])
    assert name is not None
    assert description is not None
    assert (name.name, name.get_text()) == ("title", "Many wait")
    assert description.get_text() == "Horizontal bars. The table beside this picture holds its figures."


def test_two_pictures_with_their_own_keys_share_no_id() -> None:
    first, second = ({str(tag["id"]) for tag in svg(WAITS, key=key).select("[id]")} for key in ("one", "two"))
    assert not first & second


def test_labels_are_escaped() -> None:
    drawn = charts.bars([Bar(label="<b>&\"'</text><script>", value=1, total=2)], key="a", title="</title><b>")
    assert "<b>" not in drawn
    assert "<script" not in drawn
    assert "<b>&\"'</text><script>" in etree.fromstring(drawn).findtext("text", "")


def test_a_label_is_cut_into_lines_that_fit_a_phone() -> None:
    label = "A child or another relative has to interpret at the doctor's and at the school"
    picture = svg(Bar(label=label, value=1, total=2))
    lines = [text.get_text() for text in picture.select("text:not(.chart-number)")]
    assert " ".join(lines) == label
    assert len(lines) > 1
    assert max(map(len, lines)) <= 40


def test_a_word_longer_than_a_phone_is_wide_is_cut_and_not_lost() -> None:
    lines = [text.get_text() for text in svg(Bar(label="x" * 90, value=1, total=2)).select("text:not(.chart-number)")]
    assert "".join(lines) == "x" * 90
    assert max(map(len, lines)) <= 40


def test_nothing_overlaps_from_top_to_bottom() -> None:
    picture = svg(Bar(label="a label of two lines, because it is so long", value=1, total=2), WAITS)
    tops = [float(str(tag["y"]).removesuffix("em")) for tag in picture.select("text:not(.chart-number), .chart-track")]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    assert tops[-1] < float(str(picture["height"]).removesuffix("em"))


def test_the_picture_is_as_tall_with_larger_letters_as_it_needs_to_be() -> None:
    # em, not px: a reader who doubles the letters doubles the bars with them.
    lengths = re.findall(r' (?:y|height)="([^"]+)"', str(svg(WAITS)))
    assert lengths
    assert all(length.endswith("em") for length in lengths)


def test_the_same_bars_give_the_same_text() -> None:
    assert charts.bars([WAITS, HOURS], key="a", title="t") == charts.bars([WAITS, HOURS], key="a", title="t")


def test_the_most_widespread_themes_come_first_and_each_only_once(a_theme: Callable[..., ThemeFacts]) -> None:
    few, many = a_theme("Few", 2), a_theme("Many", 9)
    assert charts.widest([few, many, few]) == (many, few)


def test_a_theme_that_nobody_found_has_no_bar(a_theme: Callable[..., ThemeFacts]) -> None:
    assert charts.widest([a_theme("Never", 0)]) == ()


def test_themes_of_equal_spread_stand_in_alphabetical_order(a_theme: Callable[..., ThemeFacts]) -> None:
    themes = [a_theme(label, 3) for label in ("Cost", "Bus", "Age")]
    assert [theme.label for theme in charts.widest(themes)] == ["Age", "Bus", "Cost"]


def test_only_so_many_themes_are_drawn(a_theme: Callable[..., ThemeFacts]) -> None:
    themes = [a_theme(f"Theme {number}", number) for number in range(1, 15)]
    assert [theme.sessions for theme in charts.widest(themes, most=3)] == [14, 13, 12]


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ((14, 3), "“T0” came up in the most sessions: 14 of 20"),
        ((7, 7, 1), "“T0” and “T1” came up in the most sessions: 7 of 20 each"),
        ((7, 7, 7), "3 themes came up in equally many sessions: 7 of 20 each"),
    ],
)
def test_the_message_says_what_the_bars_show(
    a_theme: Callable[..., ThemeFacts], sessions: tuple[int, ...], said: str
) -> None:
    assert charts.message([a_theme(f"T{place}", count) for place, count in enumerate(sessions)]) == said


def test_the_subtitle_says_what_is_counted_and_of_how_many(a_theme: Callable[..., ThemeFacts]) -> None:
    said = charts.subtitle([a_theme("A", 3)], of=1)
    assert said == "Number of sessions in which people found each barrier, of the 20 that people have coded."


def test_the_subtitle_says_when_some_themes_are_not_drawn(a_theme: Callable[..., ThemeFacts]) -> None:
    assert charts.subtitle([a_theme("A", 3)], of=9).endswith("coded. The 1 most widespread of 9 barriers.")


def test_the_subtitle_calls_themes_barriers_only_where_all_of_them_are(a_theme: Callable[..., ThemeFacts]) -> None:
    said = charts.subtitle([a_theme("A", 3), a_theme("B", 2, kind="enabler")], of=9)
    assert "found each theme" in said
    assert said.endswith("The 2 most widespread of 9 themes.")


def test_what_helps_does_not_hide_what_stands_in_the_way(a_theme: Callable[..., ThemeFacts]) -> None:
    barrier, help_ = a_theme("Waits", 3), a_theme("Kindness", 20, kind="enabler")
    assert charts.drawable([help_, barrier]) == (barrier,)


def test_without_barriers_whatever_was_found_is_drawn(a_theme: Callable[..., ThemeFacts]) -> None:
    found, never = a_theme("Kindness", 20, kind="enabler"), a_theme("Waits", 0)
    assert charts.drawable([found, never]) == (found,)


def test_the_subtitle_claims_no_common_denominator_where_there_is_none(a_theme: Callable[..., ThemeFacts]) -> None:
    said = charts.subtitle([a_theme("A", 3), a_theme("B", 2, sessions_read=5)], of=2)
    assert said.endswith("of those that people have coded.")


def test_a_theme_fills_the_cells_of_its_principles_only(
    a_theme: Callable[..., ThemeFacts], an_empty_principle: Callable[[int], PrincipleFacts]
) -> None:
    theme = a_theme("A", 14, principles=(1, 3))
    row = charts.cells(theme, [an_empty_principle(number) for number in (1, 2, 3)])
    assert row == ("most", "", "most")


@pytest.fixture
def an_empty_principle() -> Callable[[int], PrincipleFacts]:
    def make(number: int) -> PrincipleFacts:
        return PrincipleFacts(id=number, name=f"Principle {number}", summary="", themes=(), actions=(), gaps=())

    return make


# ---- shares of a table


def test_only_rows_with_a_count_and_a_denominator_have_a_bar() -> None:
    rows = (("Community", "55", "1,412", "2,690"), ("Others", "3", "not shown", "2,690"))
    table = Breakdown(caption="Who spoke", columns=("Role", "People", "Turns", "Of"), rows=rows)
    assert charts.shares(table) == (Bar(label="Community", value=1412, total=2690),)
    assert charts.shares(None) == ()


# ---- how soon nothing new was heard

CURVE = tuple((str(place), int(place < 3), min(place, 2)) for place in range(1, 201))


def test_sessions_are_joined_until_a_picture_can_hold_them_and_none_is_lost() -> None:
    steps = charts.thinned(CURVE)
    assert len(steps) == 20
    assert sum(step.new for step in steps) == 2
    assert (steps[0].label, steps[-1].label, steps[-1].total) == ("1 to 10", "191 to 200", 2)


def test_few_sessions_stay_apart() -> None:
    assert [step.label for step in charts.thinned(CURVE[:3])] == ["1", "2", "3"]
    assert charts.thinned(()) == ()


def test_the_message_names_the_last_session_that_brought_something_new() -> None:
    assert charts.saturation_message(CURVE) == "The last session to bring a new code was number 2 of 200"
    assert charts.saturation_message((("1", 0, 0),)) == "No code has been found yet"


def column_paths(steps: tuple[Step, ...]) -> tuple[str, str]:
    picture = BeautifulSoup(charts.columns(steps, key="new", title="t"), "html.parser")
    old, new = picture.find_all("path")
    return str(old["d"]), str(new["d"])


def test_new_codes_stand_on_top_of_those_found_before() -> None:
    old, new = column_paths((Step(label="1", new=5, total=5), Step(label="2", new=5, total=10)))
    # From the bottom (100) to the top (0): half of the second column is old, and the other half new.
    assert old == "M11 100V50h8V100z"
    assert new == "M1 100V50h8V100zM11 50V0h8V50z"


def test_a_session_that_brought_nothing_has_no_new_part() -> None:
    assert column_paths((Step(label="1", new=0, total=0),)) == ("", "")


def test_the_last_column_always_has_its_number_and_few_others_do() -> None:
    picture = BeautifulSoup(charts.columns(charts.thinned(CURVE), key="new", title="t"), "html.parser")
    numbers = [text.get_text() for text in picture.find_all("text")]
    assert 3 <= len(numbers) <= 8
    assert numbers[-1] == "2"

"""Every value of the golden file, where it lies beside the project."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tlc.listen.agree.alpha import alpha, interval, jaccard, masi, masi_dkpro, nominal, ordinal, ratio, set_steps
from tlc.listen.agree.chance import brennan_prediger, cohen, conger, fleiss, gwet, percent, quadratic, scott
from tlc.listen.agree.ratings import Figure, Undefined, rated, tabulated
from tlc.listen.agree.unitise import added, alpha_u

GOLDEN = Path(__file__).parents[4] / "shared" / "data" / "agreement" / "golden.json"
pytestmark = pytest.mark.skipif(not GOLDEN.exists(), reason="the shared golden values lie beside the project")
DIFFERENCES = {"nominal": nominal, "ordinal": ordinal, "interval": interval, "ratio": ratio}


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


def same(figure: Figure, value: float | None, within: float = 6e-5) -> bool:
    if value is None:
        return isinstance(figure, Undefined)
    return isinstance(figure, float) and abs(figure - value) < within


def test_every_golden_table_of_several_coders(golden: dict[str, Any]) -> None:
    checked = 0
    for case in golden["alpha_raters_x_units"]:
        ratings = rated(case["data"])
        for name, value in case["expect"].items():
            # One ratio in the file is not that of exact fractions in the ninth digit: see test_alpha.py.
            assert same(alpha(ratings, DIFFERENCES[name]).figure, value, 1e-8), (case["name"], name)
            checked += 1
        for name, value in case.get("published", {}).items():
            assert same(alpha(ratings, DIFFERENCES[name]).figure, value, 6e-4), (case["name"], name)
        for name, of in (("ac1", gwet), ("fleiss", fleiss), ("conger", conger), ("brennan_prediger", brennan_prediger)):
            if name in case:
                assert same(of(ratings).figure, case[name], 6e-6), (case["name"], name)
                checked += 1
        if "percent" in case:
            assert same(percent(ratings), case["percent"], 6e-6)
    assert checked == 18


def test_every_golden_table_of_two_coders(golden: dict[str, Any]) -> None:
    for case in golden["two_rater_tables"]:
        ratings = tabulated(case["table"])
        ours = {
            "po": percent(ratings),
            "kappa": cohen(ratings),
            "kappa_published": cohen(ratings),
            "ac1": gwet(ratings).figure,
            "alpha": alpha(ratings).figure,
            "scott_pi": scott(ratings).figure,
            "ac2_quadratic": gwet(ratings, quadratic(len(case["table"]))).figure,
        }
        values = {name: value for name, value in case.items() if name not in ("name", "table")}
        assert values
        for name, value in values.items():
            assert same(ours[name], value, 6e-4 if name == "kappa_published" else 6e-5), (case["name"], name)


def test_every_golden_distance_of_sets(golden: dict[str, Any]) -> None:
    case = golden["set_valued_alpha"]
    ratings = rated([[frozenset(pair[coder]) for pair in case["pairs"]] for coder in (0, 1)])
    differences = (set_steps, masi_dkpro, masi, jaccard)
    assert len(case["expect"]) == len(differences)
    for difference, values in zip(differences, case["expect"].values(), strict=True):
        found = alpha(ratings, difference)
        assert same(found.figure, values["alpha"]), difference
        assert same(float(found.observed), values["Do"])
        assert same(float(found.expected), values["De"])


def test_every_golden_text_cut_into_units(golden: dict[str, Any]) -> None:
    first, second = golden["alpha_u_unitizing"]
    passages: dict[str, list[list[tuple[int, int]]]] = {"c": [[], []], "k": [[], []]}
    for start, length, coder, code in re.findall(r"\((\d+),(\d+),(\d),([ck])\)", first["units"]):
        begin = int(start) - first["begin"]
        passages[code][int(coder)].append((begin, begin + int(length)))
    found = {code: alpha_u(own, first["length"]) for code, own in passages.items()}
    values = first["expect"]
    assert same(float(found["c"].observed), values["Do_c"])
    assert same(float(found["c"].expected), values["De_c"])
    assert same(found["c"].figure, values["alpha_c"])
    assert same(found["k"].figure, values["alpha_k"])
    assert same(added(list(found.values())).figure, values["alpha_all"])
    assert same(added(list(found.values())).figure, values["alpha_all_published"], 5e-4)
    coders: list[list[tuple[int, int]]] = [[], []]
    for start, length, coder in re.findall(r"\((\d+),(\d+),(\d)\)", second["units"]):
        coders[int(coder)].append((int(start) * 50_000, (int(start) + int(length)) * 50_000))
    stretched = alpha_u(coders, 24 * 50_000)
    assert same(float(stretched.observed), second["expect"]["Do"])
    assert same(float(stretched.expected), second["expect"]["De_inf"])
    assert same(stretched.figure, second["expect"]["alpha"], 6e-4)

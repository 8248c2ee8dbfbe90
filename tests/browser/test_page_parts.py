"""The parts of a page's script: each is whole by itself, and together they are one module that a notebook can load."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from tlc.lab.code import wording as code
from tlc.lab.page import SHARED, page, parts
from tlc.lab.review import wording as review

PAGES = [code.STATIC, review.STATIC]
PARSED = """source => { try { new Function(source); return ""; } catch (error) { return String(error); } }"""
LOADED = """async source => typeof (await import("data:text/javascript;base64," + source)).default.render"""
MORE = """source => new Function(source + `
  class Whole { one() { return 1; } }
  more(Whole, class { two() { return this.one() + 1; } get three() { return this.two() + 1; } });
  try { more(Whole, class { two() {} }); } catch (error) { return [new Whole().three, error.message]; }
`)()"""


@pytest.fixture
def window(browser: Any) -> Any:
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("static", PAGES, ids=lambda static: static.parent.name)
def test_each_part_is_whole_by_itself(window: Any, static: Path) -> None:
    texts = {part.name: part.read_text(encoding="utf-8").replace("export default", "void") for part in parts(static)}
    assert {name: fault for name, text in texts.items() if (fault := window.evaluate(PARSED, text))} == {}


@pytest.mark.parametrize("static", PAGES, ids=lambda static: static.parent.name)
def test_the_parts_together_are_a_module_that_gives_a_page(window: Any, static: Path) -> None:
    source = base64.b64encode(page(static).encode("utf-8")).decode("ascii")
    assert window.evaluate(LOADED, source) == "function"


def test_a_part_adds_methods_to_a_class_and_replaces_none(window: Any) -> None:
    making = (SHARED / "making.js").read_text(encoding="utf-8")
    assert window.evaluate(MORE, making) == [3, "Whole has two already"]

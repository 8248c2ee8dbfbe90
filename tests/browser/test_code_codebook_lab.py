"""The codebook, edited on the coding page in a real JupyterLab: no key reaches the notebook, no word stays in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tlc.listen.codebook import read_codebook

MADE = Path(__file__).parents[1] / "lab" / "code"
SHOW = """from pathlib import Path
from made_codebook import Study
Study(Path("small")).page()"""


def test_a_code_is_edited_by_keys_that_jupyterlab_never_sees(lab: Any) -> None:
    for name in ("made_coding.py", "made_codebook.py"):
        shutil.copy(MADE / name, lab.folder / name)
    window = lab.open("codebook.ipynb", [SHOW, "'a second cell'"])
    window.locator(".tlc-start button").first.click()
    window.locator(".tlc-turn").nth(1).click()
    window.keyboard.press("c")
    window.keyboard.type("hours")
    window.keyboard.press("F2")
    window.locator('.tlc-editor [data-field="definition"]').wait_for()
    # In its command mode JupyterLab would delete, cut, merge and run cells by these.
    window.keyboard.type("ddxxzaabbm")
    for _ in range(2):
        window.keyboard.press("Tab")
    window.keyboard.type("dd xx quince jelly in the attic")
    window.keyboard.press("Enter")
    window.keyboard.press("Shift+Enter")
    window.keyboard.type("and more")
    window.locator('.tlc-editor [data-edits="save"]').focus()
    window.keyboard.press("Enter")
    window.wait_for_function("document.querySelector('.tlc-status').textContent.includes('Saved in the codebook')")
    code = read_codebook(lab.folder / "small" / "codebook.toml")["access.hours"]
    assert code.name.endswith("ddxxzaabbm") or code.name.startswith("ddxxzaabbm")
    assert "dd xx quince jelly in the attic\n\nand more" in code.definition
    assert window.locator(".jp-Notebook .jp-Cell").count() == 2
    window.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    window.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert "quince" not in (lab.folder / "codebook.ipynb").read_text(encoding="utf-8")

"""Starting tlc is instant: heavy libraries are loaded where they are used, and nowhere before."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("pandas", "numpy", "spacy", "sklearn", "scipy", "bertopic", "nbconvert", "nbformat", "jinja2", "docx", "lxml")
HEAVY += (
    "openpyxl",
    "torch",
    "IPython",
    "click",
    "rapidfuzz",
    "simplemma",
    "faker",
    "cryptography",
    "anywidget",
    "ipywidgets",
)
HEAVY += ("py3langid", "pypdf", "striprtf", "presidio_analyzer")
LIST_MODULES = "import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{code}\n{LIST_MODULES}"], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_tlc_loads_nothing_heavy() -> None:
    assert not modules_after("import tlc") & set(HEAVY)


def test_importing_the_nouns_loads_nothing_heavy() -> None:
    assert not modules_after("import tlc.model") & set(HEAVY)


def test_help_loads_click_and_nothing_heavier() -> None:
    code = "from tlc.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert modules_after(code) & set(HEAVY) == {"click"}


@pytest.mark.parametrize(
    "verb",
    [
        "new",
        "check",
        "review",
        "add",
        "keys",
        "codebook",
        "tag",
        "suggest",
        "next",
        "code",
        "agree",
        "matrix",
        "compare",
        "cooccurrence",
        "search",
        "saturation",
        "import-codings",
        "topics",
        "evidence",
        "back-check",
        "rate",
        "actions",
        "screen",
        "report",
        "export",
        "synthesise",
        "withdraw",
        "demo",
    ],
)
def test_the_help_of_a_verb_loads_nothing_heavier(verb: str) -> None:
    code = f"from tlc.cli import main\ntry:\n    main([{verb!r}, '--help'])\nexcept SystemExit:\n    pass"
    assert modules_after(code) & set(HEAVY) == {"click"}

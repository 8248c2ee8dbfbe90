"""A codebook file for the small study of the coding page, and a conversation in which it can be edited."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from tlc.lab.code import CodeWidget
from tlc.lab.code.changes import Changes
from tlc.lab.code.codebook_edits import CodebookEdits
from tlc.lab.code.conversation import Conversation
from tlc.lab.code.material import Material
from tlc.listen.codebook import read_codebook

BOOK = """# Codes of a small study.
schema = "tlc-codebook/2"
id = "small"
name = "Small"
version = "1.0.0"
languages = ["en", "ro"]

[[code]]
id = "access"
kind = "heading"
label = { en = "Getting in", ro = "Accesul" }

# Said often in the first round.
[[code]]
id = "access.hours"
parent = "access"
kind = "barrier"
label = { en = "Opening hours do not fit", ro = "Programul nu se potrivește" }
definition = "Opening hours do not fit."
aliases = ["ACC01"]
terms.en = ["closed", "after my shift"]

[[code]]
id = "access.registration"
parent = "access"
kind = "barrier"
label = { en = "Cannot register", ro = "Nu se pot înscrie" }
definition = "Cannot register."
terms.en = ["register", '"proof of address"']

[[code]]
id = "language"
kind = "heading"
label = { en = "Language", ro = "Limba" }

[[code]]
id = "language.interpreter"
parent = "language"
kind = "barrier"
label = { en = "No interpreter", ro = "Fără interpret" }
definition = "No interpreter."
terms.en = ["interpret*"]

[[code]]
id = "language.card"
parent = "language"
kind = "solution"
label = { en = "A card that asks for an interpreter", ro = "Un card care cere un interpret" }
definition = "A card that asks for an interpreter."
"""
LATER = "2026-07-02T09:00:00Z"


class Study:
    """One coder's page before a codebook file.

    Parameters
    ----------
    folder : Path
    coder : str
    tag : callable or None
        What the page calls to let the rules look again.
    """

    def __init__(self, folder: Path, *, coder: str = "asha", tag: Callable[[], object] | None = None) -> None:
        self.path = folder / "codebook.toml"
        if not self.path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            self.path.write_text(BOOK, encoding="utf-8")
        made = _made()
        desk = made.made_desk(folder / "codings", coder=coder)
        material: Material = made.made_material()
        desk.material = Material(
            title=material.title,
            transcripts=material.transcripts,
            groups=material.groups,
            people=material.people,
            codebook=read_codebook(self.path),
        )
        desk.read_again()
        self.desk = desk
        self.edits = CodebookEdits(self.path, desk, by=coder, now=lambda: LATER, tag=tag)
        self.changes = Changes(desk, now=lambda: LATER)
        self.talk = Conversation(desk, self.changes, codebook=self.edits)

    @property
    def answer(self) -> Callable[[object], list[dict[str, object]]]:
        """Answer a message of the page."""
        return self.talk.answers

    def page(self) -> CodeWidget:
        """Give the page, for a notebook."""
        return CodeWidget(self.desk, self.changes, codebook=self.edits)


def _made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("made_coding", Path(__file__).parent / "made_coding.py")
    if spec is None or spec.loader is None:
        raise ImportError("made_coding.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

"""What a report rests on: the works that it uses, and no others."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tlc.change.report.facts import ReportingItem
from tlc.change.report.material import Material

_TEXTS = Path(__file__).parents[2] / "data" / "references.toml"


@cache
def _texts() -> dict[str, str]:
    texts: dict[str, str] = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))["texts"]
    return texts


def references(material: Material, reporting: Iterable[ReportingItem]) -> tuple[str, ...]:
    """List the works that the report uses, by their first letters.

    Parameters
    ----------
    reporting : iterable of ReportingItem
        Standards of which items stand in the report are used.
    """
    texts = _texts()
    used = {
        "alpha": material.agreed.alpha is not None,
        "cerqual": bool(material.ratings),
        "ng214": any(action.nice for action in material.actions),
        "saturation": bool(material.saturation),
        "topics": material.run is not None and "BERTopic" in material.run.settings.get("engine", ""),
    } | {item.standard: True for item in reporting}
    framework = material.framework
    ours = f"{framework.publisher or framework.id} ({framework.version.partition('-')[0]}). {framework.name}."
    if framework.url:
        ours += f" {framework.url}"
    return tuple(sorted((ours, *(texts[name] for name, there in used.items() if there)), key=str.casefold))

"""What the gate finds: recall per kind on marked texts, false alarms on talk, and speed, beside presidio's patterns.

It prints counts and nobody's words. Gold files are ``*.jsonl`` with ``id``, ``text`` and ``spans`` (label, start, end).
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tlc.talk.screen._view import folded, view_of
from tlc.talk.screen.structured import find

DATA = Path(__file__).parents[2] / "shared" / "data"
#: Which kinds answer to a label of the gold files, ours and presidio's.
FITTING = {
    "NHS": {"nhs_number", "UK_NHS"},
    "POSTCODE": {"postcode", "postcode_area", "UK_POSTCODE"},
    "NINO": {"national_insurance", "UK_NINO"},
    "CNP": {"cnp"},
    "IBAN": {"iban", "IBAN_CODE"},
    "EMAIL": {"email", "EMAIL_ADDRESS"},
    "PHONE": {"phone", "PHONE_NUMBER"},
    "VRM": {"vehicle", "UK_VEHICLE_REGISTRATION"},
    "DOB": {"date_of_birth", "date", "DATE_TIME"},
    "DATE": {"date", "date_of_birth", "DATE_TIME"},
    "IDREF": {"home_office", "case_reference", "passport", "UK_PASSPORT"},
    "ADDRESS": {"address", "LOCATION"},
    "PERSON": {"name", "staff_name", "PERSON"},
}
NAMES = {"name", "staff_name", "unknown_word"}
# Found by the rules for names, and so no false alarm of a form.
NO_FORM = {"place_name", "rare_role"}
REVIEWED = {**FITTING, "PERSON": FITTING["PERSON"] | {"unknown_word"}}


class Mark(NamedTuple):
    """Something found: what, where, and whether it stops the file."""

    kind: str
    start: int
    end: int
    blocks: bool


Finder = Callable[[str], list[Mark]]


def ours() -> Finder:
    """Make a finder from the gate's rules, with names when that part is there."""
    try:
        find_names = importlib.import_module("tlc.talk.screen.names").find
    except (ImportError, AttributeError):
        find_names = None

    def marks(text: str) -> list[Mark]:
        view = view_of(text)
        hits = list(find(view))
        hits += list(find_names(view)) if find_names is not None else []
        return [Mark(hit.kind, hit.start, hit.end, hit.level == "block") for hit in hits]

    return marks


def forms_only(text: str) -> list[Mark]:
    """Find what has a form, for speed beside presidio's patterns: no names."""
    return [Mark(hit.kind, hit.start, hit.end, hit.level == "block") for hit in find(view_of(text))]


def presidio() -> Finder | None:
    """Make a finder from presidio's patterns with its UK rules switched on, and no model; None when not installed."""
    try:
        import spacy
        import tldextract
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer import predefined_recognizers as rules
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
    except ImportError:
        return None
    # Without this the first e-mail address makes it fetch a list of domains.
    tldextract.extract = tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "blank"}])
    engine.nlp = {"en": spacy.blank("en")}
    names = (
        "NhsRecognizer UkNinoRecognizer UkPostcodeRecognizer UkVehicleRegistrationRecognizer UkPassportRecognizer "
        "UkDrivingLicenceRecognizer IbanRecognizer EmailRecognizer PhoneRecognizer UrlRecognizer DateRecognizer "
        "CreditCardRecognizer IpRecognizer"
    )
    registry = RecognizerRegistry(supported_languages=["en"])
    for name in names.split():
        if hasattr(rules, name):
            registry.add_recognizer(getattr(rules, name)())
    analyser = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])

    def marks(text: str) -> list[Mark]:
        return [Mark(one.entity_type, one.start, one.end, False) for one in analyser.analyze(text, language="en")]

    return marks


def wilson(found: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(19, 20)]
    [0.764, 0.991]
    """
    z = 1.959964
    share = found / of
    middle = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def gold(path: Path) -> list[dict]:
    """Read a gold file; a line that is none is left out."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if "text" in row and "spans" in row]


def recall(rows: Iterable[dict], finder: Finder, fitting: dict[str, set[str]]) -> dict[str, tuple[int, int, int]]:
    """Count per label: found, found and stopped, marked."""
    found, stopped, marked = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        marks = finder(row["text"])
        for span in row["spans"]:
            label = span["label"]
            fits = [
                mark
                for mark in marks
                if mark.kind in fitting.get(label, ()) and mark.start < span["end"] and span["start"] < mark.end
            ]
            marked[label] += 1
            found[label] += bool(fits)
            stopped[label] += any(mark.blocks for mark in fits)
    return {label: (found[label], stopped[label], marked[label]) for label in sorted(marked)}


def false_alarms(rows: Iterable[dict], finder: Finder) -> tuple[Counter[str], int, int]:
    """Count what overlaps no span, per kind; the words; and how many different words a person must look at."""
    alarms: Counter[str] = Counter()
    words = 0
    looked_at: set[str] = set()
    for row in rows:
        words += len(row["text"].split())
        for mark in finder(row["text"]):
            if mark.kind in NAMES:
                looked_at.add(folded(row["text"][mark.start : mark.end]))
            elif mark.kind not in NO_FORM and not any(
                mark.start < span["end"] and span["start"] < mark.end for span in row["spans"]
            ):
                alarms[f"{mark.kind}{', block' if mark.blocks else ''}"] += 1
    return alarms, words, len(looked_at)


def talk(folder: Path) -> Iterator[tuple[str, list[dict]]]:
    """Give the talk that is there without marks, as rows without spans."""
    grids = sorted(folder.glob("talk/primock57/transcripts/*.TextGrid"))
    turns = [text for path in grids for text in re.findall(r'text = "(.*)"', path.read_text(encoding="utf-8"))]
    if turns:
        yield "PriMock57", [{"text": re.sub(r"<[^>]*>", "", text), "spans": []} for text in turns]
    meetings = sorted(folder.glob("talk/qmsum_committee/*.json"))
    turns = [turn["content"] for path in meetings for turn in json.loads(path.read_bytes())["meeting_transcripts"]]
    if turns:
        yield "QMSum committees", [{"text": text, "spans": []} for text in turns]


def print_recall(name: str, rows: list[dict], finder: Finder, other: Finder | None) -> None:
    """Print the table of one gold file."""
    print(f"\n{name}: {len(rows)} texts")
    print(f"{'label':<20}{'found':>12}{'recall':>8}{'95 %':>16}{'block':>8}{'presidio':>10}")
    counts = recall(rows, finder, FITTING)
    if "PERSON" in counts:
        counts["PERSON, reviewed"] = recall(rows, finder, REVIEWED)["PERSON"]
    theirs = recall(rows, other, FITTING) if other else {}
    for label, (found, stopped, marked) in counts.items():
        low, high = wilson(found, marked)
        beside = f"{theirs[label][0]}/{marked}" if label in theirs else "-"
        print(
            f"{label:<20}{f'{found}/{marked}':>12}{found / marked:>8.3f}{f'{low:.3f}-{high:.3f}':>16}{stopped:>8}"
            f"{beside:>10}"
        )


def print_alarms(name: str, rows: list[dict], finder: Finder) -> None:
    """Print false alarms per 10,000 words: by kind, without dates, and the words to look at for names."""
    alarms, words, looked_at = false_alarms(rows, finder)
    dates = sum(count for kind, count in alarms.items() if kind.startswith("date"))
    per = 10_000 / max(words, 1)
    print(f"\n{name}: {words:,} words; a hit that overlaps no mark, per 10,000 words")
    if not any(row["spans"] for row in rows):
        print("  nothing is marked here: what is found may well be real")
    print(f"  without dates {(alarms.total() - dates) * per:.1f}; dates {dates * per:.1f}", end="")
    print(f"; different words to look at as names {looked_at * per:.1f}")
    for kind, count in sorted(alarms.items()):
        print(f"  {kind:<32}{count:>6}{count * per:>8.1f}")


def words_a_second(rows: list[dict], finder: Finder) -> float:
    """Words read in a second of CPU time."""
    words = sum(len(row["text"].split()) for row in rows)
    start = time.process_time()
    for row in rows:
        finder(row["text"])
    return words / (time.process_time() - start)


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with pii/ and talk/")
    parser.add_argument("files", nargs="*", type=Path, help="gold files; without any, every *.jsonl in the folder")
    chosen = parser.parse_args(arguments)
    paths = chosen.files or sorted(chosen.data.rglob("*.jsonl"))
    golds = [(path.name, rows) for path in paths if (rows := gold(path))]
    if not golds:
        print("There are no marked texts here. Name a folder with --data, or files.", file=sys.stderr)
        return 1
    finder, other = ours(), presidio()
    print("presidio is not installed" if other is None else "presidio: its patterns, no model, UK rules on, offline")
    for name, rows in golds:
        print_recall(name, rows, finder, other)
    unmarked = list(talk(chosen.data))
    for name, rows in [*golds, *unmarked]:
        print_alarms(name, rows, finder)
    timed = unmarked or golds
    print(f"\n{'words a second':<24}{'tlc':>10}{'presidio':>10}{'ratio':>8}")
    for name, rows in timed:
        mine = words_a_second(rows, forms_only)
        theirs = words_a_second(rows[: len(rows) // 4], other) if other else math.nan
        print(f"{name:<24}{mine:>10,.0f}{theirs:>10,.0f}{mine / theirs:>8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

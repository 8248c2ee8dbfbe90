"""What the shipped codebook finds where it should not, and how much of what people coded it finds in the sample.

Off topic: GP consultations (primock57), committee meetings (QMSum, without those about health), and Romanian medical
sentences (SiMoNERo), read by the importers as anybody's control files are. Of the sample, half of the sessions were
read while the terms were written; the figures of the other half are the ones that say something. A codebook may be set
beside another: ``--before OLD.toml``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

import tlc
from tlc.counting import by_people
from tlc.listen.codebook import read_codebook
from tlc.listen.rules import compile_rules
from tlc.listen.tag import CONTEXT
from tlc.model import Codebook
from tlc.talk.control import read_control
from tlc.talk.sample import CODERS, lay_out_sample

ROOT = Path(__file__).parents[1]
TALK = ROOT.parent / "shared" / "data" / "talk"
#: Name, language, folder and the files of it.
OFF_TOPIC = (
    ("GP consultations", "en", "primock57/transcripts", "*.TextGrid"),
    ("committee meetings", "en", "qmsum_committee", "*.json"),
    ("Romanian medical sentences", "ro", "ud_ro_simonero", "*.txt"),
)
#: Committee meetings about health, and a licence.
LEFT_OUT = {"education_0.json", "education_11.json", "education_15.json", "LICENSE.txt"}
#: The sessions of the sample that were read while the terms were written.
READ = frozenset({"FG01", "FG02", "FG04", "FG06", "FG07", "IN01", "IN02", "IN05", "IN06", "IN08"})
Pairs = set[tuple[str, str]]


def off_topic(language: str, folder: Path, pattern: str) -> tuple[str, ...]:
    """Read the turns of some files; none where the folder is not there."""
    files = sorted(path for path in folder.glob(pattern) if path.name not in LEFT_OUT)
    return read_control(files, among=(language,), language=language).texts.get(language, ())


def tagged(book: Codebook, language: str, texts: Sequence[str]) -> tuple[int, Counter[str], Counter[tuple[str, str]]]:
    """Count turns with any hit, turns by code, and hits by code and term."""
    hits = compile_rules(book, language).find_all(texts)
    codes = Counter(code for found in hits for code in {hit.code for hit in found})
    terms = Counter((hit.code, hit.term) for found in hits for hit in found)
    return sum(map(bool, hits)), codes, terms


def found_and_coded(book: Codebook, turns: pd.DataFrame, codings: pd.DataFrame) -> tuple[Pairs, Pairs]:
    """Pair turns and codes: those that the rules find, and those that people coded."""
    spoken = turns[~turns["role"].isin(list(CONTEXT))]
    hits = compile_rules(book, "en").find_all(list(spoken["text"]))
    found = {(turn, hit.code) for turn, of_turn in zip(spoken["turn"], hits, strict=True) for hit in of_turn}
    people = by_people(codings)
    people = people[people["turn"].isin(spoken["turn"])]
    return found, set(zip(people["turn"], people["code"], strict=True))


def shares(found: Pairs, coded: Pairs) -> str:
    """Tell precision and recall, and of how many."""
    right = len(found & coded)
    precision = f"{right / len(found):.2f}" if found else "-"
    recall = f"{right / len(coded):.2f}" if coded else "-"
    return f"precision {precision} of {len(found):4}   recall {recall} of {len(coded):4}"


def show_off_topic(book: Codebook, *, most: int) -> None:
    """Print how much of talk about other things is tagged, by what."""
    for name, language, folder, pattern in OFF_TOPIC:
        texts = off_topic(language, TALK / folder, pattern)
        if not texts:
            print(f"{name}: left out, for the files are not there.")
            continue
        some, codes, terms = tagged(book, language, texts)
        print(f"\n{name}: {some} of {len(texts)} turns tagged ({some / len(texts):.1%})")
        for code, count in codes.most_common():
            print(f"  {count:5}  {count / len(texts):6.2%}  {code}")
        print(f"  the {most} terms that find most:")
        for (code, term), count in terms.most_common(most):
            print(f"  {count:5}  {code}: {term}")


def show_sample(book: Codebook, turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    """Print, by turn and code, how much of what two people coded is found."""
    found, coded = found_and_coded(book, turns, codings)
    print("\nThe sample study, by turn and code")
    for name, is_read in (("read while the terms were written", True), ("not read: the ones that count", False)):
        here = [{pair for pair in pairs if (pair[0].partition(":")[0] in READ) == is_read} for pairs in (found, coded)]
        print(f"  {name:34} {shares(*here)}")
    for code in book.offered:
        mine = [{pair for pair in pairs if pair[1] == code.id} for pairs in (found, coded)]
        print(f"    {code.id:32} {shares(*mine)}")


def laid_out(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Bring the sample in, with what its two coders coded."""
    lay_out_sample(folder)
    study = tlc.open(folder)
    study.check(folder / "sessions")
    study.add([folder / "sessions"])
    for who, name in CODERS.items():
        study.import_codings(folder / "codings" / f"{who}.csv", coder=who, name=name)
    return study.turns, study.codings


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the codebook, and another one before it where one is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--codebook", type=Path, default=ROOT / "codebooks" / "barriers.toml")
    parser.add_argument("--before", type=Path, help="an earlier file, measured first in the same run")
    parser.add_argument("--most", type=int, default=15, help="how many terms to list")
    parser.add_argument("--no-sample", action="store_true", help="only off topic")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        sample = None if options.no_sample else laid_out(Path(folder) / "sample")
        for path in (options.before, options.codebook):
            if path is not None:
                book = read_codebook(path)
                terms = sum(len(some) for code in book.offered for some in code.terms.values())
                print(f"\n=== {book.name}, {book.version}: {terms} terms")
                show_off_topic(book, most=options.most)
                if sample is not None:
                    show_sample(book, *sample)
    return 0


if __name__ == "__main__":
    sys.exit(main())

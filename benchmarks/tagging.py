"""What the codebook's rules cost on a million words: against reading, spaCy's tokeniser and PhraseMatcher, raw search.

The words are those of committee meetings and of doctors with their patients in ../shared/data/talk, turn by turn,
shuffled with a seed until there are enough; without that folder they are invented, and hits are then rarer or more
frequent than in talk. The codebook has 60 codes with 11 terms each, made of words and phrases that stand in the talk.
Each case runs in a Python of its own, imports apart, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from tlc.model import Code, Codebook

TALK = Path(__file__).resolve().parents[2] / "shared" / "data" / "talk"
CODES, TERMS_A_CODE = 60, 11
LOADED_TERMS = 2_000
# Between the commonest words and the rarest, so that there are some 70 hits in 1,000 words, as with a real codebook.
RANKS = 400, 4_000
SYLLABLES = "ba de fi go lu ma ne po ri so ta ve wi yo ze cra ble tri spo sta"
INVENTED = "the and to of a in i you it that is we was for they on not be have with"
TEXT_OF_TIER = re.compile(r'text = "((?:[^"]|"")*)"')
CASES: dict[str, str] = {
    "read": "reading",
    "lower": "reading, str.lower",
    "make_doc": "spaCy make_doc",
    "phrase_matcher": "make_doc + PhraseMatcher(LOWER)",
    "raw": "raw Aho-Corasick",
    "counts": "Rules.counts",
    "find_all": "Rules.find_all, with hits",
    "tag": "tag, with codings",
}


def said() -> tuple[list[str], bool]:
    """What people say, turn by turn, and whether somebody really said it."""
    turns: list[str] = []
    for path in sorted((TALK / "qmsum_committee").glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))["meeting_transcripts"]
        turns += [" ".join(turn["content"].split()) for turn in found]
    for path in sorted((TALK / "primock57" / "transcripts").glob("*.TextGrid")):
        turns += [" ".join(text.split()) for text in TEXT_OF_TIER.findall(path.read_text(encoding="utf-8"))]
    turns = [turn for turn in turns if turn]
    return (turns, True) if turns else (invented(), False)


def invented(turns: int = 3_000, seed: int = 1) -> list[str]:
    """Turns of invented words, some far more frequent than others."""
    drawn = random.Random(seed)  # noqa: S311 - no secret
    rare = ["".join(drawn.choices(SYLLABLES.split(), k=drawn.randint(2, 3))) for _ in range(4_000)]
    weights = list(accumulate(1 / (place + 1) for place in range(len(rare))))
    return [
        " ".join(
            drawn.choice(INVENTED.split()) if drawn.random() < 0.5 else drawn.choices(rare, cum_weights=weights)[0]
            for _ in range(drawn.randint(3, 45))
        )
        + "."
        for _ in range(turns)
    ]


def reshuffled(turns: Sequence[str], words: int, seed: int = 1) -> list[str]:
    """So many words of talk: all turns in another order, again and again."""
    drawn = random.Random(seed)  # noqa: S311 - no secret
    taken: list[str] = []
    left = words
    while left > 0:
        order = list(turns)
        drawn.shuffle(order)
        for turn in order:
            taken.append(turn)
            left -= len(turn.split())
            if left <= 0:
                break
    return taken


def made_codebook(turns: Sequence[str], codes: int = CODES, terms: int = TERMS_A_CODE) -> Codebook:
    """A codebook of words and phrases that stand in the talk: neither its commonest words, nor those said once."""
    spoken = [re.findall(r"[a-z']+", turn.lower()) for turn in turns]
    singles = Counter(word for words in spoken for word in words if len(word) > 3)
    pairs = Counter(f"{one} {two}" for words in spoken for one, two in pairwise(words) if len(one + two) > 7)
    single = [word for word, _ in singles.most_common(RANKS[1])][RANKS[0] :]
    pair = [words for words, _ in pairs.most_common(RANKS[1])][RANKS[0] // 2 :]
    drawn = random.Random(7)  # noqa: S311 - no secret
    made = []
    for number in range(codes):
        own = [drawn.choice(single) for _ in range(terms - 5)]
        own += [drawn.choice(pair) for _ in range(3)]
        own += [f'"{drawn.choice(pair)}"', f"{drawn.choice(single)}*"]
        label = {"en": f"Code {number}"}
        made.append(Code(id=f"code{number}", kind="barrier", label=label, terms={"en": tuple(dict.fromkeys(own))}))
    return Codebook(id="made", name="Made", version="1", codes=tuple(made))


def large_codebook(turns: Sequence[str], terms: int = LOADED_TERMS) -> str:
    """The file of a codebook with so many terms."""
    book = made_codebook(turns, codes=terms // 10, terms=10)
    entries = [
        f'[[code]]\nid = "{code.id}"\nkind = "barrier"\nlabel = {{ en = "{code.name}" }}\ndefinition = "Made."\n'
        f"terms = {{ en = {json.dumps(list(code.terms['en']))} }}\n"
        for code in book.codes
    ]
    return 'schema = "tlc-codebook/2"\nid = "made"\nname = "Made"\nversion = "1"\n\n' + "\n".join(entries)


def run_case(case: str, folder: Path) -> None:
    """Do one case, and print its seconds of CPU and its peak of memory as JSON."""
    job = compiling(folder) if case == "compile" else prepared(case, folder)
    start = time.process_time()
    count = job()
    used = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": used, "megabytes": peak, "count": count}))


def prepared(case: str, folder: Path) -> Callable[[], int]:
    """Import and compile what a case needs, and give what is to be measured; it reads the words itself."""
    path = folder / "talk.txt"
    read = lambda: path.read_text(encoding="utf-8").split("\n")  # noqa: E731 - one thing, used once a case
    if case in ("read", "lower"):
        return lambda: len(path.read_text(encoding="utf-8").lower() if case == "lower" else path.read_text("utf-8"))
    if case == "make_doc":
        from spacy.lang.en import English

        nlp = English()
        return lambda: sum(len(nlp.make_doc(turn)) for turn in read())
    rules = _rules(folder)
    if case == "phrase_matcher":
        return _phrase_matcher(rules, read)
    if case == "raw":
        return _raw(rules, path)
    if case == "counts":
        rules.counts(["once"])
        return lambda: int(rules.counts(read()).sum())
    if case == "find_all":
        rules.find("once")
        return lambda: sum(map(len, rules.find_all(read())))
    return _tag(folder, read)


def _book(folder: Path) -> Codebook:
    terms = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
    codes = [Code(id=code, kind="barrier", label={"en": code}, terms={"en": tuple(own)}) for code, own in terms.items()]
    return Codebook(id="made", name="Made", version="1", codes=tuple(codes))


def _rules(folder: Path) -> Any:
    from tlc.listen.rules import compile_rules

    return compile_rules(_book(folder), "en")


def _phrase_matcher(rules: Any, read: Callable[[], list[str]]) -> Callable[[], int]:
    from spacy.lang.en import English
    from spacy.matcher import PhraseMatcher

    nlp = English()
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for number, phrase in enumerate(rules.phrases):
        matcher.add(str(number), [nlp.make_doc(phrase)])
    return lambda: sum(len(matcher(nlp.make_doc(turn))) for turn in read())


def _raw(rules: Any, path: Path) -> Callable[[], int]:
    from ahocorasick_rs import AhoCorasick, Implementation

    find = AhoCorasick(list(rules.phrases), implementation=Implementation.DFA).find_matches_as_indexes

    def job() -> int:
        text = path.read_text(encoding="utf-8").lower()
        return sum(len(find(text[at : at + 200_000], overlapping=True)) for at in range(0, len(text), 200_000))

    return job


def _tag(folder: Path, read: Callable[[], list[str]]) -> Callable[[], int]:
    from tlc.frames import TURNS, table
    from tlc.listen.tag import tag

    book = _book(folder)
    rows = [
        (f"FG01:{place:06d}", "FG01", "FG01", place, "P01", "community", "en", text, None, None, None)
        for place, text in enumerate(read(), start=1)
    ]
    turns = table(rows, TURNS)
    tag(turns.head(1), book, made_at="2026-06-01T12:00:00Z")
    return lambda: len(tag(turns, book, made_at="2026-06-01T12:00:00Z").codings)


def compiling(folder: Path) -> Callable[[], int]:
    """Read and compile a codebook of many terms, with nothing kept from before."""
    import regex  # noqa: F401 - imports are not what is measured
    import simplemma  # noqa: F401
    from ahocorasick_rs import AhoCorasick  # noqa: F401

    from tlc.listen.codebook import read_codebook
    from tlc.listen.rules import compile_rules

    def job() -> int:
        rules = compile_rules(read_codebook(folder / "large.toml"), "en")
        rules.find("once")
        return len(rules.terms)

    return job


def measured(case: str, folder: Path) -> dict[str, float]:
    """Run one case in a Python of its own."""
    command = [sys.executable, __file__, "--case", case, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def lay_out(folder: Path, turns: Sequence[str], words: int) -> None:
    """Write the talk and the codebooks for one size."""
    (folder / "talk.txt").write_text("\n".join(reshuffled(turns, words)), encoding="utf-8")
    book = made_codebook(turns)
    terms = {code.id: list(code.terms["en"]) for code in book.codes}
    (folder / "terms.json").write_text(json.dumps(terms), encoding="utf-8")
    (folder / "large.toml").write_text(large_codebook(turns), encoding="utf-8")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3, help="Each case so often; the least counts.")
    parser.add_argument("--case", choices=[*CASES, "compile"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.case:
        run_case(given.case, given.folder)
        return
    turns, real = said()
    if not real:
        print("There is no ../shared/data/talk: the words are invented.")
    own: dict[int, dict[str, float]] = {}
    for size in (given.words // 4, given.words // 2, given.words):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            lay_out(folder, turns, size)
            # Sizes below the whole tell only whether the time of our own grows as the words do.
            cases = list(CASES) if size == given.words else ["counts", "find_all", "tag"]
            runs = [{case: measured(case, folder) for case in cases} for _ in range(given.rounds)]
            found = {case: min((run[case] for run in runs), key=lambda one: one["seconds"]) for case in cases}
            own[size] = {case: one["seconds"] for case, one in found.items()}
            print_table(size, found)
            if size == given.words:
                compiled = min(
                    (measured("compile", folder) for _ in range(given.rounds)), key=lambda one: one["seconds"]
                )
                print(f"a codebook with {compiled['count']:,.0f} terms read and compiled: {compiled['seconds']:.2f} s")
    print_ratios(own)


def print_table(size: int, found: dict[str, dict[str, float]]) -> None:
    """Print one size."""
    print(f"\n{size:,} words\n{'':<34}{'CPU s':>8}{'words/s':>13}{'MB peak':>9}{'found':>10}")
    for case, one in found.items():
        speed = size / max(one["seconds"], 1e-9)
        print(f"{CASES[case]:<34}{one['seconds']:>8.3f}{speed:>13,.0f}{one['megabytes']:>9.0f}{one['count']:>10,.0f}")


def print_ratios(own: dict[int, dict[str, float]]) -> None:
    """Print what the figures come to."""
    most = max(own)
    for case in ("counts", "find_all", "tag"):
        raw, doc = (own[most][case] / own[most][name] for name in ("raw", "make_doc"))
        micro = ", ".join(f"{seconds[case] / size * 1e6:.2f}" for size, seconds in sorted(own.items()))
        print(f"{CASES[case]}: {raw:.1f} x raw search, {doc:.2f} x make_doc; microseconds a word: {micro}")


if __name__ == "__main__":
    main()

"""The same phrases for those who work with spaCy: a PhraseMatcher, patterns for a SpanRuler, and lemmas of a pipeline.

tlc itself searches without spaCy, which takes several times as long to part a text into words alone. This way round is
for people who have a pipeline, and it checks the fast one: of plain phrases both find the same, which a test holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tlc.errors import CodebookError
from tlc.listen.rules._context import blank
from tlc.listen.rules._rules import Rules
from tlc.listen.rules._view import LETTERS, ends, view

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher


class Match(NamedTuple):
    """What spaCy found: where, and by which term of which code."""

    start: int
    end: int
    code: str
    term: str


def phrase_matcher(rules: Rules, nlp: Language | None = None) -> PhraseMatcher:
    """Make a PhraseMatcher of the plain phrases of a codebook's rules; its keys are numbers of ``rules.terms``.

    Terms with a star inside, ``~``, ``not (...)``, and regular expressions are left out, and so are those with a star.

    Parameters
    ----------
    rules : Rules
    nlp : Language, optional
        Whose tokeniser parts the phrases; by default spaCy's own for the language.
    """
    from spacy.matcher import PhraseMatcher

    nlp = nlp or blank(rules.language)
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for number, phrases in rules.plain.items():
        matcher.add(str(number), [nlp.make_doc(phrase) for phrase in phrases])
    return matcher


def find(rules: Rules, text: str, nlp: Language | None = None) -> list[Match]:
    """Find plain phrases by spaCy's tokeniser and PhraseMatcher.

    Returns
    -------
    list of Match
        By start, then by end, then by place in the codebook. What the tokeniser makes words of inside a word, such as
        *can* in *cannot*, is left out.

    >>> from tlc.listen.rules import compile_rules
    >>> from tlc.model import Code, Codebook
    >>> late = Code(id="late", kind="barrier", label={"en": "Late"}, terms={"en": ("wait",)})
    >>> rules = compile_rules(Codebook(id="b", name="B", version="1", codes=(late,)), "en")
    >>> find(rules, "I never waited.")
    [Match(start=8, end=14, code='late', term='wait')]
    """
    nlp = nlp or blank(rules.language)
    matcher = phrase_matcher(rules, nlp)
    seen = view(text)
    doc = nlp.make_doc(seen)
    found = []
    for key, first, after in matcher(doc):
        span = doc[first:after]
        start, end, number = span.start_char, span.end_char, int(nlp.vocab.strings[key])
        if ends(seen, end) and not (start and LETTERS[seen[start - 1]] == 1 == LETTERS[seen[start]]):
            found.append((start, end, number))
    return [Match(start, end, *rules.terms[number]) for start, end, number in sorted(found)]


def ruler_patterns(rules: Rules) -> list[dict[str, Any]]:
    """List the plain phrases as patterns for spaCy's ``span_ruler``: the label is the code, the id the term.

    Add the pipe with ``config={"phrase_matcher_attr": "LOWER"}``, or capitals count.
    """
    return [
        {"label": rules.terms[number][0], "pattern": phrase, "id": rules.terms[number][1]}
        for number, phrases in rules.plain.items()
        for phrase in phrases
    ]


def find_lemmas(rules: Rules, text: str, nlp: Language) -> list[Match]:
    """Find terms of words in any inflection by the lemmas that a trained pipeline gives, in place of a dictionary.

    Parameters
    ----------
    rules : Rules
    text : str
    nlp : Language
        A pipeline that sets lemmas; tlc installs none.

    Raises
    ------
    CodebookError
        The pipeline sets no lemmas.
    """
    from spacy.matcher import PhraseMatcher

    doc = nlp(text)
    if len(doc) and not doc.has_annotation("LEMMA"):
        raise CodebookError("The pipeline sets no lemmas.", hint="Use one that is trained for the language.")
    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    for number, words in rules.inflected.items():
        matcher.add(str(number), [nlp(words)])
    found = sorted(
        (doc[first:after].start_char, doc[first:after].end_char, int(nlp.vocab.strings[key]))
        for key, first, after in matcher(doc)
    )
    return [Match(start, end, *rules.terms[number]) for start, end, number in found]

"""``study.code()``: the study's codebook, edited from the coding page."""

from __future__ import annotations

from typing import Any

import tlc


def say(page: Any, kind: str, **fields: Any) -> dict[str, Any]:
    """Tell the page's conversation one thing; the first answer."""
    (first, *_) = page._conversation.answers({"type": kind, "id": f"test:{kind}:{fields}", **fields})
    return dict(first)


def test_the_study_goes_on_with_what_was_written_on_the_page(tiny_study: tlc.Study) -> None:
    page = tiny_study.code(coder="asha")
    form = say(page, "codebook", code="access.hours")
    fields = {"definition": "Closed when people are free."}
    base = {"definition": form["fields"]["definition"]}
    assert say(page, "code", code="access.hours", fields=fields, base=base)["type"] == "code_saved"
    again = tlc.open(tiny_study.path)
    assert again.codebook["access.hours"].definition == "Closed when people are free."
    assert again.codebook.changelog[-1].by == "asha"
    assert len(list((tiny_study.path / "codebook-versions").iterdir())) == 1
    assert [problem for problem in again.check() if problem.severity == "error"] == []


def test_the_rules_look_by_the_new_terms_when_the_page_asks(tiny_study: tlc.Study) -> None:
    page = tiny_study.code(coder="asha")
    form = say(page, "codebook", code="access.hours")
    assert form["may_tag"] is True
    word = next(iter(tiny_study.transcripts.values())).turns[1].text.split()[0].strip(".,!?")
    say(page, "code", code="access.hours", fields={"terms.en": [word]}, base={"terms.en": form["fields"]["terms.en"]})
    assert say(page, "tag")["type"] == "tagged"
    suggested = tiny_study.codings.query("coder == 'rules'")
    assert any(word.lower() in str(why).lower() for why in suggested["because"])


def test_people_who_agree_edit_it_under_the_name_of_who_writes(tiny_study: tlc.Study) -> None:
    words = {"FG01:0002": "It is closed"}
    for coder in ("asha", "ben"):
        page = tiny_study.code(coder=coder)
        for turn, text in words.items():
            start = tiny_study.turns_by_id[turn].text.find(text)
            end = start + len(text) if start >= 0 else 5
            start = max(start, 0)
            quote = tiny_study.turns_by_id[turn].text[start:end]
            say(page, "mark", spans=[{"turn": turn, "start": start, "end": end, "quote": quote}], code="access.hours")
    page = tiny_study.code(coder="agreed", between=("asha", "ben"), by="ben")
    say(page, "code", code="access.hours", fields={"brief": "Closed."}, base={"brief": ""})
    assert tlc.open(tiny_study.path).codebook.changelog[-1].by == "ben"

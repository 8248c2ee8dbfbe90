"""A small desk for the coding page: it answers as Python does, in memory, so that the page is tried without a notebook.

It keeps to the messages of the page and to nothing else; the real desk has tests of its own.
"""

from __future__ import annotations

from typing import Any

from tlc.lab.code.wording import wording

Message = dict[str, Any]

GIRL, FLAG = "\U0001f467\U0001f3fd\u200d\U0001f9b0", "\U0001f1f7\U0001f1f4"
TURNS: list[tuple[str, str | None, str, str]] = [
    ("facilitator", "Moderator", "en", "What makes it hard to see a doctor?"),
    ("community", "P1", "en", f"I could not register {GIRL} with the surgery, they wanted proof of address."),
    ("community", "P2", "ro", "M-au trimis acasă fără s\u0326tampila\u0306 \u0219i fără răspuns."),
    ("professional", "P3", "en", "The letters are in English. My mother cannot read them, so I take a day off work."),
    ("community", "P4", "he", "לא יכולתי לקבוע תור במרפאה."),
    ("community", "P1", "en", f"And then {FLAG} nobody called back <b>for weeks</b> & more."),
    ("community", "P2", "en", ""),
]
CODES: list[tuple[str, str | None, str, str]] = [
    ("access", None, "Getting in", "Getting in"),
    ("access.registration", "access", "Cannot register", "Nu se poate înscrie"),
    ("access.waiting", "access", "Waits too long", "Așteaptă prea mult"),
    ("language", None, "Language", "Limbă"),
    ("language.letters", "language", "Letters not understood", "Scrisori neînțelese"),
    ("language.interpreter", "language", "No interpreter", "Fără interpret"),
]


def fake_turn(number: int, role: str, speaker: str | None, language: str, text: str) -> Message:
    """Give one turn as Python sends it."""
    turn = {"id": f"FG01.{number}", "number": number, "speaker": speaker, "role": role, "seconds": 7.0 * number}
    turn |= {"language": language, "text": text, "original": None, "original_language": None, "original_notes": []}
    return {**turn, "notes": [], "context": role == "facilitator", "empty": not text}


def fake_code(code: str, parent: str | None, english: str, romanian: str) -> Message:
    """Give one code as Python sends it."""
    label = {"en": english, "ro": romanian}
    texts = {"definition": f"When people speak of: {english.lower()}.", "include": "Refusals.", "exclude": "Fear."}
    fields = {"kind": "barrier" if parent else "heading", "applies": parent is not None, "examples": ["They said no."]}
    return {"id": code, "parent": parent, "label": label, **fields, **texts, "proposed": False, "uses": 0}


class FakeDesk:
    """Answers the page's messages, keeps the codings in memory, and remembers each step so that it can be undone."""

    def __init__(self, *, agreed: bool = False) -> None:
        self.turns = {"FG01": [fake_turn(number, *turn) for number, turn in enumerate(TURNS, 1)], "FG02": []}
        self.turns["FG01"][1]["notes"] = [{"at": 1, "text": "[laughs]"}, {"at": 26, "text": "pause"}]
        self.turns["FG01"][3] |= {
            "original": "Scrisorile sunt în engleză. Mama nu le poate citi.",
            "original_language": "ro",
        }
        self.codes = [fake_code(*code) for code in CODES]
        self.marks: dict[str, Message] = {}
        self.suggestions: dict[str, Message] = {}
        self.others: dict[str, Message] = {}
        self.seen: set[str] = set()
        self.finished: set[str] = set()
        self.done: list[tuple[str, dict[str, Message], list[Message]]] = []
        self.undone: list[tuple[str, dict[str, Message], list[Message]]] = []
        self.tokens: set[str] = set()
        self.refuse = ""
        self.open: str | None = "FG01"
        self.agreed, self.count = agreed, 0

    def mark(self, turn: int, quote: str, code: str, **more: Any) -> Message:
        """Make a coding of the words in a turn of the first session."""
        self.count += 1
        start = self.turns["FG01"][turn - 1]["text"].index(quote)
        mark = {
            "id": f"c{self.count:03}",
            "turn": f"FG01.{turn}",
            "start": start,
            "end": start + len(quote),
            "code": code,
        }
        mark |= {"coder": "asha", "who": "Asha", "kind": "person", "status": "accepted", "own": True, "memo": ""}
        mark |= {"prompted": None, "serious": False, "independent": True, "because": "", "words": [], "like": []}
        return {**mark, "decided": "", "adrift": False, **more}

    def suggest(self, turn: int, quote: str, code: str, **more: Any) -> Message:
        """Let the rules suggest a coding."""
        machine = {"coder": "rules", "who": "Codebook rules", "kind": "rules", "status": "suggested", "own": False}
        mark = self.mark(turn, quote, code, **{**machine, "because": "its words are listed", **more})
        self.suggestions[mark["id"]] = mark
        return mark

    def session(self, one: str) -> Message:
        turns = [turn for turn in self.turns[one] if not turn["context"] and not turn["empty"]]
        coded = {mark["turn"] for mark in self.marks.values() if mark["own"]}
        numbers = {"turns": len(turns), "coded": sum(turn["id"] in coded for turn in turns), "words": 60}
        seen = {"suggestions_shown": "suggestions" in self.seen or self.agreed, "others_shown": "others" in self.seen}
        names = {"id": one, "label": "women with young children", "kind": "focus group", "month": "2026-03"}
        more = {"codings": len(self.marks), "finished": one in self.finished, "suggestions": len(self.suggestions)}
        return {**names, **numbers, **seen, **more}

    def visible(self) -> list[Message]:
        shown = list(self.marks.values())
        if self.agreed or "suggestions" in self.seen:
            shown += self.suggestions.values()
        return shown + (list(self.others.values()) if "others" in self.seen else [])

    def answer(self, message: Message) -> list[Message]:
        """Give the answers to one message, as the real desk would send them."""
        kind = message["type"]
        if kind == "hello":
            return [self.welcome()]
        if kind == "open":
            marks = self.visible() if message["session"] == "FG01" else []
            return [
                {
                    "type": "session",
                    "session": message["session"],
                    "turns": self.turns[message["session"]],
                    "marks": marks,
                }
            ]
        if kind == "find":
            return [self.found(message["text"])]
        if self.refuse:
            return [{"type": "refused", "to": message["id"], "what": self.refuse, "hint": "Do it again."}]
        put: list[Message] = []
        gone: list[str] = []
        if message["id"] not in self.tokens:
            self.tokens.add(message["id"])
            wrong = [span for span in message.get("spans", []) if self.words(span) != span["quote"]]
            if wrong:
                return [{"type": "refused", "to": message["id"], "what": "The words differ.", "hint": "Select again."}]
            put, gone = getattr(self, f"on_{kind}")(message)
        saved = {"type": "saved", "to": message["id"], "done": kind, "values": {}, "session": "FG01", "put": put}
        steps = {"undo": self.done[-1][0] if self.done else None, "redo": self.undone[-1][0] if self.undone else None}
        codes = {"codes": self.codes} if kind in ("propose", "undo", "redo") else {}
        return [{**saved, **steps, **codes, "gone": gone, "sessions": [self.session("FG01")]}]

    def words(self, span: Message) -> str:
        turn = next(turn for turn in self.turns["FG01"] if turn["id"] == span["turn"])
        return str(turn["text"][span["start"] : span["end"]])

    def welcome(self) -> Message:
        coder = (
            {"id": "agreed", "name": "Agreed", "kind": "agreed"}
            if self.agreed
            else {"id": "asha", "name": "Asha", "kind": "person"}
        )
        about = {"wording": wording(), "language": "en", "coder": coder, "title": "A study", "agreed": self.agreed}
        between = [{"id": "asha", "name": "Asha"}, {"id": "ben", "name": "Ben"}] if self.agreed else []
        sessions = [self.session(one) for one in self.turns]
        return {
            "type": "welcome",
            **about,
            "sessions": sessions,
            "codes": self.codes,
            "open": self.open,
            "between": between,
        }

    def found(self, text: str) -> Message:
        hits = []
        for turn in self.turns["FG01"]:
            at = turn["text"].find(text)
            if at >= 0:
                where = {
                    "session": "FG01",
                    "turn": turn["id"],
                    "number": turn["number"],
                    "start": at,
                    "end": at + len(text),
                }
                before, after = turn["text"][max(0, at - 20) : at], turn["text"][at + len(text) :][:20]
                hits.append({**where, "before": before, "match": text, "after": after, "where": "text"})
        return {"type": "found", "text": text, "hits": hits, "more": 0}

    # Steps

    def step(self, kind: str, put: list[Message], gone: tuple[str, ...] = ()) -> tuple[list[Message], list[str]]:
        before = {one: self.marks[one] for one in gone} | {
            one["id"]: self.marks[one["id"]] for one in put if one["id"] in self.marks
        }
        self.done.append((kind, before, put))
        self.undone.clear()
        for one in gone:
            del self.marks[one]
        self.marks |= {one["id"]: one for one in put}
        return put, list(gone)

    def made(self, span: Message, code: str, **more: Any) -> Message:
        self.count += 1
        mark = self.mark(1, "", code, **more)
        return mark | {"turn": span["turn"], "start": span["start"], "end": span["end"], "independent": not self.seen}

    def on_mark(self, message: Message) -> tuple[list[Message], list[str]]:
        return self.step("add", [self.made(span, message["code"]) for span in message["spans"]])

    def on_unmark(self, message: Message) -> tuple[list[Message], list[str]]:
        return self.step("remove", [], (message["coding"],))

    def on_alter(self, message: Message) -> tuple[list[Message], list[str]]:
        mark = self.marks[message["coding"]]
        new = mark | {key: message[key] for key in ("memo", "prompted", "serious", "code") if key in message}
        if "code" not in message:
            return self.step("alter", [new])
        self.count += 1
        return self.step("alter", [new | {"id": f"c{self.count:03}"}], (mark["id"],))

    def on_decide(self, message: Message) -> tuple[list[Message], list[str]]:
        asked = self.suggestions.pop(message["suggestion"])
        if message["choice"] == "reject":
            return [], [asked["id"]]
        spans = message.get("spans") or [asked]
        code = message.get("code", asked["code"])
        put, gone = self.step("add", [self.made(span, code, decided=asked["id"]) for span in spans])
        return put, [*gone, asked["id"]]

    def on_decide_all(self, _message: Message) -> tuple[list[Message], list[str]]:
        asked = [one for one in self.suggestions.values() if one.get("agreement") == "all"]
        put, _ = self.step("add", [self.made(one, one["code"], decided=one["id"]) for one in asked])
        for one in asked:
            del self.suggestions[one["id"]]
        return put, [one["id"] for one in asked]

    def on_propose(self, message: Message) -> tuple[list[Message], list[str]]:
        code = fake_code(f"proposed.{len(self.codes)}", None, message["label"], message["label"])
        self.codes = [
            *self.codes,
            code | {"applies": True, "kind": "barrier", "definition": message["definition"], "proposed": True},
        ]
        return self.step("propose", [self.made(span, code["id"]) for span in message["spans"]])

    def on_undo(self, _message: Message) -> tuple[list[Message], list[str]]:
        if not self.done:
            return [], []
        kind, before, put = self.done.pop()
        self.undone.append((kind, before, put))
        gone = [one["id"] for one in put if one["id"] not in before]
        for one in put:
            self.marks.pop(one["id"], None)
        self.marks |= before
        return list(before.values()), gone

    def on_redo(self, _message: Message) -> tuple[list[Message], list[str]]:
        if not self.undone:
            return [], []
        kind, before, put = self.undone.pop()
        self.done.append((kind, before, put))
        gone = [one for one in before if one not in {each["id"] for each in put}]
        for one in gone:
            del self.marks[one]
        self.marks |= {one["id"]: one for one in put}
        return put, gone

    def on_show(self, message: Message) -> tuple[list[Message], list[str]]:
        self.seen.add(message["what"])
        return list((self.suggestions if message["what"] == "suggestions" else self.others).values()), []

    def on_finish(self, message: Message) -> tuple[list[Message], list[str]]:
        (self.finished.add if message["yes"] else self.finished.discard)(message["session"])
        return [], []


def with_machine() -> FakeDesk:
    """Give a desk with one coding and three suggestions."""
    desk = FakeDesk()
    own = desk.mark(2, "could not register", "access.registration")
    desk.marks[own["id"]] = own
    text = desk.turns["FG01"][3]["text"]
    words = [[text.index("letters"), text.index("letters") + 7]]
    desk.suggest(4, "The letters are in English", "language.letters", words=words)
    desk.suggest(
        4, "cannot read them", "language.interpreter", like=[{"quote": "nobody could read it", "turn": "FG02.1"}]
    )
    desk.suggest(6, "nobody called back", "access.waiting")
    return desk


def agreed_desk() -> FakeDesk:
    """Give the desk of a session that two coded and on which they are to agree."""
    desk = FakeDesk(agreed=True)

    def coded(who: str, turn: int, quote: str, name: str, agreement: str) -> None:
        more = {"coder": who.lower(), "who": who, "kind": "person", "because": "", "agreement": agreement}
        desk.suggest(turn, quote, name, **more)

    coded("Asha", 2, "could not register", "access.registration", "all")
    coded("Asha", 4, "The letters are in English", "language.letters", "some")
    coded("Ben", 4, "letters are in English. My mother", "language.interpreter", "some")
    coded("Ben", 6, "nobody called back", "access.waiting", "some")
    return desk

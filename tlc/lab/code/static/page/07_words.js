// Words: the turns of the open session, and how each of them is drawn.

// Copied for each turn and each coding: much faster than to make every part anew.
const SKELETON = {
  turn: make("li", { class: "tlc-item" },
    make("div", { class: "tlc-turn", role: "group", tabindex: "-1", ...SILENT },
      make("div", { class: "tlc-turnhead" }, make("span", { class: "tlc-number" }), make("strong"),
        make("span", { class: "tlc-role" }), make("span", { class: "tlc-time" }), make("span", { class: "tlc-read" })),
      make("div", { class: "tlc-pair" }, make("p", { class: "tlc-text", dir: "auto" }))),
    make("ul", { class: "tlc-codings" }), make("div")),
  entry: make("li", {}, makeButton({ class: "tlc-entry" },
    make("span", { class: "tlc-name" }), make("span", { class: "tlc-facts" }))),
};

const PRESSES = ["pointermove", "pointerup", "pointercancel"];

class Words {
  constructor(page) {
    this.page = page;
    this.turns = [];
    this.byId = new Map();
    this.list = make("ol", { class: "tlc-turns" });
    this.node = make("div", { class: "tlc-words", role: "region" }, this.list);
    this.clear();
    const on = (name, act) => this.node.addEventListener(name, (event) => page.guarded(() => act.call(this, event)));
    on("pointerdown", this.onPress);
    on("mousedown", this.onDown);
    on("keydown", this.onKey);
    on("focusin", this.onFocus);
    on("click", this.onClick);
    this.onUp = () => page.guarded(() => this.release());
    document.addEventListener("mouseup", this.onUp);
    this.onMoved = (event) => page.guarded(() => this.pressMoved(event));
    for (const name of PRESSES) document.addEventListener(name, this.onMoved);
  }

  stop() {
    document.removeEventListener("mouseup", this.onUp);
    for (const name of PRESSES) document.removeEventListener(name, this.onMoved);
  }

  clear() {
    this.pick = null; // {anchor, head}: each {i, a, b}, places in one turn
    this.cursor = null; // {i, a, b}: the word at which the keyboard stands
    this.current = null; // the mark that is open or was just made
    this.last = null; // the mark worked on last, until one goes elsewhere
    this.made = []; // the marks made by the step before, when it made several
    this.hits = new Map(); // turn id: places that the search found
    this.hitList = [];
    this.because = null; // {turn, places}: the words that a suggestion goes by
  }

  // Drawing

  open(turns, marks) {
    const [kept, word, picked] = [this.turn?.id, this.cursor, this.spans()];
    const held = this.list.contains(document.activeElement);
    this.clear();
    this.marks = new Map();
    this.turns = turns.map((turn, i) => {
      const letters = new Letters(turn.text ?? "");
      const notes = (turn.notes ?? []).map((note) => ({ at: letters.unit(note.at), text: note.text }));
      const veiled = this.page.queue.veils(turn.id, marks);
      return { ...turn, i, letters, text: letters.text, notes, marks: [], behind: [], veiled, shown: true };
    });
    this.byId = new Map(this.turns.map((turn) => [turn.id, turn]));
    for (const mark of marks) this.set(mark);
    this.list.replaceChildren(...this.turns.map((turn) => this.build(turn)));
    const here = this.byId.get(kept);
    this.at = here ? here.i : 0;
    if (here && word && word.b <= here.text.length) this.cursor = { ...word, i: here.i };
    this.pickSpans(picked.filter((span) => this.byId.get(span.turn)?.text.includes(span.quote)));
    if (this.turn) this.setCurrent(this.at);
    this.filter();
    if (held) this.focus();
  }

  build(turn) {
    const id = `${this.page.name}-turn-${turn.i}`;
    turn.item = SKELETON.turn.cloneNode(true);
    [turn.node, turn.list, turn.cardNode] = turn.item.children;
    const [head, pair] = turn.node.children;
    turn.textNode = pair.firstChild;
    turn.textNode.lang = turn.language || "";
    turn.textNode.id = `${id}-text`;
    turn.node.dataset.turn = turn.i;
    turn.node.setAttribute("aria-label", this.fillHead(head, turn));
    turn.node.setAttribute("aria-describedby", `${id}-text`);
    turn.list.setAttribute("aria-label", this.page.text("codings_of", { number: turn.number }));
    if (turn.original) {
      const original = make("p", { class: "tlc-original", dir: "auto", lang: turn.original_language || "" });
      const letters = new Letters(turn.original);
      const notes = (turn.original_notes ?? []).map((note) => ({ at: letters.unit(note.at), text: note.text }));
      paint(original, turn.original, { notes });
      pair.classList.add("tlc-two");
      pair.append(original);
    }
    turn.item.classList.toggle("tlc-context", Boolean(turn.context));
    turn.item.classList.toggle("tlc-empty", Boolean(turn.empty));
    if (turn.empty) turn.textNode.append(make("span", { class: "tlc-note", "data-note": this.page.text("no_words") }));
    else this.paint(turn);
    if (turn.marks.length) this.drawList(turn);
    return turn.item;
  }

  // Number, who, in which role, when, and whether it was read; says it in one line too.
  fillHead(head, turn) {
    const timed = turn.seconds !== null && turn.seconds !== undefined;
    const bits = [String(turn.number), turn.speaker ?? this.page.text("unknown_speaker"),
      turn.role ? this.page.role(turn.role) : "", timed ? clock(turn.seconds) : "",
      turn.read ? this.page.text("read") : ""];
    bits.forEach((bit, index) => {
      if (head.children[index].textContent !== bit) head.children[index].textContent = bit;
    });
    return bits.filter(Boolean).join(", ");
  }

  paint(turn) {
    if (turn.empty) return;
    const layers = [];
    for (const { a, b } of this.parts().filter((part) => part.i === turn.i)) layers.push({ a, b, name: "tlc-picked" });
    if (this.cursor?.i === turn.i) layers.push({ a: this.cursor.a, b: this.cursor.b, name: "tlc-cursor" });
    for (const [a, b] of this.hits.get(turn.id) ?? []) layers.push({ a, b, name: "tlc-hit" });
    const found = this.hitList[this.hitAt];
    if (found?.turn === turn) layers.push({ a: found.a, b: found.b, name: "tlc-hit-now" });
    const now = this.marks.get(this.current);
    if (now?.turn === turn.id && !now.adrift) layers.push({ a: now.a, b: now.b, name: "tlc-now" });
    const because = this.because?.turn === turn.id ? this.because.places : [];
    for (const [a, b] of because) layers.push({ a, b, name: "tlc-because" });
    paint(turn.textNode, turn.text, { marks: turn.marks.filter((mark) => !mark.adrift), layers, notes: turn.notes });
  }

  drawList(turn) {
    const held = turn.list.contains(document.activeElement) ? document.activeElement.dataset.mark : null;
    const open = turn.i === this.at ? 0 : -1;
    const entries = turn.marks.map((mark) => {
      const entry = SKELETON.entry.cloneNode(true);
      const button = entry.firstChild;
      const [name, facts] = button.children;
      const swatch = styled(`background-image:${DRAWN[mark.look](`var(--tlc-c${mark.colour})`)}`);
      swatch.className = "tlc-swatch"; // it has no text: nothing is read aloud
      button.prepend(swatch);
      button.classList.add(`tlc-${mark.look}`);
      button.dataset.mark = mark.id;
      button.tabIndex = open;
      if (mark.id === this.current) button.setAttribute("aria-current", "true");
      name.textContent = this.page.codes.name(mark.code);
      facts.textContent = ` \u2014 ${this.facts(mark).join("; ")}`;
      return entry;
    });
    turn.list.replaceChildren(...entries);
    if (held !== null) (turn.list.querySelector(`[data-mark="${CSS.escape(held)}"]`) ?? turn.node).focus();
  }

  facts(mark) {
    const { page } = this;
    const facts = [mark.own ? page.text("you") : page.by(mark)];
    const chance = page.chance(mark);
    if (!mark.own && chance !== undefined) facts.push(page.text("chance", { chance }));
    if (mark.status === "suggested") facts.push(page.text(page.agreed ? "waits" : "suggested"));
    if (mark.unsaved) facts.push(page.text("not_saved_yet"));
    if (mark.adrift) facts.push(page.text("adrift"));
    if (mark.memo) facts.push(page.text("memo"));
    if (mark.prompted === true) facts.push(page.text("prompted"));
    if (mark.prompted === false) facts.push(page.text("unprompted"));
    if (mark.serious) facts.push(page.text("serious"));
    return facts;
  }

}

// Learning: what a model suggests by now. It comes after each step, and the page is brought up to date without a jump:
// nothing changes under a drag, nor in the codings of a turn while somebody is at them.

more(Page, class {
  get learning() {
    return { suggested: this.onSuggested, unlearnt: this.onUnlearnt, queue: (message) => this.queue.heard(message) };
  }

  onSuggested(message) {
    for (const session of message.sessions ?? []) this.sessions.set(session.id, session);
    if (message.session !== this.session) return;
    for (const id of message.gone) {
      this.fresh.put.delete(id);
      this.fresh.gone.add(id);
    }
    for (const mark of message.put) {
      this.fresh.gone.delete(mark.id);
      this.fresh.put.set(mark.id, mark);
    }
    this.settle();
  }

  onUnlearnt(message) {
    const said = [this.text("unlearnt"), message.what, message.hint].filter(Boolean).join(" ");
    if (said !== this.unlearnt) this.say(said); // once: whoever codes goes on
    this.unlearnt = said;
  }

  // The turn whose codings somebody is at: in the list of them, or in an open card.
  get atCodings() {
    const { words, card } = this;
    return card.turn ?? words.turns.find((turn) => turn.list.contains(document.activeElement)) ?? null;
  }

  settle() {
    const { fresh, words } = this;
    if (!(fresh.put.size + fresh.gone.size) || !this.session) return;
    const [held, waiting] = [this.atCodings?.id, this.waitingMarks];
    const free = (id, turn) => turn !== held && !waiting.has(id);
    const gone = [...fresh.gone].filter((id) => free(id, words.marks.get(id)?.turn));
    const put = [...fresh.put.values()].filter(({ id, turn }) => free(id, turn));
    if (!gone.length && !put.length) return;
    for (const id of gone) fresh.gone.delete(id);
    for (const { id } of put) fresh.put.delete(id);
    this.still(() => words.change(put, gone));
    this.between = this.named.length ? this.named : this.seen([...words.marks.values()]);
    this.bar.draw();
  }

  // Does something to the words, and leaves what one looks at where it is on the screen.
  still(act) {
    const pane = this.words.node;
    const frame = pane.getBoundingClientRect();
    const isSeen = (node) => {
      const box = node.getBoundingClientRect();
      return box.bottom > frame.top && box.top < frame.bottom;
    };
    const at = pane.contains(document.activeElement) && document.activeElement;
    const nodes = [at, ...this.words.turns.filter((turn) => turn.shown).map((turn) => turn.item)];
    const eye = nodes.find((node) => node && node !== pane && isSeen(node));
    const before = eye?.getBoundingClientRect().top;
    act();
    if (eye) pane.scrollTop += eye.getBoundingClientRect().top - before;
  }

  // By whom something is suggested.
  by(mark) {
    const kinds = new Set((mark.reasons ?? []).map((reason) => reason.by));
    if (kinds.size > 1) return this.text("by_both");
    if (kinds.has("model")) return this.text("by_model");
    return kinds.has("rules") ? this.text("by_rules") : mark.who || mark.coder;
  }

  chance(mark) {
    return (mark.reasons ?? []).map((reason) => reason.chance).find((chance) => typeof chance === "number");
  }

  reasons(mark) {
    if (!mark.reasons?.length) return mark.because ? [`${this.text("because")} ${mark.because}`] : [];
    return mark.reasons.map(({ by, text, chance }) => {
      if (by !== "model" || typeof chance !== "number") return `${this.text("because")} ${text}`;
      return this.text(text ? "because_model" : "because_chance", { chance, text });
    });
  }

  // The words that the page shows for a suggestion: by the time of the answer the model may have chosen others.
  asShown(mark) {
    if (this.agreed || !mark.reasons?.length) return {};
    const { turn, start, end } = mark;
    return { spans: [{ turn, start, end, quote: this.words.byId.get(turn).text.slice(mark.a, mark.b) }] };
  }
});

more(Words, class {
  // Puts what is suggested on a turn out of sight, or shows it.
  veil(turn, yes) {
    if (!turn || turn.veiled === yes) return;
    turn.veiled = yes;
    for (const mark of [...turn.marks, ...turn.behind]) this.set(mark);
    this.page.still(() => this.refresh(turn));
    this.page.bar.draw();
  }

  setRead(id, yes) {
    const turn = this.byId.get(id);
    const raw = this.page.raw.get(id);
    if (raw) raw.read = yes; // for when all is drawn anew
    if (!turn || turn.read === yes) return;
    turn.read = yes;
    turn.node.setAttribute("aria-label", this.fillHead(turn.node.firstChild, turn));
    this.filterOne(turn);
  }
});

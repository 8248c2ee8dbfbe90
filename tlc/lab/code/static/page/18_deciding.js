// Page, continued: what somebody does to words, marks and suggestions, and what waits to be saved.

more(Page, class {
  // A code is chosen: for the mark that is being changed, or for what is selected. Says whether anything was sent.
  apply(code) {
    if (!this.codes.all.get(code)?.applies) return false;
    if (this.changing) return this.changeTo(code);
    this.words.take(); // what the mouse holds
    const spans = this.words.spans();
    if (!spans.length) {
      this.say(this.text("select_first"), "bad");
      return false;
    }
    const own = [...this.words.marks.values()].filter((mark) => mark.own && mark.code === code && !mark.leaving);
    const there = new Set(own.map((mark) => [mark.turn, mark.start, mark.end].join(" ")));
    const wanting = spans.filter((span) => !there.has([span.turn, span.start, span.end].join(" ")));
    if (!wanting.length) {
      this.say(this.text("coded_already", { code: this.codes.name(code) }));
      return false;
    }
    this.codes.use(code);
    const put = wanting.map((span, index) => this.optimistic(span, code, index));
    this.edits.add({ type: "mark", spans: wanting, code, prompted: null }, { put });
    this.words.change(put, []);
    this.card.close();
    this.words.select(put.at(-1).id); // m, p, i and x go to it
    this.words.made = put.map((mark) => mark.id);
    return true;
  }

  optimistic(span, code, index) {
    const { id, name, kind } = this.coder;
    return { ...span, id: `${this.name}:${this.edits.count + 1}:${index}`, code, coder: id, who: name, kind,
      status: "accepted", own: true, memo: "", prompted: null, serious: false, unsaved: true };
  }

  changeTo(code) {
    const mark = this.words.marks.get(this.changing);
    this.changing = null;
    this.root.classList.remove("tlc-changing");
    if (!mark) return false;
    if (mark.own) {
      if (mark.code === code) this.say("");
      else this.edit(mark, { type: "alter", coding: mark.id, code });
    } else {
      const spans = this.words.spans().filter((span) => span.turn === mark.turn);
      this.decide(mark, "change", { code, ...(spans.length ? { spans } : {}) });
    }
    this.codes.use(code);
    return true;
  }

  // An edit of a mark that is there: drawn as not saved yet until the answer comes. A mark that waits itself can be
  // edited too: the edit waits behind it. One that is going away cannot.
  edit(mark, message, what = {}) {
    if (mark.leaving) {
      this.say(this.text("wait_first"), "bad");
      return;
    }
    const leaving = message.type !== "alter" || "code" in message;
    const about = { code: what.code ?? message.code ?? mark.code, number: this.words.byId.get(mark.turn).number };
    this.edits.add(message, { busy: [mark.id], about });
    this.words.change([{ ...mark, ...what, unsaved: true, leaving }], []);
  }

  alter(mark, what) {
    this.edit(mark, { type: "alter", coding: mark.id, ...what }, what);
  }

  get waitingMarks() {
    return new Set(this.edits.queue.flatMap(({ more }) => more.busy ?? []));
  }

  // Marks for which no edit waits any more.
  free(ids) {
    const waiting = this.waitingMarks;
    const marks = ids.map((id) => this.words.marks.get(id)).filter((mark) => mark?.unsaved && !waiting.has(mark.id));
    this.words.change(marks.map((mark) => ({ ...mark, unsaved: false, leaving: false })), []);
  }

  // A mark that was drawn before it was saved has its lasting id now: what waits behind it, and its card, go to that.
  rename(edit, put) {
    for (const early of edit?.more.put ?? []) {
      const alike = (mark) => ["turn", "start", "end", "code"].every((key) => mark[key] === early[key]);
      const now = put.find((mark) => mark.own && alike(mark));
      if (!now) continue;
      for (const { message, more } of this.edits.queue) {
        if (message.coding === early.id) message.coding = now.id;
        more.busy = more.busy?.map((id) => (id === early.id ? now.id : id));
      }
      if (this.words.last === early.id) this.words.last = now.id;
      this.words.made = this.words.made.map((id) => (id === early.id ? now.id : id));
      if (this.card.written?.id === early.id) this.card.written.id = now.id;
      if (this.card.id === early.id || this.words.current === early.id) this.moved = { from: early.id, to: now.id };
    }
  }

  decide(mark, choice, more = {}) {
    this.edit(mark, { type: "decide", suggestion: mark.id, choice, ...more });
  }

  undo(type) {
    this.edits.add({ type });
  }

  // Marks and suggestions

  openMark(id) {
    const mark = this.words.marks.get(id);
    if (!mark) return;
    const { i } = this.words.byId.get(mark.turn);
    if (i !== this.words.at) this.words.setCurrent(i);
    this.words.made = [];
    this.words.select(id);
    this.card.open(id);
  }

  // The turn in which the person stands: that of the focus.
  get here() {
    const { words } = this;
    return words.turns.find((turn) => turn.item.contains(document.activeElement)) ?? words.turn;
  }

  // The mark to which a key goes, never one of another turn: the open one, one at the selection or the cursor, the
  // one worked on last, the only one of the turn. Of several none is taken until somebody chooses.
  target(which, missing) {
    const { words, here } = this;
    const all = (here?.marks ?? []).filter(which);
    const open = all.find((mark) => mark.id === this.card.id);
    if (open) return open;
    const picked = words.parts().filter((part) => part.i === here?.i);
    const at = picked.length ? picked : [words.cursor].filter((place) => place?.i === here?.i);
    const under = all.filter((mark) => at.some((place) => words.marksAt(place).includes(mark)));
    const able = under.length || picked.length ? under : all;
    const mark = able.length === 1 ? able[0] : able.find(({ id }) => id === words.last)
      ?? able.find(({ id }) => words.made.includes(id));
    if (mark) words.select(mark.id);
    else {
      this.say(this.text(able.length ? "which_one" : missing), "bad");
      if (able.length) this.choose(here, able[0]);
    }
    return mark ?? null;
  }

  // The focus goes to the codings of the turn; letters do nothing until one of them is opened, or left.
  choose(turn, first) {
    this.choosing = turn;
    turn.list.querySelector(`[data-mark="${CSS.escape(first.id)}"]`)?.focus();
  }

  get chooses() {
    const entry = document.activeElement;
    if (!this.choosing?.list.contains(entry) || entry.dataset.mark === this.card.id) this.choosing = null;
    return Boolean(this.choosing);
  }

  // A step over several turns made several marks: what is said of one is said of all of them.
  together(mark, what) {
    const { made, marks } = this.words;
    const all = made.includes(mark.id) ? made.map((id) => marks.get(id)).filter((one) => one && !one.leaving) : [mark];
    for (const one of all) this.alter(one, what);
  }

  doTo(name, mark) {
    const next = { true: false, false: null, null: true };
    const acts = {
      memo: () => {
        this.openMark(mark.id);
        this.card.memo.focus();
      },
      prompted: () => this.together(mark, { prompted: next[mark.prompted ?? null] }),
      serious: () => this.together(mark, { serious: !mark.serious }),
      off: () => this.edit(mark, { type: "unmark", coding: mark.id }),
      accept: () => this.decide(mark, "accept", this.asShown(mark)),
      reject: () => this.decide(mark, "reject"),
      change: () => this.startChange(mark),
      other: () => this.startChange(mark),
      words: () => this.decide(mark, "change", { spans: this.words.spans().filter((span) => span.turn === mark.turn) }),
      close: () => {
        this.card.close();
        this.words.focus();
      },
    };
    if (mark || name === "close") acts[name]();
  }

  startChange(mark) {
    this.changing = mark.id;
    this.openMark(mark.id);
    this.root.classList.add("tlc-changing");
    this.say(this.text("choose_other", { code: this.codes.name(mark.code) }));
    this.codes.goToSearch();
  }

  nextSuggestion({ after = false } = {}) {
    if (!after && this.queue.isHere && this.queue.turn.veiled) this.queue.reveal();
    const mark = this.words.suggestion();
    this.words.left = null;
    if (!mark) {
      if (!after) this.say(this.text(this.queue.isHere ? "no_suggestion_left" : "no_suggestion"));
      return;
    }
    const turn = this.words.byId.get(mark.turn);
    const at = document.activeElement;
    const inWords = !after || this.words.node.contains(at) || at === document.body;
    this.words.goTo(turn.i, { focus: inWords, place: this.words.word(turn.i, mark.a) });
    this.openMark(mark.id);
    const why = [this.codes.name(mark.code), mark.because, turn.text.slice(mark.a, mark.b)].filter(Boolean);
    this.announce(`${this.text("suggested")}: ${why.join("; ")}`);
  }

  nextUncoded() {
    const turn = this.words.uncoded();
    if (!turn) this.say(this.text("all_coded_turns"), "good");
    else {
      this.words.setPick(null);
      this.words.goTo(turn.i);
    }
  }
});

// Page, continued: what it asks of Python, and what it does with each answer.

more(Page, class {
  hello() {
    this.edits.ask({ type: "hello" });
    if (this.model.comm_live === false) this.edits.request.failed = true; // the notebook was restarted: nobody hears
    this.drawStatus();
  }

  tick() {
    this.edits.tick();
    this.edits.inherit();
    this.queue.settle();
    this.settle();
  }

  openSession(id) {
    this.card.flush();
    this.unbar();
    this.wanted = id;
    this.edits.ask({ type: "open", session: id });
    this.drawStatus();
  }

  hear(message) {
    const act = { welcome: this.onWelcome, session: this.onSession, saved: this.onSaved, refused: this.onRefused,
      anew: this.hello, found: this.onFound, ...this.learning, ...this.editor.hears }[message.type];
    if (!act || (!this.wording && !["welcome", "refused"].includes(message.type))) return;
    act.call(this, message);
    this.edits.next();
  }

  answered(...types) {
    const yes = types.includes(this.edits.request?.message.type);
    if (yes) this.edits.request = null;
    return yes;
  }

  onWelcome(message) {
    const own = this.answered("hello");
    if (!own && this.wording) return; // another view's
    this.wording = message.wording;
    this.language ??= message.language in message.wording ? message.language : "en";
    Object.assign(this, { coder: message.coder, title: message.title, agreed: message.agreed,
      named: message.between ?? [], learns: Boolean(message.learns), canUndo: message.undo, canRedo: message.redo });
    this.sessions = new Map(message.sessions.map((session) => [session.id, session]));
    this.unbar();
    this.editor.able = Boolean(message.editable);
    for (const counted of [this.codes.counted, this.codes.known]) counted.clear();
    this.codes.take(message.codes);
    const open = this.session ?? this.wanted ?? message.open;
    this.wanted = this.sessions.has(open) ? open : null;
    this.drawAll();
    if (this.wanted) this.openSession(open);
    if (this.edits.queue[0]?.sent) this.edits.queue[0].sent = 0; // sent to a notebook that was gone; the id is the same
    Object.assign(this.edits.queue[0] ?? {}, { failed: false });
    this.edits.next();
    this.drawStatus();
  }

  onSession(message) {
    if (message.session !== this.wanted) return; // another view's
    this.answered("open");
    this.fresh = { put: new Map(), gone: new Set() };
    const other = this.session !== message.session;
    const held = this.root.contains(document.activeElement);
    this.session = message.session;
    this.codes.know(message.session, message.marks);
    this.raw = new Map(message.turns.map((turn) => [turn.id, turn]));
    const shown = this.card.id;
    if (other) {
      this.card.close();
      this.words.at = 0;
      this.words.turns = [];
      this.words.cursor = null;
      this.words.pick = null;
      Object.assign(this.bar.filters, { speaker: "", code: "", status: "" });
    }
    const waiting = this.edits.queue.flatMap(({ more }) => more.put ?? []);
    this.card.node.remove();
    this.words.open(message.turns, [...message.marks, ...waiting]);
    this.between = this.named.length ? this.named : this.seen(message.marks);
    this.drawStart();
    this.bar.draw();
    if (!this.bar.finder.hidden) this.bar.drawFinder();
    if (other) this.words.node.scrollTop = 0;
    if (!other && shown && this.words.marks.has(shown)) this.openMark(shown);
    if (other && (held || this.going) && !this.bar.top.contains(document.activeElement)) this.words.focus();
    if (this.going) this.arrive();
    else this.queue.moved();
    this.editor.inherit();
    this.drawStatus();
  }

  seen(marks) {
    const coders = new Map();
    for (const mark of marks) if (!mark.own) coders.set(mark.coder, { id: mark.coder, name: mark.who });
    return [...coders.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  onSaved(message) {
    const edit = this.edits.answered(message.to);
    for (const session of message.sessions ?? []) this.sessions.set(session.id, session);
    const put = message.put ?? [];
    const gone = [...(message.gone ?? []), ...(edit?.more.put ?? []).map((mark) => mark.id)];
    const decided = edit?.message.suggestion;
    if (decided && !put.some((mark) => mark.id === decided)) {
      this.words.left = this.words.marks?.get(decided); // from here to the next one
      gone.push(decided);
    }
    const undone = edit?.message.type === "undo" ? this.stepTold(edit, message, gone) : null; // its code may go
    this.codes.count(put, gone, message.codes);
    const changed = put.length + gone.length > 0 && (message.sessions ?? []).map((session) => session.id);
    const unsure = !message.codes && changed && !changed.every((id) => this.codes.known.has(id));
    const told = undone ?? this.stepTold(edit, message, gone);
    [this.canUndo, this.canRedo] = [message.undo, message.redo];
    if (this.session) {
      this.moved = null;
      this.rename(edit, put);
      const waiting = this.waitingMarks;
      this.words.change(put.map((mark) => (waiting.has(mark.id) ? { ...mark, unsaved: true } : mark)), []);
      if (this.moved) this.follow(this.moved);
      this.words.change([], gone);
      if (edit?.more.busy) this.free(edit.more.busy);
      this.between = this.named.length ? this.named : this.seen([...this.words.marks.values()]);
    }
    this.bar.draw();
    this.drawStart();
    this.edits.next();
    this.queue.saved(message.read, edit);
    if (edit) this.after(edit, message, put, told);
    else this.say(this.text("elsewhere"));
    if (unsure) this.hello(); // codings that this page never saw: Python counts the uses
  }

  follow({ from, to }) {
    if (this.card.id === from) {
      this.card.id = to;
      this.words.select(to);
      this.card.draw();
    } else this.words.select(to);
  }

  // What an undo or a redo changed, and in which turn, as far as it is on show; else null.
  stepTold(edit, message, gone) {
    const back = edit?.message.type;
    if (!["undo", "redo"].includes(back) || message.done === "nothing" || !this.session) return null;
    const kind = message.values?.what ?? (back === "undo" ? this.canUndo : this.canRedo);
    const away = gone.map((id) => this.words.marks.get(id));
    const marks = [...(message.put ?? []), ...away].filter((mark) => mark?.own && this.words.byId.has(mark.turn));
    // A coding that got another code is two: the step is named by what it put on when it was first done.
    const [mark] = back === "undo" ? marks.toReversed() : marks;
    const did = this.table("did")[kind];
    const read = Object.keys(message.read ?? {}).filter((turn) => this.words.byId.has(turn));
    if (read.length && did) {
      const numbers = read.map((turn) => this.words.byId.get(turn).number).join(", ");
      const told = this.text(back === "undo" ? "undone_step" : "redone_step", { step: filled(did, { numbers }) });
      return { said: told, turn: read[0] };
    }
    if (!mark || !did) return null;
    const turns = [...new Set(marks.map((one) => this.words.byId.get(one.turn)))].sort((one, other) => one.i - other.i);
    const step = filled(did, { code: this.codes.name(mark.code), numbers: turns.map((turn) => turn.number).join(", ") });
    return { said: this.text(back === "undo" ? "undone_step" : "redone_step", { step }), turn: turns[0].id };
  }

  // What follows an edit of this view that is saved.
  after({ message: sent, more }, message, put, told) {
    const own = put.filter((mark) => mark.own && this.words.marks?.has(mark.id));
    const code = message.values?.code ?? sent.code ?? own[0]?.code;
    const { about } = more; // what was taken off or changed, and where
    const which = about && sent.type !== "decide"
      ? this.text("found_at", { session: this.codes.name(about.code), number: about.number }) : "";
    const session = sent.turn ? sent.turn.split(":")[0] : message.session;
    const values = { ...message.values, code: code ? this.codes.name(code) : "", session };
    const back = ["undo", "redo"].includes(sent.type);
    if (back && message.done === "nothing") this.say(this.text(`nothing_to_${sent.type}`));
    else if (told) {
      this.say(told.said, "good");
      if (!this.words.pressed) this.words.byId.get(told.turn).item.scrollIntoView({ block: "nearest" });
    } else {
      const learns = sent.type === "show" && sent.what === "suggestions" && this.learns ? "_learns" : "";
      const said = this.text(`done_${sent.type}${sent.type === "decide" ? `_${sent.choice}` : learns}`, values);
      const elsewhere = back && message.session && message.session !== this.session;
      const place = elsewhere ? this.text("in_session", values) : which && `${which}.`;
      this.say(place ? `${said} ${place}` : said, "good");
    }
    if (sent.type === "propose") {
      if (this.side.form === more.form) this.side.close();
      if (own[0]) this.codes.use(own[0].code);
    }
    if (sent.type === "propose" && own.length) {
      this.words.select(own.at(-1).id);
      this.words.made = own.map((mark) => mark.id);
    }
    if (sent.type === "alter" && sent.code && own[0]?.turn === this.here?.id) this.openMark(own[0].id);
    if (sent.type === "decide" && !this.edits.queue.length) this.nextSuggestion({ after: true });
  }

  onRefused(message) {
    if (message.to && !message.to.startsWith(this.name) && this.edits.queue[0]?.message.id !== message.to) return;
    const edit = this.edits.answered(message.to);
    const asked = this.edits.request?.message;
    if (!edit && message.to && message.to !== asked?.id) return; // of an edit that was answered before
    if (!edit && !this.answered("open", "find", "hello", "codebook")) return;
    const lost = edit ? this.edits.without((edit.more.put ?? []).map((mark) => mark.id)) : 0;
    const also = lost ? this.text("also_not_saved", { count: lost }) : "";
    const said = [this.text(edit ? "not_saved" : "not_done"), message.what, message.hint, also];
    this.trouble = said.filter(Boolean).join(" ");
    if (edit) this.putBack(edit);
    else if (!["find", "codebook"].includes(asked.type)) this.shutOut(this.trouble);
    this.drawStart();
    this.drawStatus();
  }

  // Python refused the page or the session: its words may have been withdrawn. Nothing of them stays on show.
  shutOut(why) {
    this.card.close();
    [this.session, this.wanted, this.going, this.barred] = [null, null, null, why];
    this.raw = new Map();
    this.words.open([], []);
    this.announce("");
    if (!this.wording) return;
    this.side.close();
    this.bar.draw();
    if (!this.bar.finder.hidden) this.bar.drawFinder();
  }

  unbar() {
    if (this.barred) [this.barred, this.trouble] = ["", ""];
  }

  // Nothing is dropped in silence: what was not saved is selected, or written, again.
  putBack({ message: sent, more }) {
    if (sent.type === "code") this.editor.refused(more.form);
    if (sent.type === "read") this.queue.refused(more);
    if (!this.session) return;
    this.words.change([], (more.put ?? []).map((mark) => mark.id));
    if (more.busy && this.session) this.openSession(this.session); // as it is on the disk
    const here = (sent.spans ?? []).every((span) => this.words.byId.has(span.turn));
    if (sent.spans && here && !this.words.pick) this.words.pickSpans(sent.spans);
    if (sent.type === "propose") this.side.refused();
    if (sent.type === "alter" && sent.memo !== undefined && this.words.marks.has(sent.coding)) {
      this.card.written ??= { id: sent.coding, text: sent.memo };
      this.openMark(sent.coding);
      if (this.card.memo) this.card.memo.value = this.card.written.text;
    }
    this.bar.draw();
  }

  onFound(message) {
    if (message.text !== this.finding) return;
    this.answered("find");
    this.side.found(message);
    this.drawStatus();
  }

  goToHit(hit) {
    this.going = hit;
    if (hit.session === this.session) this.arrive();
    else this.openSession(hit.session);
  }

  arrive() {
    const { going: hit, words } = this;
    this.going = null;
    const turn = words.byId.get(hit.turn);
    if (!turn) return;
    if (!turn.shown) {
      Object.assign(this.bar.filters, { speaker: "", code: "", status: "" });
      words.filter();
      if (!this.bar.finder.hidden) this.bar.drawFinder();
    }
    const inText = hit.where !== "original";
    words.goTo(turn.i, { place: inText ? words.word(turn.i, turn.letters.unit(hit.start)) : null });
    if (inText) words.pickSpans([{ turn: hit.turn, start: hit.start, end: hit.end }]);
    if (this.queue.turn === turn) this.queue.arrived();
  }
});

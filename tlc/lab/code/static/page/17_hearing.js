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
  }

  openSession(id) {
    this.card.flush();
    this.wanted = id;
    this.edits.ask({ type: "open", session: id });
    this.drawStatus();
  }

  hear(message) {
    const act = { welcome: this.onWelcome, session: this.onSession, saved: this.onSaved, refused: this.onRefused,
      anew: this.hello, found: this.onFound }[message.type];
    if (!act || (!this.wording && message.type !== "welcome")) return;
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
      named: message.between ?? [], canUndo: message.undo, canRedo: message.redo });
    this.sessions = new Map(message.sessions.map((session) => [session.id, session]));
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
    const other = this.session !== message.session;
    const held = this.root.contains(document.activeElement);
    this.session = message.session;
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
    if (message.codes) this.codes.take(message.codes);
    else this.count(put, gone);
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
    if (edit) this.after(edit, message, put);
    else this.say(this.text("elsewhere"));
  }

  follow({ from, to }) {
    if (this.card.id === from) {
      this.card.id = to;
      this.words.select(to);
      this.card.draw();
    } else this.words.select(to);
  }

  // How often a code is used, without asking again.
  count(put, gone) {
    let changed = false;
    const add = (mark, number) => {
      const code = mark?.own && !mark.unsaved && mark.status === "accepted" ? this.codes.all.get(mark.code) : null;
      if (!code) return;
      code.uses = Math.max(0, (code.uses ?? 0) + number);
      changed = true;
    };
    for (const id of new Set([...gone, ...put.map((mark) => mark.id)])) add(this.words.marks?.get(id), -1);
    for (const mark of put) add(mark, 1);
    if (changed) this.codes.draw();
  }

  // What follows an edit of this view that is saved.
  after({ message: sent, more }, message, put) {
    const own = put.filter((mark) => mark.own && this.words.marks?.has(mark.id));
    const code = message.values?.code ?? sent.code ?? own[0]?.code;
    const values = { ...message.values, code: code ? this.codes.name(code) : "", session: message.session };
    const back = ["undo", "redo"].includes(sent.type);
    if (back && message.done === "nothing") this.say(this.text(`nothing_to_${sent.type}`));
    else {
      const said = this.text(`done_${sent.type}${sent.type === "decide" ? `_${sent.choice}` : ""}`, values);
      const elsewhere = back && message.session && message.session !== this.session;
      this.say(elsewhere ? `${said} ${this.text("in_session", values)}` : said, "good");
    }
    if (sent.type === "propose") {
      if (this.side.form === more.form) this.side.close();
      if (own[0]) this.codes.use(own[0].code);
    }
    if (sent.type === "propose" && own.length) this.words.select(own.at(-1).id);
    if (sent.type === "alter" && sent.code && own[0]) this.openMark(own[0].id);
    if (sent.type === "decide" && !this.edits.queue.length) this.nextSuggestion({ after: true });
  }

  onRefused(message) {
    if (message.to && !message.to.startsWith(this.name) && this.edits.queue[0]?.message.id !== message.to) return;
    const edit = this.edits.answered(message.to);
    if (!edit && message.to) return; // of an edit that was answered before
    if (!edit && !this.answered("open", "find", "hello")) return;
    const lost = edit ? this.edits.without((edit.more.put ?? []).map((mark) => mark.id)) : 0;
    const also = lost ? this.text("also_not_saved", { count: lost }) : "";
    const said = [this.text(edit ? "not_saved" : "not_done"), message.what, message.hint, also];
    this.trouble = said.filter(Boolean).join(" ");
    if (edit) this.putBack(edit);
    else this.wanted = this.session;
    this.drawStart();
    this.drawStatus();
  }

  // Nothing is dropped in silence: what was not saved is selected, or written, again.
  putBack({ message: sent, more }) {
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
  }
});

// Page: holds the parts together, speaks with Python, and says whether all is saved.

// Said before Python has sent the texts.
const WORDLESS = {
  gone: "NOT CONNECTED. Run all cells again.",
  kept_here: "Not saved yet: {count}. They wait in this window and are saved then: leave it open.",
  not_done: "This could not be done.",
};

class Page {
  constructor(model, el) {
    this.model = model;
    this.name = `tlc-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    this.language = null;
    this.wording = null;
    this.sessions = new Map();
    this.between = [];
    this.session = null; // the one that is open
    this.wanted = null; // the one that was asked for
    this.changing = null; // the mark that gets the next code that is chosen
    this.trouble = ""; // what was refused, until the next edit
    this.barred = ""; // why nothing is shown: Python refused the page or the session
    this.said = ["", ""];
    this.edits = new Edits(this);
    this.queue = new Queue(this);
    this.fresh = { put: new Map(), gone: new Set() }; // suggestions that are not drawn yet
    this.side = new Side(this);
    this.card = new Card(this);
    this.words = new Words(this);
    this.editor = new Editor(this);
    this.codes = new Codes(this);
    this.bar = new Bar(this);
    this.status = make("p", { class: "tlc-status", role: "status", "aria-live": "polite" });
    this.again = makeButton({ class: "tlc-again" });
    this.again.hidden = true;
    this.again.addEventListener("click", () => this.guarded(() => this.edits.again()));
    this.heard = make("p", { class: "tlc-heard", "aria-live": "polite" });
    this.picked = make("p", { class: "tlc-pickline", "aria-hidden": "true" });
    const statusLine = make("div", { class: "tlc-statusline" }, this.status, this.again);
    const side = make("div", { class: "tlc-side" }, this.codes.node, this.editor.node, this.side.node);
    this.body = make("div", { class: "tlc-body" }, this.words.node, side);
    this.body.addEventListener("wheel", (event) => this.guarded(() => this.onWheel(event)), { passive: false });
    this.start = make("div", { class: "tlc-start" });
    this.body.hidden = true;
    this.root = make("section", { class: "tlc-coding" }, this.bar.node, statusLine, this.start, this.body, this.heard);
    this.root.addEventListener("keydown", (event) => this.guarded(() => this.editor.onKey(event)), true);
    this.root.addEventListener("keydown", (event) => this.guarded(() => this.onKey(event)));
    this.root.addEventListener("keyup", (event) => event.stopPropagation());
    this.root.addEventListener("copy", (event) => this.guarded(() => this.onCopy(event)));
    this.putOff = []; // what came while the words were pressed
    this.onMessage = (message) => this.whenStill(() => this.hear(message));
    this.onLive = () => this.whenStill(() => this.hello());
    this.onLeave = (event) => {
      if (!this.edits.waiting && !this.card.written && !this.editor.dirty) return;
      event.preventDefault();
      event.returnValue = "";
    };
    model.on("msg:custom", this.onMessage);
    model.on("comm_live_update", this.onLive); // the kernel was restarted, or came back
    window.addEventListener("beforeunload", this.onLeave);
    this.clock = setInterval(() => this.guarded(() => this.words.pressed || this.tick()), 500);
    el.append(this.root);
    this.hello();
  }

  stop() {
    this.card.flush();
    this.editor.stop();
    this.edits.leave();
    clearInterval(this.clock);
    this.model.off("msg:custom", this.onMessage);
    this.model.off("comm_live_update", this.onLive);
    window.removeEventListener("beforeunload", this.onLeave);
    this.words.stop();
    this.root.remove();
  }

  guarded(act) {
    try {
      return act();
    } catch (error) {
      // JupyterLab swallows errors of a widget; this one must be seen. It holds no words: only what sort it is.
      this.trouble = this.text("error", { name: error.name });
      this.drawStatus();
      return undefined;
    }
  }

  // Does it now, or when the words are no longer pressed.
  whenStill(act) {
    if (this.words.pressed) this.putOff.push(act);
    else this.guarded(act);
  }

  catchUp() {
    for (const act of this.putOff.splice(0)) this.guarded(act);
  }

  // At the end of a pane, and over one that has nothing to scroll, the wheel does not move the notebook away.
  onWheel(event) {
    const pane = event.target.closest(".tlc-words, .tlc-chips, .tlc-tree, .tlc-panel");
    if (!pane || event.ctrlKey || event.target.closest("textarea")) return; // with Ctrl it makes all larger
    const rest = event.deltaY > 0 ? pane.scrollHeight - pane.clientHeight - pane.scrollTop : pane.scrollTop;
    if (event.deltaY && rest < 1) event.preventDefault();
  }

  // Texts

  text(key, values) {
    const texts = this.wording?.[this.language] ?? this.wording?.en;
    return filled(texts?.[key] ?? WORDLESS[key] ?? "...", values);
  }

  table(name) {
    return this.wording?.[this.language]?.[name] ?? {};
  }

  role(role) {
    return this.table("roles")[role] ?? role;
  }

  speak(language) {
    this.language = language;
    const focus = document.activeElement?.dataset?.tool;
    this.drawAll();
    if (focus) this.bar.top.querySelector("[lang]")?.focus();
  }

  say(text, mood = "") {
    this.said = [text, mood];
    this.drawStatus();
  }

  announce(text) {
    this.heard.textContent = text;
  }

  get busy() {
    try {
      return this.model.widget_manager.kernel.status === "busy"; // private to JupyterLab: elsewhere it is not there
    } catch {
      return false;
    }
  }

  drawStatus() {
    const { queue, request, failed, waiting: count } = this.edits;
    let [text, mood] = this.said;
    if (failed) {
      const gone = request?.failed && request.message.type === "hello";
      [text, mood] = [this.text(gone ? "gone" : count ? "no_answer" : "no_answer_open", { count }), "bad"];
      if (gone && count) text += ` ${this.text("kept_here", { count })}`;
    } else if (count) {
      [text, mood] = [this.text((request ?? queue[0])?.busy ? "waiting" : "saving", { count }), "wait"];
    } else if (request) {
      [text, mood] = [this.text(request.busy ? "waiting_open" : "loading"), "wait"];
    }
    if (!text && this.session) text = this.text("all_saved");
    if (this.trouble) [text, mood] = [[this.trouble, count || failed ? text : ""].filter(Boolean).join("\n"), "bad"];
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.className = `tlc-status ${mood && `tlc-${mood}`}`;
    this.again.hidden = !failed;
    this.again.textContent = this.text("again");
  }

  // What is selected, for eyes and for the card's buttons; the words themselves are marked where they stand.
  drawPicked() {
    if (this.card.id && this.card.mark) this.card.fill(this.card.mark);
  }

  drawAll() {
    this.root.lang = this.language;
    this.root.setAttribute("aria-label", this.text("title"));
    this.words.node.setAttribute("aria-label", this.text("words"));
    this.codes.draw();
    this.editor.speak();
    if (this.side.kind === "about") this.side.rest();
    if (this.session) {
      const marks = [...(this.words.marks?.values() ?? [])];
      const open = this.card.id;
      this.card.close();
      this.words.open(this.words.turns.map((turn) => this.raw.get(turn.id)), marks);
      if (open && this.words.marks.has(open)) this.openMark(open);
    }
    this.bar.draw();
    this.queue.draw();
    if (!this.bar.finder.hidden) this.bar.drawFinder();
    this.drawStart();
    this.drawStatus();
  }

  // The list of sessions, until one is open.
  drawStart() {
    this.start.hidden = Boolean(this.session ?? this.wanted) || !(this.wording || this.barred);
    this.body.hidden = !this.session;
    this.start.replaceChildren();
    if (this.start.hidden) return;
    if (this.barred) this.start.append(make("p", { class: "tlc-barred" }, this.barred));
    if (!this.wording) return;
    const rows = [...this.sessions.values()].map((session) => {
      const button = makeButton({}, make("strong", {}, this.bar.sessionName(session)),
        make("progress", { max: Math.max(session.turns, 1), value: session.coded, "aria-hidden": "true" }));
      button.addEventListener("click", () => this.guarded(() => this.openSession(session.id)));
      return make("li", {}, button);
    });
    const said = this.text(rows.length ? "choose_session" : "no_sessions");
    this.start.append(make("p", {}, said), make("ul", {}, ...rows));
  }

}

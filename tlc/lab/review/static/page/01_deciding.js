// The page of a review: one thing at a time, in its context, decided by one key.
// Words come by message, are put on the page as text and never as HTML, and are kept nowhere. A decision counts as
// saved when Python says that it is on the disk; until then nothing else can be decided.

class Page {
  constructor(model, el) {
    this.model = model;
    this.name = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    this.count = 0;
    this.items = new Map();
    this.skipped = new Set();
    this.state = null; // what Python said last
    this.pending = null; // the message that waits for its answer
    this.asking = null; // the question that is open: "keep", "everywhere" or "words"
    this.keys = new Map();
    this.card = make("div", { class: "tlc-card", tabindex: "0", role: "group", ...SILENT });
    this.status = make("p", { class: "tlc-status", role: "status", "aria-live": "polite" });
    this.actions = make("div", { class: "tlc-actions" });
    this.head = make("div", { class: "tlc-head" });
    this.foot = make("div", { class: "tlc-foot" });
    this.root = make("section", { class: "tlc-review" }, this.head, this.card, this.status, this.actions, this.foot);
    this.root.addEventListener("keydown", (event) => this.guarded(() => this.onKey(event)));
    this.onMessage = (message) => this.guarded(() => this.hear(message));
    this.onLive = () => this.hello();
    model.on("msg:custom", this.onMessage);
    model.on("comm_live_update", this.onLive); // the kernel was restarted, or came back
    this.clock = setInterval(() => this.guarded(() => this.tick()), 500);
    el.append(this.root);
    this.hello();
  }

  stop() {
    clearInterval(this.clock);
    this.model.off("msg:custom", this.onMessage);
    this.model.off("comm_live_update", this.onLive);
    this.root.remove();
  }

  guarded(act) {
    try {
      act();
    } catch (error) {
      // JupyterLab swallows errors of a widget; this one must be seen. It holds no words: only what sort it is.
      this.say(this.text("error", { name: error.name }), "bad");
    }
  }

  // Messages

  get waits() {
    return this.pending !== null && !this.pending.failed;
  }

  hello() {
    this.pending = { message: { type: "hello" }, began: Date.now(), sent: 1 };
    this.say(this.text("loading"), "wait");
    this.post();
  }

  send(message) {
    if (this.pending) return;
    this.count += 1;
    this.pending = { message: { ...message, id: `${this.name}:${this.count}` }, began: Date.now(), sent: 1 };
    this.asking = null;
    if (this.root.contains(document.activeElement)) this.card.focus({ preventScroll: true });
    this.say(this.text("saving"), "wait");
    this.post();
    this.drawActions();
  }

  post() {
    try {
      this.model.send(this.pending.message);
    } catch {
      this.pending.sent = Infinity; // the clock finds that nobody answers
    }
  }

  tick() {
    if (!this.waits) return;
    let busy = false;
    try {
      busy = this.model.widget_manager.kernel.status === "busy"; // private to JupyterLab: elsewhere it is not there
    } catch {
      busy = false;
    }
    if (busy) {
      if (Date.now() - this.pending.began > 1000) this.say(this.text("waiting"), "wait");
      this.pending.idle = 0;
      return;
    }
    this.pending.idle = (this.pending.idle ?? 0) + 0.5;
    if (this.pending.idle >= SECONDS_TO_GIVE_UP) {
      this.pending.failed = true;
      this.say(this.text(this.pending.message.type === "hello" ? "gone" : "no_answer"), "bad");
      this.drawActions();
    } else if (this.pending.idle >= SECONDS_TO_SEND_AGAIN && this.pending.sent < 2) {
      this.pending.sent += 1; // by the same id: Python does nothing twice
      this.post();
    }
  }

  sendAgain() {
    Object.assign(this.pending, { failed: false, idle: 0, sent: 1, began: Date.now() });
    this.say(this.text("saving"), "wait");
    this.post();
    this.drawActions();
  }

  hear(message) {
    if (message.type === "welcome") {
      this.wording = message.wording;
      this.language ??= message.language;
    }
    if (!this.wording) return; // another view's answer, before ours
    const own = this.pending && (message.type === "welcome" ? this.pending.message.type === "hello"
      : this.pending.message.id === message.id);
    const before = new Set(this.state?.order ?? []);
    const place = this.state ? this.state.order.indexOf(this.current) : 0;
    if (message.order) this.state = message;
    for (const item of message.items ?? []) this.items.set(item.key, item);
    if (own) this.pending = null;
    const news = this.state.order.filter((key) => !before.has(key));
    const lost = !this.state.order.includes(this.current);
    if (own && message.done === "undone" && news.length) {
      this.current = news[0];
      this.skipped.delete(this.current);
    } else if (lost) {
      this.moveOn(place);
    }
    if (message.type === "refused" && own) {
      this.say([this.text("not_saved"), `${message.what}\n${message.hint}`].join(" "), "bad");
    } else if (message.type === "saved" && own) {
      this.say(this.text(`done_${message.done}`, message), message.done === "nothing_to_undo" ? "" : "good");
    } else if (own) {
      this.say("");
    } else if (lost && before.size) {
      this.asking = null;
      this.say(this.text("elsewhere"));
    }
    if (own || lost || !this.asking) this.draw();
    else this.drawAround(); // somebody is writing a reason here
  }

  // Where we are

  moveOn(from) {
    const order = this.state.order;
    const round = [...order.slice(Math.max(from, 0)), ...order.slice(0, Math.max(from, 0))];
    let next = round.find((key) => !this.skipped.has(key));
    const all = next === undefined && round.length > 0;
    if (all) {
      this.skipped.clear();
      next = order[0];
    }
    this.current = next;
    return all;
  }

  skip() {
    this.skipped.add(this.current);
    const all = this.moveOn(this.state.order.indexOf(this.current));
    this.asking = null;
    this.draw();
    this.say(this.text(all ? "round" : "skipped"));
  }

  decide(choice, more = {}) {
    this.send({ type: "decide", item: this.current, choice, ...more });
  }

  ask(question) {
    this.asking = question;
    this.say("");
    this.drawActions();
    this.actions.querySelector(question === "words" ? "input" : "button").focus();
  }

  answerQuestion(said) {
    if (this.asking === "words") this.decide("replace", { label: said });
    else this.decide("keep", { reason: said, everywhere: this.asking === "everywhere" });
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return; // Ctrl+S stays JupyterLab's
    event.stopPropagation();
    if (event.repeat) {
      if (event.target.tagName !== "INPUT" && event.key.length === 1) event.preventDefault();
      return; // a key that is held down decides once
    }
    if (event.key === "Escape" && this.asking) {
      this.asking = null;
      this.drawActions();
      this.card.focus();
      return;
    }
    if (event.target.tagName === "INPUT") return;
    const act = this.keys.get(event.key.toLowerCase());
    if (!act) return;
    event.preventDefault();
    act();
  }
}

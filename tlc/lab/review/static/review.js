// The page of a review: one thing at a time, in its context, decided by one key.
// Words come by message, are put on the page as text and never as HTML, and are kept nowhere. A decision counts as
// saved when Python says that it is on the disk; until then nothing else can be decided.

const SECONDS_TO_SEND_AGAIN = 4;
const SECONDS_TO_GIVE_UP = 9;
const SILENT = { "data-lm-suppress-shortcuts": "true" }; // JupyterLab looks for it on the focused element itself

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) node.setAttribute(name, value);
  node.append(...children); // a string becomes text, whatever stands in it
  return node;
}

function filled(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

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

  // What is seen

  text(key, values) {
    const texts = this.wording?.[this.language ?? "en"];
    return filled(texts?.[key] ?? (key === "gone" ? "NOT CONNECTED. Run all cells again." : "..."), values);
  }

  word(table, key) {
    return this.wording[this.language][table][key] ?? key;
  }

  say(text, mood = "") {
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.className = `tlc-status ${mood && `tlc-${mood}`}`;
  }

  button(key, text, act, more = "") {
    const name = key ? [make("kbd", { "aria-hidden": "true" }, key.toUpperCase()), " ", text] : [text];
    const node = make("button", { type: "button", class: more, ...SILENT }, ...name);
    if (key) {
      node.setAttribute("aria-keyshortcuts", key);
      this.keys.set(key, act);
    }
    node.addEventListener("click", () => this.guarded(() => (key && this.waits ? undefined : act())));
    return node;
  }

  draw() {
    const held = this.root.contains(document.activeElement);
    this.drawAround();
    this.drawCard();
    this.drawActions();
    if (held && !this.asking) this.card.focus({ preventScroll: true });
  }

  drawAround() {
    const others = Object.keys(this.wording).filter((one) => one !== this.language);
    const languages = others.map((one) => {
      const node = this.button("", this.wording[one].language, () => {
        this.language = one;
        this.say("");
        this.draw();
      }, "tlc-language");
      node.lang = one;
      return node;
    });
    this.root.lang = this.language;
    this.root.setAttribute("aria-label", this.text("title"));
    const decided = this.state.findings - this.state.left;
    const progress = this.text("progress", { decided, findings: this.state.findings });
    const bar = make("progress", { max: Math.max(this.state.findings, 1), value: decided, "aria-label": progress });
    if (!this.state.findings) bar.value = 1;
    this.head.replaceChildren(
      make("div", { class: "tlc-line" }, make("strong", {}, this.text("title")), ...languages),
      make("div", { class: "tlc-line" },
        make("strong", { class: "tlc-left" }, this.text("left", { left: this.state.order.length })), bar, make("span", {}, progress)),
    );
    this.drawFiles();
  }

  drawFiles() {
    const now = this.items.get(this.current)?.file;
    const rows = this.state.files.map((file, number) => {
      const name = make("th", { scope: "row" }, file.name);
      const here = this.state.order.length && String(number) === now;
      if (here) name.append(make("span", { class: "tlc-here" }, ` (${this.text("this_file")})`));
      return make("tr", here ? { class: "tlc-current" } : {}, name,
        make("td", { class: `tlc-${file.verdict}` }, this.text(file.verdict)), make("td", {}, String(file.left)));
    });
    const heads = ["file", "outcome", "to_decide"].map((key) => make("th", { scope: "col" }, this.text(key)));
    this.foot.replaceChildren(
      make("table", {}, make("caption", {}, this.text("files")), make("thead", {}, make("tr", {}, ...heads)),
        make("tbody", {}, ...rows)),
      make("p", {}, this.text("checked", { kinds: this.state.kinds })),
    );
  }

  drawCard() {
    const item = this.items.get(this.current);
    if (!item || !this.state.order.length) {
      this.drawEnd();
      return;
    }
    const what = this.text("perhaps", { kind: this.word("kinds", item.kind) });
    const outside = item.choices.includes("out");
    const badge = outside ? this.text("stays_out") : item.level === "block" ? this.text("must_go") : "";
    this.card.setAttribute("aria-label", [badge, what, item.name].filter(Boolean).join(". "));
    const heading = make("p", { class: "tlc-what" }, what);
    if (badge) heading.prepend(make("span", { class: outside ? "tlc-badge" : "tlc-badge tlc-must" }, badge), " ");
    const places = item.contexts.map((context) => this.place(context));
    const more = item.times - item.contexts.length;
    this.card.replaceChildren(heading, make("p", { class: "tlc-file" }, `${this.text("file")}: ${item.name}`));
    if (outside) this.card.append(make("p", {}, this.text("out_note")));
    if (item.times > 1) this.card.append(make("p", {}, this.text("times", { times: item.times })));
    this.card.append(make("ul", {}, ...places));
    if (more > 0) this.card.append(make("p", {}, this.text("more", { more })));
    this.card.append(make("p", { class: "tlc-help" }, this.text("help")));
  }

  drawEnd() {
    const refused = this.state.refused;
    const said = this.text(this.state.files.length ? "all_decided" : "refused");
    this.card.setAttribute("aria-label", said);
    this.card.replaceChildren(make("p", { class: "tlc-what" }, said));
    if (this.state.files.length) {
      this.card.append(make("p", {}, this.text("bring_in"), " ", make("code", {}, this.state.next)));
    }
    if (!refused.length) return;
    this.card.append(
      make("p", {}, make("strong", {}, this.text("refused")), ". ", this.text("not_read")),
      make("ul", {}, ...refused.map((problem) => make("li", {}, problem))),
    );
  }

  place(context) {
    const where = context.where.split(", ").map((part) => {
      const [, word, number] = /^(.*?)( \d+)?$/s.exec(part);
      return this.word("places", word) + (number ?? "");
    }).join(", ");
    const heard = (key) => make("span", { class: "tlc-heard" }, this.text(key));
    const match = make("mark", {}, heard("found"), make("span", { lang: "" }, context.match), heard("end_found"));
    // dir=auto: words in any language; an empty lang says that nobody knows which.
    const words = make("p", { dir: "auto", class: "tlc-words", lang: "" }, context.before, match, context.after);
    return make("li", {}, make("span", { class: "tlc-where" }, where), words);
  }

  drawActions() {
    this.keys.clear();
    if (!this.state || this.waits) {
      this.actions.setAttribute("aria-busy", "true");
      this.actions.classList.add("tlc-busy");
      return; // the buttons stay where they are; no key decides until the notebook has answered
    }
    this.actions.removeAttribute("aria-busy");
    this.actions.classList.remove("tlc-busy");
    const item = this.state.order.length ? this.items.get(this.current) : null;
    if (this.pending) this.actions.replaceChildren(this.button("g", this.text("again"), () => this.sendAgain()));
    else if (this.asking && item) this.actions.replaceChildren(this.question());
    else this.actions.replaceChildren(...this.choices(item));
  }

  choices(item) {
    const can = (choice) => item?.choices.includes(choice);
    const shown = [];
    if (can("replace")) {
      shown.push(this.button("r", this.text("replace", { kind: item.bracket }), () => this.decide("replace"), "tlc-first"));
      shown.push(this.button("t", this.text("words"), () => this.ask("words")));
    }
    if (can("keep")) {
      shown.push(this.button("k", this.text("keep"), () => this.ask("keep")));
      shown.push(this.button("e", this.text("everywhere"), () => this.ask("everywhere")));
    }
    if (can("out")) {
      const isRest = (one) => one.file === item.file && one.choices.includes("out");
      const count = this.state.order.filter((key) => isRest(this.items.get(key))).length;
      shown.push(this.button("o", this.text("out"), () => this.decide("out"), "tlc-first"));
      const rest = () => this.send({ type: "leave_out", item: this.current });
      shown.push(this.button("a", this.text("rest", { count }), rest));
    }
    if (item) shown.push(this.button("s", this.text("skip"), () => this.skip()));
    shown.push(this.button("u", this.text("undo"), () => this.send({ type: "undo" })));
    return shown;
  }

  question() {
    const words = this.asking === "words";
    const title = words ? "which_words" : this.asking === "keep" ? "why_here" : "why_everywhere";
    const box = make("fieldset", {}, make("legend", {}, this.text(title)));
    if (!words) {
      // The reason is logged in English, whatever the language of the page.
      Object.keys(this.wording[this.language].reasons).forEach((reason, index) => {
        const answer = () => this.answerQuestion(reason);
        box.append(this.button(String(index + 1), this.word("reasons", reason), answer));
      });
    }
    const input = make("input", { type: "text", maxlength: words ? "40" : "200", autocomplete: "off", ...SILENT });
    const save = () => (input.value.trim() ? this.answerQuestion(input.value.trim()) : input.focus());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.repeat && !event.isComposing) this.guarded(save);
    });
    if (words) input.setAttribute("aria-label", this.text(title));
    else box.append(make("label", {}, this.text("own_reason"), " ", input));
    if (words) box.append(input);
    const close = () => {
      this.asking = null;
      this.drawActions();
      this.card.focus();
    };
    box.append(make("div", { class: "tlc-line" }, this.button("", this.text("save"), save, "tlc-first"),
      this.button("", this.text("cancel"), close)));
    return box;
  }
}

export default {
  render({ model, el }) {
    const page = new Page(model, el);
    return () => page.stop();
  },
};

// Card: one coding or suggestion, opened below its turn. Its parts stay in place while it is open, and are only
// filled anew: what somebody writes or is about to press does not vanish when an answer comes.

class Card {
  constructor(page) {
    this.page = page;
    this.node = make("div", { class: "tlc-card", role: "group" });
    this.node.addEventListener("click", (event) => page.guarded(() => this.onClick(event)));
    this.written = null; // {id, text}: a memo that is not yet sent
    this.close();
  }

  get mark() {
    return this.page.words.marks?.get(this.id) ?? null;
  }

  open(id) {
    if (this.written?.id !== id) this.flush();
    this.id = id;
    this.turn = this.page.words.byId.get(this.mark.turn);
    this.turn.cardNode.append(this.node);
    this.draw();
    for (const node of [this.turn.item, this.node, this.turn.textNode.querySelector(".tlc-now")]) {
      node?.scrollIntoView({ block: "nearest" }); // where not all fits, the words matter most
    }
  }

  close() {
    this.flush();
    const held = this.node.contains(document.activeElement);
    [this.id, this.turn, this.built] = [null, null, null];
    this.node.remove();
    this.page.words?.select?.(null);
    if (held) this.page.words.focus();
  }

  draw() {
    const { mark } = this;
    if (!mark) {
      this.close();
      return;
    }
    const here = this.page.words.marksAt({ i: this.turn.i, a: mark.a, b: mark.b });
    const group = this.page.agreed ? this.group(mark) : [];
    const about = [mark.id, mark.look, mark.code, this.page.language, ...this.page.reasons(mark)];
    const shape = [...about, ...[...group, ...here].map((one) => one.id)].join(" ");
    if (shape !== this.built) {
      this.build(mark, here.filter((one) => one.id !== mark.id && !group.includes(one)), group);
      this.built = shape;
    }
    this.fill(mark);
  }

  act(name, key, text) {
    const node = makeButton({ "data-act": name, "aria-keyshortcuts": key || null });
    if (key) node.append(make("kbd", { "aria-hidden": "true" }, key.toUpperCase()), " ");
    node.append(make("span", { class: "tlc-says" }, text));
    return node;
  }

  build(mark, others, group) {
    const { page } = this;
    const held = this.node.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    const caret = held === "memo" ? this.memo.selectionStart : 0;
    this.building = true; // a field that is taken away loses the focus: nobody has left it
    const title = make("div", { class: "tlc-cardhead" }, make("strong", {}, page.codes.name(mark.code)),
      make("span", { class: "tlc-facts" }));
    const close = makeButton({ class: "tlc-close", "data-act": "close", "aria-label": page.text("close") }, "\u00D7");
    title.append(close);
    this.node.setAttribute("aria-label", page.text("card", { code: page.codes.name(mark.code) }));
    const waits = mark.status === "suggested";
    const parts = mark.own ? this.ownParts() : waits ? this.suggestedParts(mark, group) : this.otherParts(mark);
    this.node.replaceChildren(title, ...parts);
    if (others.length) {
      const buttons = others.map((one) => makeButton({ class: "tlc-entry", "data-open": one.id },
        `${page.codes.name(one.code)} \u2014 ${page.words.facts(one)[0]}`));
      const also = make("span", { class: "tlc-facts" }, page.text("also_here"));
      this.node.append(make("div", { class: "tlc-line" }, also, ...buttons));
    }
    if (held) (this.node.querySelector(`[data-act="${held}"]`) ?? page.words.turn.node).focus();
    if (held === "memo") this.memo?.setSelectionRange(caret, caret);
    this.building = false;
  }

  ownParts() {
    const { page } = this;
    const id = `${page.name}-memo`;
    const field = { id, rows: "2", maxlength: "2000", "data-act": "memo", "aria-keyshortcuts": "m", ...SILENT };
    this.memo = make("textarea", field);
    this.memo.value = this.written?.text ?? this.mark.memo ?? ""; // what is written belongs to the card that is open
    this.memo.addEventListener("input", () => (this.written = { id: this.id, text: this.memo.value }));
    this.memo.addEventListener("blur", () => page.guarded(() => this.building || page.whenStill(() => this.flush())));
    this.memo.addEventListener("keydown", (event) => page.guarded(() => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.repeat) return;
      event.preventDefault();
      this.flush();
      page.words.focus();
    }));
    const key = make("kbd", { "aria-hidden": "true" }, "M");
    const label = make("label", { for: id }, key, ` ${page.text("memo_label")}`);
    const line = make("div", { class: "tlc-line" }, this.act("prompted", "p", ""), this.act("serious", "i", ""),
      this.act("change", "", page.text("change_code")), this.act("off", "x", page.text("take_off")));
    return [label, this.memo, line];
  }

  suggestedParts(mark, group) {
    const { page } = this;
    const parts = [];
    if (group.length) parts.push(this.columns(mark, group));
    if (mark.memo) parts.push(this.theirMemo(mark));
    for (const reason of page.reasons(mark)) parts.push(make("p", { class: "tlc-reason" }, reason));
    if (mark.like?.length) {
      const quotes = mark.like.map(({ quote }) => make("li", { dir: "auto" }, `\u201C${quote}\u201D`));
      parts.push(make("p", { class: "tlc-reason" }, page.text("like")), make("ul", { class: "tlc-like" }, ...quotes));
    }
    const line = make("div", { class: "tlc-line" }, this.act("accept", "a", page.text("accept")),
      this.act("reject", "r", page.text("reject")), this.act("other", "e", page.text("other_code")),
      this.act("words", "", page.text("my_words")));
    return [...parts, line];
  }

  otherParts(mark) {
    const note = make("p", { class: "tlc-reason" }, this.page.text("not_yours"));
    return mark.memo ? [this.theirMemo(mark), note] : [note];
  }

  theirMemo(mark) {
    const whose = `${this.page.text("memo_of", { who: mark.who })} `;
    return make("p", { class: "tlc-reason" }, whose, make("span", { dir: "auto" }, mark.memo));
  }

  // Coders in agreement: whoever coded these words, or words that overlap them, side by side.
  group(mark) {
    if (mark.status !== "suggested") return [];
    const all = this.turn.marks.filter((one) => one.status === "suggested" && !one.adrift);
    const group = new Set([mark]);
    for (const one of group) {
      for (const other of all) if (other.a < one.b && other.b > one.a) group.add(other);
    }
    return [...group].sort((one, other) => one.a - other.a || (one.id < other.id ? -1 : 1));
  }

  columns(mark, group) {
    const { page } = this;
    const heads = page.between.map(({ name }) => make("th", { scope: "col" }, name));
    const nothing = () => make("span", { class: "tlc-facts" }, page.text("nothing_here"));
    const cells = page.between.map(({ id }) => {
      const entries = group.filter((one) => one.coder === id).map((one) => this.choice(one, one.id === mark.id));
      return make("td", {}, ...(entries.length ? entries : [nothing()]));
    });
    const said = page.text(mark.agreement === "all" ? "all_coded" : "some_coded");
    return make("table", {}, make("caption", {}, said), make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, make("tr", {}, ...cells)));
  }

  choice(mark, now) {
    const quote = ` \u201C${this.turn.text.slice(mark.a, mark.b)}\u201D`;
    return makeButton({ class: "tlc-entry", "data-open": mark.id, "aria-current": now ? "true" : null },
      make("strong", {}, this.page.codes.name(mark.code)), make("span", { class: "tlc-quote", dir: "auto" }, quote));
  }

  // What changes while the card is open.
  fill(mark) {
    const { page } = this;
    const facts = page.words.facts(mark);
    if (mark.own && mark.independent === false) facts.push(page.text("not_independent"));
    this.node.querySelector(".tlc-facts").textContent = ` \u2014 ${facts.join("; ")}`;
    const says = (name, text, pressed) => {
      const button = this.node.querySelector(`[data-act="${name}"]`);
      if (!button) return;
      button.querySelector(".tlc-says").textContent = text;
      if (pressed !== undefined) button.setAttribute("aria-pressed", String(pressed));
    };
    const when = { true: "is_prompted", false: "is_unprompted" }[mark.prompted] ?? "prompted_not_said";
    says("prompted", page.text(when));
    says("serious", page.text("serious_mark"), Boolean(mark.serious));
    const words = this.node.querySelector('[data-act="words"]');
    if (words) words.hidden = !page.words.parts().some((part) => part.i === this.turn.i);
    const idle = this.memo && this.written?.id !== mark.id && document.activeElement !== this.memo;
    if (mark.own && idle) this.memo.value = mark.memo ?? "";
  }

  flush() {
    const { written } = this;
    this.written = null;
    const mark = written && this.page.words.marks?.get(written.id);
    if (written?.text.trim() && !mark) this.page.say(this.page.text("memo_lost"), "bad");
    if (mark && written.text.trim() !== (mark.memo ?? "")) this.page.alter(mark, { memo: written.text.trim() });
  }

  onClick(event) {
    const open = event.target.closest("[data-open]");
    if (open) {
      this.page.openMark(open.dataset.open);
      const same = `[data-open="${CSS.escape(open.dataset.open)}"]`;
      this.node.querySelector(`${same}, [data-act]:not([data-act="close"])`)?.focus();
      return;
    }
    const name = event.target.closest("[data-act]")?.dataset.act;
    if (name && name !== "memo") this.page.doTo(name, this.mark);
  }
}

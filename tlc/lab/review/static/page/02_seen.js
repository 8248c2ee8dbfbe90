// The page of a review, continued: what is seen, and what a notebook loads.

more(Page, class {
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
        make("strong", { class: "tlc-left" }, this.text("left", { left: this.state.order.length })), bar,
        make("span", {}, progress)),
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
      const said = this.text("replace", { kind: item.bracket });
      shown.push(this.button("r", said, () => this.decide("replace"), "tlc-first"));
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
});

export default {
  render({ model, el }) {
    const page = new Page(model, el);
    return () => page.stop();
  },
};

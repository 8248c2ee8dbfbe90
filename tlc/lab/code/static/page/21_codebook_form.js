// Codebook, continued: how the form of a code is drawn.

more(Editor, class {
  get title() {
    const { form, page } = this;
    if (!form.new) return page.text("edit_code", { code: form.was[`label.${page.language}`] || form.was["label.en"] });
    return page.text(form.adopts ? "adopt_title" : "new_code");
  }

  // The languages of labels and terms, that of the page first.
  get languages() {
    const { language } = this.page;
    const all = this.form.languages;
    return all.includes(language) ? [language, ...all.filter((one) => one !== language)] : all;
  }

  languageName(language) {
    try {
      return new Intl.DisplayNames([this.page.language], { type: "language" }).of(language);
    } catch {
      return language;
    }
  }

  draw() {
    const { form, page } = this;
    const held = this.node.contains(document.activeElement) ? document.activeElement.dataset.field : null;
    this.nodes.clear();
    this.drawnIn = page.language;
    const close = makeButton({ class: "tlc-close", "data-edits": "leave", "aria-label": page.text("close") }, "\u00D7");
    const head = make("div", { class: "tlc-cardhead" }, make("strong", {}, this.title), close);
    const note = make("p", { class: "tlc-soft" }, page.text("edit_note", { version: form.version }));
    const parts = [...this.labels(), ...(form.new ? [this.placing()] : []), ...Object.entries(TEXTS_OF_A_CODE).flatMap(([name, label]) =>
      this.field(name, page.text(label), name === "brief" ? 1 : 2))];
    if (!form.heading) {
      parts.push(...this.field("examples", page.text("field_examples"), 2), this.polarity());
      parts.push(make("h4", {}, page.text("field_terms")), this.help());
      for (const language of this.languages) parts.push(...this.terms(language));
    }
    if (!form.new) parts.push(make("p", { class: "tlc-soft" }, page.text("edit_elsewhere", { id: form.code })));
    const fields = make("div", { class: "tlc-fields" }, note, ...parts);
    this.node.setAttribute("aria-label", this.title);
    this.node.replaceChildren(head, fields, this.foot());
    this.node.hidden = false;
    page.body.classList.add("tlc-editing");
    for (const message of Object.values(form.said)) this.drawTerms(message);
    if (form.sent) this.lock(true);
    if (held) this.nodes.get(held)?.focus();
  }

  focusFirst() {
    const first = `label.${this.page.language}`;
    (this.nodes.get(first) ?? this.nodes.get("label.en")).focus();
  }

  // The page's language may have changed.
  speak() {
    this.add.replaceChildren(this.page.text("new_code"));
    this.add.hidden = !this.able;
    if (this.form && this.drawnIn !== this.page.language) this.draw(); // else the place in what is typed would be lost
  }

  labels() {
    const { page } = this;
    const languages = [...new Set([page.language, "en"])];
    return languages.flatMap((language) =>
      this.field(`label.${language}`, page.text("field_label", { language: this.languageName(language) }), 1));
  }

  field(name, label, rows) {
    const { form, page } = this;
    const id = `${page.name}-field-${name}`;
    form.fields[name] ??= "";
    form.was[name] ??= "";
    form.base[name] ??= "";
    const about = { id, "data-field": name, autocomplete: "off", ...SILENT };
    const input = rows > 1 ? make("textarea", { ...about, rows }) : make("input", { type: "text", ...about });
    input.value = form.fields[name];
    if (name.startsWith("label.")) Object.assign(input, { maxLength: 120, lang: name.split(".")[1] });
    if (rows > 1) input.rows = Math.min(8, Math.max(rows, Math.ceil(input.value.length / 42)));
    this.nodes.set(name, input);
    return [make("label", { for: id }, label), input, ...this.theirs(name)];
  }

  // What somebody else wrote into the same field meanwhile.
  theirs(name) {
    const { clash } = this.form;
    if (!(name in clash)) return [];
    const take = makeButton({ "data-theirs": name }, this.page.text("take_theirs"));
    const words = [clash[name]].flat().join("\n") || this.page.text("nothing_here");
    return [make("div", { class: "tlc-theirs" }, make("strong", {}, this.page.text("theirs", { who: this.form.by || this.page.text("somebody_else") })),
      make("p", { dir: "auto" }, words), take)];
  }

  choice(name, label, options, value) {
    const id = `${this.page.name}-field-${name}`;
    const select = make("select", { id, "data-field": name, ...SILENT },
      ...options.map(([key, text]) => make("option", { value: key, selected: key === value }, text)));
    this.nodes.set(name, select);
    return [make("label", { for: id }, label), select];
  }

  // Where a new code stands, and what sort of code it is.
  placing() {
    const { form, page } = this;
    const headings = form.headings.map(({ id, label }) => [id, label[page.language] ?? label.en]);
    return make("div", {},
      ...this.choice("parent", page.text("field_parent"), [["", page.text("no_heading")], ...headings], form.parent),
      ...this.choice("kind", page.text("field_kind"), Object.entries(page.table("kinds")), form.kind));
  }

  polarity() {
    const { form, page } = this;
    const options = Object.entries(page.table("polarities"));
    const said = make("p", { class: "tlc-soft", id: `${page.name}-polarity` });
    this.nodes.set("polarity-said", said);
    const [label, select] = this.choice("polarity", page.text("field_polarity"), options, form.fields.polarity);
    select.setAttribute("aria-describedby", said.id);
    const node = make("div", {}, label, select, said, ...this.theirs("polarity"));
    this.drawPolarity();
    return node;
  }

  drawPolarity() {
    const { fields } = this.form;
    this.nodes.get("polarity-said").textContent = this.page.text(COUNTS[fields.polarity]);
  }

  help() {
    const { page } = this;
    const rows = Object.values(page.table("term_list")).map((line) => line.split(" = ")).map(([term, text]) =>
      make("tr", {}, make("th", { scope: "row" }, make("code", {}, term)), make("td", {}, text)));
    return make("details", {}, make("summary", { ...SILENT }, page.text("terms_help")),
      make("table", {}, make("tbody", {}, ...rows)));
  }

  // A line for each term, and beside it the turns that it would hit.
  terms(language) {
    const { form, page } = this;
    const name = `terms.${language}`;
    const [label, area, ...theirs] = this.field(name, page.text("terms_in", { language: this.languageName(language) }), 3);
    area.lang = language;
    area.wrap = "off";
    area.spellcheck = false;
    area.rows = this.rowsOf(area.value);
    const said = make("div", { class: "tlc-termsaid", id: `${area.id}-said`, "aria-live": "polite" });
    area.setAttribute("aria-describedby", said.id);
    const lines = make("div");
    const gutter = make("div", { class: "tlc-gutter", "aria-hidden": "true" }, lines);
    area.addEventListener("scroll", () => (lines.style.transform = `translateY(${-area.scrollTop}px)`));
    this.nodes.set(`${name}-said`, said);
    this.nodes.set(`${name}-lines`, lines);
    const none = form.looked_through[language] === 0;
    const empty = none ? [make("p", { class: "tlc-soft" }, page.text("no_turns_in"))] : [];
    return [label, make("div", { class: "tlc-terms" }, area, gutter), said, ...empty, ...theirs];
  }

  rowsOf(terms) {
    return Math.min(10, Math.max(3, terms.split("\n").length + 1));
  }

  // The numbers beside the lines; none of a text that has changed since.
  gutter(name, lines) {
    const node = this.nodes.get(`${name}-lines`);
    const shown = lines.map(({ what, turns }) => {
      const known = turns === null || turns === undefined ? "" : String(turns);
      return make("div", { class: what ? "tlc-wrong" : turns ? "" : "tlc-idle" }, what ? "\u2717" : known);
    });
    node?.replaceChildren(...shown);
  }

  drawTerms({ language, lines, turns, of }) {
    const { page } = this;
    const name = `terms.${language}`;
    const [area, said] = [this.nodes.get(name), this.nodes.get(`${name}-said`)];
    if (!area) return;
    this.gutter(name, lines);
    const told = [make("p", { class: "tlc-soft" }, page.text("terms_hit", { turns, of }))];
    lines.forEach(({ what, hint, also }, index) => {
      const number = index + 1;
      if (what) told.push(make("p", { class: "tlc-wrong" }, `${page.text("line", { number })} ${what} ${hint}`));
      else if (also.length) {
        const codes = also.map((code) => page.codes.name(code)).join(", ");
        told.push(make("p", {}, `${page.text("line", { number })} ${page.text("also_term_of", { codes })}`));
      }
    });
    said.replaceChildren(...told);
    const wrong = lines.some((line) => line.what);
    area.setAttribute("aria-invalid", String(wrong));
  }

  foot() {
    const { form, page } = this;
    const clash = Object.keys(form.clash).length;
    const save = makeButton({ class: "tlc-first", "data-edits": "save" }, page.text(clash ? "edit_on_top" : "edit_save"));
    const cancel = makeButton({ "data-edits": "leave" }, page.text("cancel"));
    const stay = makeButton({ class: "tlc-first", "data-edits": "stay" }, page.text("edit_stay"));
    const away = makeButton({ "data-edits": "away" }, page.text("edit_away"));
    const says = make("div", { class: "tlc-line" }, save, cancel);
    const asks = make("div", { class: "tlc-line", role: "group", "aria-label": page.text("edit_ask") },
      make("span", {}, page.text("edit_ask")), stay, away);
    asks.hidden = true;
    this.nodes.set("asks", asks).set("says", says);
    return make("div", { class: "tlc-editfoot" }, says, asks);
  }

  // Whether what was typed may be thrown away.
  drawAsk(yes) {
    const [asks, says] = [this.nodes.get("asks"), this.nodes.get("says")];
    const from = document.activeElement;
    [asks.hidden, says.hidden] = [!yes, yes];
    if (yes) {
      this.before = from;
      asks.querySelector("button").focus();
      this.page.announce(this.page.text("edit_ask"));
    } else if (this.before?.isConnected && !this.before.closest("[hidden]")) this.before.focus();
    else this.focusFirst();
  }

  // While it is being written, nothing of it changes.
  lock(yes) {
    for (const input of this.node.querySelectorAll("input, textarea")) input.readOnly = yes;
    for (const select of this.node.querySelectorAll("select")) select.disabled = yes;
  }
});

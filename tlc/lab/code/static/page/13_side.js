// Side: what stands below the codes: a code's definition, the form for a new one, what was found, the keys.

class Side {
  constructor(page) {
    this.page = page;
    this.kind = "about";
    this.node = make("div", { class: "tlc-panel", role: "region" });
  }

  show(kind, title, ...parts) {
    this.kind = kind;
    this.title = title;
    const head = make("div", { class: "tlc-cardhead" }, make("strong", {}, title));
    if (kind !== "about") {
      const close = makeButton({ class: "tlc-close", "aria-label": this.page.text("close") }, "\u00D7");
      close.addEventListener("click", () => this.page.guarded(() => this.close()));
      head.append(close);
    }
    this.node.setAttribute("aria-label", title);
    this.node.classList.toggle("tlc-open", kind !== "about");
    this.node.replaceChildren(head, ...parts);
    this.node.scrollTop = 0;
  }

  close() {
    const held = this.node.contains(document.activeElement);
    this.form = null;
    this.kind = "about";
    this.rest();
    if (held) this.page.words.focus();
  }

  rest() {
    this.code = null;
    this.show("about", this.page.text("about"), make("p", { class: "tlc-soft" }, this.page.text("about_help")));
  }

  about(id) {
    const code = this.page.codes.all.get(id);
    if (this.kind !== "about" || !code || this.code === id) return;
    this.code = id;
    const parts = ["definition", "include", "exclude"].filter((key) => code[key]).map((key) =>
      make("p", {}, ...(key === "definition" ? [] : [make("strong", {}, `${this.page.text(key)} `)]), code[key]));
    const examples = [code.examples ?? []].flat().filter(Boolean);
    if (examples.length) {
      parts.push(make("p", {}, make("strong", {}, this.page.text("examples"))));
      parts.push(make("ul", {}, ...examples.map((example) => make("li", {}, `\u201C${example}\u201D`))));
    }
    if (code.proposed) parts.unshift(make("p", { class: "tlc-soft" }, this.page.text("proposed_note")));
    if (!parts.length) parts.push(make("p", { class: "tlc-soft" }, this.page.text("no_definition")));
    if (code.brief) parts.unshift(make("p", {}, make("strong", {}, code.brief)));
    if (this.page.editor.able && id !== "proposed") parts.push(this.page.editor.button(code));
    this.show("about", this.page.codes.name(id), ...parts);
  }

  field(name, label, limit) {
    const id = `${this.page.name}-${name}`;
    const input = make("input", { type: "text", id, maxlength: limit, autocomplete: "off", ...SILENT });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.repeat && !event.isComposing) this.page.guarded(() => this.send());
    });
    return [make("label", { for: id }, label), input];
  }

  propose() {
    const { page } = this;
    page.words.take();
    const spans = page.words.spans();
    if (!spans.length) {
      page.say(page.text("select_first"), "bad");
      return;
    }
    const [labelText, label] = this.field("new-label", page.text("new_label"), "80");
    const [sentenceText, definition] = this.field("new-definition", page.text("new_definition"), "400");
    this.form = { spans, label, definition };
    const save = makeButton({ class: "tlc-first" }, page.text("propose_save"));
    const cancel = makeButton({}, page.text("cancel"));
    save.addEventListener("click", () => page.guarded(() => this.send()));
    cancel.addEventListener("click", () => page.guarded(() => this.close()));
    const words = spans.map((span) => span.quote).join(" / ");
    this.show("form", page.text("propose"), make("p", { class: "tlc-soft", dir: "auto" }, `\u201C${words}\u201D`),
      labelText, label, sentenceText, definition, make("div", { class: "tlc-line" }, save, cancel));
    label.focus();
  }

  send() {
    const { form, page } = this;
    const [label, definition] = [form.label.value.trim(), form.definition.value.trim()];
    const empty = !label ? form.label : !definition ? form.definition : null;
    if (empty) {
      page.say(page.text("propose_both"), "bad");
      empty.focus();
      return;
    }
    if (form.sent) return;
    form.sent = true;
    for (const input of [form.label, form.definition]) input.readOnly = true;
    page.edits.add({ type: "propose", label, definition, spans: form.spans }, { form });
  }

  refused() {
    if (!this.form) return;
    this.form.sent = false;
    for (const input of [this.form.label, this.form.definition]) input.readOnly = false;
  }

  found({ text, hits, more }) {
    const { page } = this;
    const rows = hits.map((hit) => {
      const name = page.text("found_at", { session: hit.session, number: hit.number });
      const button = makeButton({ class: "tlc-result" }, make("span", { class: "tlc-facts" }, name),
        make("span", { dir: "auto", class: "tlc-quote" }, hit.before, make("mark", {}, hit.match), hit.after));
      button.addEventListener("click", () => page.guarded(() => page.goToHit(hit)));
      return make("li", {}, button);
    });
    const count = page.text(hits.length ? "found_count" : "found_none", { hits: hits.length + (more ?? 0), text });
    const rest = more ? [make("p", { class: "tlc-soft" }, page.text("found_more", { more }))] : [];
    this.show("found", count, make("ul", {}, ...rows), ...rest);
    page.announce(count);
  }

  keys() {
    if (this.kind === "keys") {
      this.close();
      return;
    }
    const rows = Object.entries(this.page.table("key_list")).map(([keys, text]) => make("tr", {},
      make("th", { scope: "row" }, ...keys.split(" ").flatMap((key) => [make("kbd", {}, key), " "])),
      make("td", {}, text)));
    this.show("keys", this.page.text("keys_title"), make("p", { class: "tlc-soft" }, this.page.text("keys_help")),
      make("table", {}, make("tbody", {}, ...rows)));
    this.node.querySelector("button").focus();
  }
}

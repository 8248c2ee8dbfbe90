// Codebook, continued: what was typed is saved, what Python answers, and what the terms would find.

more(Editor, class {
  value(name) {
    const typed = this.form.fields[name];
    if (!Array.isArray(this.form.base[name])) return typed.trim();
    return typed.split("\n").map((line) => line.trim()).filter(Boolean);
  }

  save() {
    const { form, page } = this;
    if (form.sent) return;
    if (!form.fields["label.en"].trim()) {
      page.say(page.text("edit_label_first"), "bad");
      this.nodes.get("label.en").focus();
      return;
    }
    const wrong = form.languages.find((language) => form.said[language]?.lines.some((line) => line.what));
    if (wrong) {
      page.say(page.text("edit_terms_first"), "bad");
      this.nodes.get(`terms.${wrong}`).focus();
      return;
    }
    const names = Object.keys(form.fields).filter((name) => (form.new || form.fields[name] !== form.was[name]));
    if (!names.length) {
      this.close();
      page.say(page.text("edit_nothing"));
      return;
    }
    form.sent = true;
    this.lock(true);
    const of = (value) => Object.fromEntries(names.map((name) => [name, value(name)]));
    page.edits.add({ type: "code", code: form.new ? "" : form.code, adopts: form.adopts, version: form.version,
      parent: form.parent, sort: form.kind, fields: of((name) => this.value(name)), base: of((name) => form.base[name]) },
    { form });
  }

  // Python's answers

  get hears() {
    const to = (act) => (message) => act.call(this, message);
    return { codebook: to(this.onTold), terms: to(this.onTerms), code_saved: to(this.onSaved),
      clash: to(this.onClash), tagged: to(this.onTagged) };
  }

  onSaved(message) {
    const { page } = this;
    const edit = page.edits.answered(message.to);
    page.codes.take(message.codes);
    if (!edit) return; // another view's
    const name = page.codes.name(message.code);
    const said = [page.text(message.nothing ? "edit_nothing" : "edit_saved", { code: name, version: message.version })];
    if (message.beside && !message.nothing) said.push(page.text("edit_beside"));
    const touched = Object.keys(edit.message.fields).some((field) => field.startsWith("terms."));
    if (edit.message.code === "") page.codes.use(message.code);
    if (this.form === edit.more.form) this.close(message.code);
    if (touched && !message.nothing) this.offerToTag(edit.more.form);
    page.say(said.join(" "), "good");
  }

  onTagged(message) {
    if (this.page.edits.answered(message.to)) this.page.say(this.page.text("tagged"), "good");
  }

  // Suggestions by terms are made when somebody asks for them, and not while others code.
  offerToTag({ may_tag: may }) {
    const { page } = this;
    const parts = [make("p", {}, page.text(may ? "tag_offer" : "tag_hint"))];
    if (may) {
      const button = makeButton({}, page.text("tag_now"));
      button.addEventListener("click", () => page.guarded(() => {
        page.edits.add({ type: "tag" });
        page.side.close();
      }));
      parts.push(button);
    }
    page.side.show("tag", page.text("tag_title"), ...parts);
  }

  // Somebody else wrote into the same fields meanwhile: nothing was written, and both are shown.
  onClash(message) {
    const { page } = this;
    const edit = page.edits.answered(message.to);
    if (!edit) return;
    this.form = edit.more.form; // it may be that of an earlier view
    this.form.sent = false;
    Object.assign(this.form, { version: message.version, by: message.by });
    for (const [name, value] of Object.entries(message.fields)) {
      this.form.clash[name] = value;
      this.form.base[name] = value;
      this.form.was[name] = [value].flat().join("\n");
    }
    this.draw();
    page.trouble = page.text("edit_clash");
    this.node.querySelector("[data-theirs]")?.focus();
    page.drawStatus();
  }

  refused(form) {
    if (this.form && this.form !== form) return;
    this.form = form;
    form.sent = false;
    if (this.node.hidden) this.open();
    this.lock(false);
    this.node.querySelector('[data-edits="save"]').focus();
  }

  takeTheirs(name) {
    this.form.fields[name] = [this.form.clash[name]].flat().join("\n");
    delete this.form.clash[name];
    if (!Object.keys(this.form.clash).length) this.page.trouble = "";
    this.draw();
    this.nodes.get(name).focus();
    const [noun, language] = name.split(".");
    if (noun === "terms") this.look(language);
    this.page.drawStatus();
  }

  // Terms: what is wrong with each line, and how many turns it would hit

  look(language) {
    const { page, form } = this;
    if (!form?.fields[`terms.${language}`]?.trim()) {
      this.gutter(`terms.${language}`, []);
      this.nodes.get(`terms.${language}-said`)?.replaceChildren();
      if (form) delete form.said[language];
      return;
    }
    this.count += 1;
    const id = `${page.name}:terms:${this.count}`;
    this.checks.set(language, id);
    const terms = form.fields[`terms.${language}`].split("\n");
    try {
      page.model.send({ type: "terms", id, language, terms, code: form.new ? "" : form.code });
    } catch {
      return; // nobody hears; when the code is saved, the page says so
    }
  }

  onTerms(message) {
    if (this.checks.get(message.language) !== message.to || !this.form) return;
    this.form.said[message.language] = message;
    this.drawTerms(message);
  }
});

// Codebook: the form in which a code of the codebook is edited or made. It stands in the place of the codes while it
// is open. What is typed is kept apart from the form's nodes, so that the form can be drawn anew and nothing is lost.

const LEFT_FORM = "tlc unsaved code"; // a view that is taken away leaves its form in the window's memory for the next
const TYPED = 400; // milliseconds without a letter, after which terms are looked for
const TEXTS_OF_A_CODE = { brief: "field_brief", definition: "field_definition", include: "field_include",
  exclude: "field_exclude" };
const COUNTS = { topic: "polarity_topic", assertion: "polarity_assertion" };

class Editor {
  constructor(page) {
    this.page = page;
    this.able = false; // Python says whether the codebook can be edited from here
    this.form = null; // what is being edited: {code, fields, base, ...}, texts as they are typed
    this.asked = null; // the code that was asked for, until Python tells of it
    this.count = 0;
    this.checks = new Map(); // language: the id of the last question about its terms
    this.nodes = new Map();
    this.node = make("div", { class: "tlc-editor", role: "region" });
    this.node.hidden = true;
    this.node.addEventListener("input", (event) => page.guarded(() => this.onInput(event)));
    this.node.addEventListener("click", (event) => page.guarded(() => this.onClick(event)));
    this.add = makeButton({ class: "tlc-add", "data-new": "" });
    this.add.addEventListener("click", () => page.guarded(() => this.ask("", this.add)));
  }

  // What stands among the codes and in what is said about a code.

  pencil(code) {
    const says = this.page.text(code.proposed ? "adopt_code" : "edit_code", { code: this.page.codes.name(code.id) });
    return make("span", { class: "tlc-pencil", "data-edit": code.id, title: says, "aria-hidden": "true" }, "\u270E");
  }

  button(code) {
    const name = { code: this.page.codes.name(code.id) };
    const says = this.page.text(code.proposed ? "adopt" : "edit");
    const button = makeButton({ "data-edit": code.id, "aria-keyshortcuts": "F2",
      "aria-label": this.page.text(code.proposed ? "adopt_code" : "edit_code", name) });
    button.append(make("kbd", { "aria-hidden": "true" }, "F2"), ` ${says}`);
    button.addEventListener("click", () => this.page.guarded(() => this.ask(code.id, button)));
    return button;
  }

  // The code that F2 edits: where the person stands among the codes, or the coding that is open.
  get meant() {
    const { codes, card, side } = this.page;
    const at = document.activeElement;
    if (codes.node.contains(at)) return at.closest("[data-code]")?.dataset.code ?? codes.active;
    return card.mark?.code ?? side.code;
  }

  onKey(event) {
    if (event.key !== "F2" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !this.able) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat || this.node.contains(event.target)) return;
    if (this.page.codes.all.has(this.meant)) this.ask(this.meant, document.activeElement);
    else this.page.say(this.page.text("edit_which"), "bad");
  }

  // Opening and leaving

  ask(code, from) {
    const { page } = this;
    if (this.form) {
      this.focusFirst(); // one at a time: what is written there comes first
      page.say(page.text("edit_one"), "bad");
      return;
    }
    this.count += 1;
    this.asked = { id: `${page.name}:codebook:${this.count}`, from: this.place(from), filled: {} };
    if (page.side.kind === "form" && page.side.form && !code) {
      const { label, definition } = page.side.form; // what was written to propose it
      this.asked.filled = { [`label.${page.language}`]: label.value.trim(), definition: definition.value.trim() };
      page.side.close();
    }
    page.edits.ask({ type: "codebook", code, id: this.asked.id });
    page.drawStatus();
  }

  // Where the focus was, in a way that is still true when the codes were drawn anew.
  place(node) {
    const { codes, side, words } = this.page;
    if (node === codes.search) return { kind: "search" };
    if (node === this.add) return { kind: "new" };
    if (codes.tree.contains(node)) return { kind: "tree", code: node.closest("[data-code]")?.dataset.code };
    if (side.node.contains(node)) return { kind: "about", code: side.code };
    return { kind: words.node.contains(node) ? "words" : "" };
  }

  goBack({ kind, code }, now) {
    const { codes, side, words } = this.page;
    if (kind === "search") codes.search.focus();
    else if (kind === "new") this.add.focus();
    else if (kind === "tree" && codes.nodes.some((node) => node.dataset.code === (now ?? code))) {
      codes.activate(now ?? code, { focus: true });
    } else if (kind === "about") {
      side.code = null;
      side.about(now ?? code);
      (side.node.querySelector("[data-edit]") ?? codes.search).focus();
    } else words.focus();
  }

  onTold(message) {
    const { page, asked } = this;
    if (!asked || message.to !== asked.id) return;
    page.answered("codebook");
    this.asked = null;
    const fields = {};
    for (const [name, value] of Object.entries(message.fields)) fields[name] = [value].flat().join("\n");
    this.form = { ...message, base: message.fields, fields, was: { ...fields }, from: asked.from, parent: "",
      clash: {}, said: {}, sent: false };
    Object.assign(this.form.fields, asked.filled);
    this.open();
    page.drawStatus();
  }

  open() {
    this.draw();
    this.focusFirst();
    for (const language of this.form.languages) this.look(language);
    this.node.scrollIntoView({ block: "nearest" });
    this.page.say("");
    this.page.announce(this.title);
  }

  get dirty() {
    const { form } = this;
    return Boolean(form) && Object.keys(form.fields).some((name) => form.fields[name] !== form.was[name]);
  }

  // Escape, Cancel and the cross: what was typed is not lost without a question.
  leave() {
    const { form, page } = this;
    if (!form) return;
    if (form.sent) page.say(page.text("wait_first"), "bad");
    else if (!this.dirty) this.close();
    else this.drawAsk(true);
  }

  close(now) {
    const { from } = this.form;
    this.form = null;
    this.node.hidden = true;
    this.node.replaceChildren();
    this.nodes.clear();
    this.page.body.classList.remove("tlc-editing");
    this.page.codes.draw();
    this.goBack(from, now);
  }

  escape() {
    if (this.nodes.get("asks").hidden) this.leave();
    else this.drawAsk(false);
  }

  // A view that is taken away, and the next one of the same coder in this window.
  stop() {
    if (this.dirty) globalThis[LEFT_FORM] = { key: this.page.edits.key, form: { ...this.form, sent: false, from: {} } };
  }

  inherit() {
    const left = globalThis[LEFT_FORM];
    if (!this.able || this.form || left?.key !== this.page.edits.key) return;
    delete globalThis[LEFT_FORM];
    this.form = left.form;
    this.open();
    this.page.say(this.page.text("edit_again"), "bad");
  }

  // What happens in the form

  onInput({ target }) {
    const name = target.dataset.field;
    if (!name || !this.form) return;
    if (name === "parent" || name === "kind") this.form[name] = target.value;
    else this.form.fields[name] = target.value;
    if (name === "polarity") this.drawPolarity();
    const [noun, language] = name.split(".");
    if (noun !== "terms") return;
    this.gutter(name, []);
    target.rows = this.rowsOf(target.value);
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.page.guarded(() => this.look(language)), TYPED);
  }

  onClick({ target }) {
    const act = target.closest("[data-edits]")?.dataset.edits;
    const name = target.closest("[data-theirs]")?.dataset.theirs;
    if (name) this.takeTheirs(name);
    else if (act === "save") this.save();
    else if (act === "leave") this.leave();
    else if (act === "stay") this.drawAsk(false);
    else if (act === "away") this.close();
  }
}

// Codes: the tree, and the digits of the codes used last.

const COLOURS = 10;
const DIGITS = 9;

class Codes {
  constructor(page) {
    this.page = page;
    this.all = new Map();
    this.colours = new Map();
    this.counted = new Map(); // own codings that are among the uses, by id: their codes
    this.known = new Set(); // the sessions of which all codings are counted so
    this.closed = new Set();
    this.digits = []; // code ids; a code keeps its digit until it is the one not used for longest
    this.used = []; // the same ids, last used first
    this.active = null;
    this.search = make("input", { type: "search", class: "tlc-search", autocomplete: "off", spellcheck: "false",
      role: "combobox", "aria-expanded": "true", "aria-haspopup": "tree", "aria-controls": `${page.name}-tree`,
      ...SILENT });
    this.label = make("label", { class: "tlc-heard", for: `${page.name}-search` });
    this.search.id = `${page.name}-search`;
    this.tree = make("div", { role: "tree", class: "tlc-tree", id: `${page.name}-tree` });
    this.chips = make("div", { class: "tlc-chips", role: "group" });
    // The digits stand below the tree: as they grow, no code moves under the pointer.
    this.node = make("div", { class: "tlc-codes" }, this.label, this.search, this.tree, this.chips, page.editor.add);
    this.search.addEventListener("input", () => page.guarded(() => this.onSearch()));
    this.search.addEventListener("keydown", (event) => page.guarded(() => this.onSearchKey(event)));
    this.search.addEventListener("blur", () => this.search.removeAttribute("aria-activedescendant"));
    this.tree.addEventListener("keydown", (event) => page.guarded(() => this.onTreeKey(event)));
    this.node.addEventListener("mousedown", (event) => {
      if (event.target !== this.search) event.preventDefault(); // or the click would take focus and selection away
    });
    this.tree.addEventListener("click", (event) => page.guarded(() => this.onClick(event)));
    this.chips.addEventListener("click", (event) => page.guarded(() => {
      const chip = event.target.closest("[data-code]");
      if (chip) page.apply(chip.dataset.code);
    }));
    const about = (event) => {
      const before = this.pointer;
      if (event.type === "mousemove") this.pointer = `${event.screenX} ${event.screenY}`;
      if (event.type === "mousemove" && before === this.pointer) return; // it rests: the list changed under it
      const code = event.target.closest?.("[data-code]")?.dataset.code;
      if (code) page.guarded(() => page.side.about(code));
    };
    for (const name of ["mousemove", "focusin"]) this.node.addEventListener(name, about);
  }

  take(codes) {
    this.all = new Map(codes.map((code) => [code.id, code]));
    this.colours = new Map(codes.filter((code) => code.applies || code.retired)
      .map((code, index) => [code.id, index % COLOURS]));
    if (!this.digits.length) {
      const often = codes.filter((code) => code.applies && code.uses).sort((one, other) => other.uses - one.uses);
      this.digits = often.slice(0, DIGITS).map((code) => code.id);
      this.used = [...this.digits];
    }
    this.digits = this.digits.map((id) => (this.all.get(id)?.applies ? id : null)); // a digit does not move
    this.draw();
  }

  // The codings of a session that was opened: Python has counted them already.
  know(session, marks) {
    this.known.add(session);
    for (const mark of marks) if (mark.own && mark.status === "accepted") this.counted.set(mark.id, mark.code);
  }

  // How often codes are used after a step: each coding counts once, however often it is put. With codes, Python has
  // counted.
  count(put, gone, codes) {
    const drawn = JSON.stringify([...this.all.values()].map((code) => code.uses));
    const add = (id, number) => {
      const code = this.all.get(this.counted.get(id));
      if (code) code.uses = Math.max(0, (code.uses ?? 0) + number);
    };
    for (const id of [...gone, ...put.map((mark) => mark.id)]) {
      add(id, -1);
      this.counted.delete(id);
    }
    for (const mark of put) {
      if (!mark.own || mark.status !== "accepted") continue;
      this.counted.set(mark.id, mark.code);
      add(mark.id, 1);
    }
    if (codes) this.take(codes);
    else if (drawn !== JSON.stringify([...this.all.values()].map((code) => code.uses))) this.draw();
  }

  name(id) {
    const label = this.all.get(id)?.label;
    return label ? (label[this.page.language] ?? label.en ?? id) : id;
  }

  use(id) {
    this.used = [id, ...this.used.filter((one) => one !== id)];
    if (!this.digits.includes(id)) {
      const free = this.digits.indexOf(null);
      if (free >= 0) this.digits[free] = id;
      else if (this.digits.length < DIGITS) this.digits.push(id);
      else {
        const oldest = [...this.digits].sort((one, other) => this.used.indexOf(other) - this.used.indexOf(one))[0];
        this.digits[this.digits.indexOf(oldest)] = id;
      }
    }
    this.draw();
  }

  // The codes in the order of the tree, each with its level, without what is folded away; while something is sought,
  // a list of what fits.
  rows() {
    const found = this.sought();
    const of = found?.length;
    if (found) return found.map((code, index) => ({ code, level: 1, place: index + 1, of, sought: true }));
    const below = new Map();
    for (const code of this.all.values()) {
      if (code.retired && !code.uses) continue; // only what was coded with it still asks for its name
      const parent = this.all.has(code.parent) ? code.parent : null;
      if (!below.has(parent)) below.set(parent, []);
      below.get(parent).push(code);
    }
    const rows = [];
    const walk = (parent, level) => {
      const siblings = below.get(parent) ?? [];
      siblings.forEach((code, index) => {
        const has = below.has(code.id);
        const open = has && !this.closed.has(code.id);
        rows.push({ code, level, has, open, place: index + 1, of: siblings.length });
        if (open) walk(code.id, level + 1);
      });
    };
    walk(null, 1);
    return rows;
  }

  draw() {
    const held = this.tree.contains(document.activeElement);
    const { page } = this;
    const rows = this.rows();
    if (!rows.some(({ code }) => code.id === this.active)) this.active = rows[0]?.code.id ?? null;
    this.label.textContent = page.text("search_codes");
    this.search.placeholder = page.text("search_codes");
    this.tree.setAttribute("aria-label", page.text("codes"));
    this.chips.setAttribute("aria-label", page.text("used_last"));
    this.tree.replaceChildren(...rows.map((row) => this.row(row)));
    const none = { role: "treeitem", class: "tlc-none", tabindex: "0", ...SILENT };
    if (!rows.length) this.tree.append(make("div", none, page.text("no_code")));
    this.drawChips();
    if (held) this.tree.querySelector('[tabindex="0"]')?.focus();
    if (document.activeElement === this.search) this.point();
  }

  row({ code, level, has, open, place, of, sought }) {
    const { page } = this;
    const digit = this.digits.indexOf(code.id) + 1;
    const uses = code.uses ? page.text("uses", { uses: code.uses }) : "";
    const key = digit ? page.text("key", { key: digit }) : "";
    const under = sought && this.all.has(code.parent) ? this.name(code.parent) : "";
    const facts = [this.name(code.id), under, code.proposed && page.text("proposed"), code.retired && page.text("retired"),
      uses, key];
    const spoken = facts.filter(Boolean).join(", ");
    const node = make("div", { role: "treeitem", class: code.applies || code.retired ? "tlc-code" : "tlc-code tlc-heading",
      id: `${page.name}-code-${code.id}`, tabindex: code.id === this.active ? "0" : "-1", "data-code": code.id,
      "aria-level": level, "aria-setsize": of, "aria-posinset": place, "aria-expanded": has ? String(open) : null,
      "aria-label": spoken, "aria-selected": String(code.id === this.active), ...SILENT });
    node.style.setProperty("--level", level - 1);
    const sign = has ? make("span", { class: "tlc-fold", "aria-hidden": "true" }, open ? "\u25BE" : "\u25B8") : null;
    const swatch = code.applies || code.retired ? make("span", { class: "tlc-swatch", "aria-hidden": "true" }) : null;
    swatch?.style.setProperty("background", `var(--tlc-c${this.colours.get(code.id)})`);
    const name = make("span", { class: "tlc-name" }, this.name(code.id));
    if (code.proposed) name.append(make("span", { class: "tlc-new" }, ` ${page.text("new")}`));
    if (code.retired) name.append(make("span", { class: "tlc-new" }, ` ${page.text("retired")}`));
    if (under) name.append(make("span", { class: "tlc-under" }, under));
    node.append(...[sign, swatch, name].filter(Boolean));
    if (code.uses) node.append(make("span", { class: "tlc-uses", "aria-hidden": "true" }, String(code.uses)));
    if (page.editor.able && code.id !== "proposed") node.append(page.editor.pencil(code));
    return node;
  }

  drawChips() {
    const shown = this.digits.map((id, index) => {
      if (!id || !this.all.has(id)) return null;
      const chip = makeButton({ class: "tlc-chip", "data-code": id, title: this.name(id),
        tabindex: "-1", "aria-keyshortcuts": String(index + 1) });
      const swatch = make("span", { class: "tlc-swatch", "aria-hidden": "true" });
      swatch.style.background = `var(--tlc-c${this.colours.get(id)})`;
      chip.append(make("kbd", { "aria-hidden": "true" }, String(index + 1)), swatch,
        make("span", { class: "tlc-name" }, this.name(id)));
      return chip;
    });
    this.chips.replaceChildren(...shown.filter(Boolean));
    this.chips.hidden = !this.chips.childElementCount || this.search.value.trim() !== "";
  }

  get nodes() {
    return [...this.tree.querySelectorAll("[data-code]")];
  }

  activate(id, { focus = false } = {}) {
    this.active = id;
    for (const node of this.nodes) {
      const here = node.dataset.code === id;
      node.tabIndex = here ? 0 : -1;
      node.setAttribute("aria-selected", String(here));
      if (here && focus) node.focus();
      if (here) node.scrollIntoView({ block: "nearest" });
    }
    if (!focus) this.point();
  }

  onTreeKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { nodes } = this;
    const here = nodes.findIndex((node) => node.dataset.code === this.active);
    const go = (index) => nodes[index] && this.activate(nodes[index].dataset.code, { focus: true });
    const open = nodes[here]?.getAttribute("aria-expanded");
    const act = {
      ArrowDown: () => go(here + 1),
      ArrowUp: () => go(here - 1),
      Home: () => go(0),
      End: () => go(nodes.length - 1),
      ArrowRight: () => (open === "false" ? this.toggle(this.active) : open === "true" && go(here + 1)),
      ArrowLeft: () => (open === "true" ? this.toggle(this.active)
        : go(nodes.findIndex((node) => node.dataset.code === this.all.get(this.active)?.parent))),
      Enter: () => (this.all.get(this.active)?.applies ? this.chosen(this.active) : this.toggle(this.active)),
      " ": () => (this.all.get(this.active)?.applies ? this.chosen(this.active) : this.toggle(this.active)),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat && (event.key === "Enter" || event.key === " ")) return;
    act();
  }

  onClick(event) {
    const id = event.target.closest("[data-code]")?.dataset.code;
    if (!id) return;
    if (event.target.closest("[data-edit]")) {
      this.page.editor.ask(id, document.activeElement);
      return;
    }
    this.active = id;
    if (!this.all.get(id).applies || event.target.closest(".tlc-fold")) this.toggle(id);
    else {
      this.activate(id);
      this.search.removeAttribute("aria-activedescendant");
      this.page.apply(id);
    }
  }

  toggle(id) {
    if (this.closed.has(id)) this.closed.delete(id);
    else this.closed.add(id);
    this.draw();
  }
}

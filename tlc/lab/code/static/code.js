// The coding page: read a session, mark words with codes, and see that each mark is on the disk.
// Words come by message, are put on the page as text and never as HTML, and are kept nowhere. A mark counts as saved
// when Python says so; until then it is drawn as "not saved yet" and waits in a queue, in order.
//
// Sections: small helpers; letters (offsets); painting; edits (the queue); codes (the tree); words (the turns);
// card; side (what stands below the codes); bar (the top); the page that holds them together.

const SECONDS_TO_SEND_AGAIN = 4;
const SECONDS_TO_GIVE_UP = 9;
const COLOURS = 10;
const DIGITS = 9;
const LANE = 5; // pixels from one underline to the next
const SILENT = { "data-lm-suppress-shortcuts": "true" }; // JupyterLab looks for it on the focused element itself
const UNSAVED = "tlc unsaved edits"; // a view that is taken away leaves them in the window's memory for the next one

// Small helpers

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null)); // a string becomes text, whatever stands in it
  return node;
}

function makeButton(attributes, ...children) {
  return make("button", { type: "button", ...attributes, ...SILENT }, ...children);
}

function filled(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// The text without capitals and diacritics, and for each of its places the place in the text as it was.
function folded(text) {
  const at = [];
  let out = "";
  let place = 0;
  for (const letter of text) {
    const plain = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    for (let index = 0; index < plain.length; index += 1) at.push(place);
    out += plain;
    place += letter.length;
  }
  at.push(place);
  return { text: out, at };
}

function places(text, sought) {
  const hay = folded(text);
  const needle = folded(sought).text.trim();
  const found = [];
  if (!needle) return found;
  for (let at = hay.text.indexOf(needle); at >= 0; at = hay.text.indexOf(needle, at + needle.length)) {
    found.push([hay.at[at], hay.at[at + needle.length]]);
  }
  return found;
}

function clock(seconds) {
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:${two((seconds / 60) % 60)}` : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

// Letters: Python counts code points, a browser counts UTF-16 units. They are exchanged here, inside one turn.

class Letters {
  constructor(text) {
    this.text = text;
    this.low = []; // where the second unit of a pair stands
    for (const pair of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) this.low.push(pair.index + 1);
  }

  point(unit) {
    let before = 0;
    while (before < this.low.length && this.low[before] < unit) before += 1;
    return unit - before;
  }

  unit(point) {
    let before = 0;
    while (before < this.low.length && this.low[before] - before - 1 < point) before += 1;
    return Math.min(point + before, this.text.length);
  }

  // No half pairs, and no white space at the ends; null when nothing is left.
  trimmed(start, end) {
    let [a, b] = [Math.max(start, 0), Math.min(end, this.text.length)];
    if (this.low.includes(a)) a -= 1;
    if (this.low.includes(b)) b += 1;
    while (a < b && /\s/.test(this.text[a])) a += 1;
    while (b > a && /\s/.test(this.text[b - 1])) b -= 1;
    return a < b ? [a, b] : null;
  }
}

const segmenters = new Map();

function segmenter(language) {
  if (!segmenters.has(language)) {
    let made = null;
    try {
      made = new Intl.Segmenter(language || undefined, { granularity: "word" });
    } catch {
      made = null; // an old browser, or a language of which it knows nothing
    }
    segmenters.set(language, made);
  }
  return segmenters.get(language);
}

function wordsOf(text, language) {
  const found = [];
  const parts = segmenter(language);
  if (parts) {
    for (const { segment, index, isWordLike } of parts.segment(text)) {
      const seen = isWordLike || /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment);
      if (seen) found.push([index, index + segment.length]);
    }
  } else {
    for (const word of text.matchAll(/\S+/g)) found.push([word.index, word.index + word[0].length]);
  }
  const whole = found.length ? null : new Letters(text).trimmed(0, text.length);
  return whole ? [whole] : found;
}

// Painting: a turn's words in segments, each with the underlines of the codings that cover it.

const DRAWN = {
  own: (colour) => `linear-gradient(${colour},${colour})`,
  other: (colour) => `repeating-linear-gradient(90deg,${colour} 0 8px,transparent 8px 12px)`,
  suggested: (colour) => `repeating-linear-gradient(90deg,${colour} 0 2px,transparent 2px 5px)`,
  unsaved: (colour) => `repeating-linear-gradient(135deg,${colour} 0 1px,transparent 1px 3px)`,
};

// Gives each mark the first line below the words that is free, and says how many lines are used.
function laid(marks) {
  const free = [];
  for (const mark of marks) {
    let lane = free.findIndex((until) => until <= mark.a);
    if (lane < 0) lane = free.length;
    free[lane] = mark.b;
    mark.lane = lane;
  }
  return free.length;
}

const styles = new Map();

// An empty span in a style; the same style is read by the browser only once.
function styled(style) {
  if (!styles.has(style)) {
    const node = make("span");
    node.style.cssText = style;
    styles.set(style, node);
  }
  return styles.get(style).cloneNode();
}

function underlined(covering, lanes) {
  const images = covering.map((mark) => DRAWN[mark.look](`var(--tlc-c${mark.colour})`));
  const heights = covering.map((mark) => `0 calc(100% - ${(lanes - 1 - mark.lane) * LANE + 1}px)`);
  const node = styled(`background-image:${images.join(",")};background-position:${heights.join(",")}`);
  node.dataset.marks = covering.map((mark) => mark.id).join(" ");
  return node;
}

// layers: [{a, b, name}] are painted as classes; a note has no letters: it is no part of any offset.
function paint(node, text, { marks = [], layers = [], notes = [] }) {
  if (!marks.length && !layers.length && !notes.length) {
    node.style.removeProperty("--tlc-lanes");
    node.textContent = text;
    return;
  }
  const lanes = laid(marks);
  const cuts = new Set([0, text.length]);
  for (const { a, b } of [...marks, ...layers]) cuts.add(a).add(b);
  for (const { at } of notes) cuts.add(at);
  const edges = [...cuts].sort((one, other) => one - other);
  const parts = [];
  const put = (at) => {
    for (const note of notes) {
      const words = note.text.replace(/^\[|\]$/g, ""); // the style puts the brackets
      if (note.at === at) parts.push(make("span", { class: "tlc-note", "data-note": words }));
    }
  };
  edges.forEach((a, index) => {
    put(a);
    const b = edges[index + 1];
    if (b === undefined) return;
    const covering = marks.filter((mark) => mark.a <= a && mark.b >= b);
    const names = layers.filter((layer) => layer.a <= a && layer.b >= b).map((layer) => layer.name);
    if (!covering.length && !names.length) {
      parts.push(text.slice(a, b));
      return;
    }
    const part = covering.length ? underlined(covering, lanes) : document.createElement("span");
    part.className = ["tlc-part", covering.length ? "tlc-marked" : "", ...new Set(names)].filter(Boolean).join(" ");
    part.textContent = text.slice(a, b);
    parts.push(part);
  });
  node.style.setProperty("--tlc-lanes", String(lanes));
  node.replaceChildren(...parts);
}

function lettersBefore(node, container, offset) {
  const range = document.createRange();
  range.setStart(node, 0);
  range.setEnd(container, offset);
  return range.toString().length;
}

// Edits: what Python has not yet said to be on the disk. One at a time is under way; the others wait in order.

class Edits {
  constructor(page) {
    this.page = page;
    this.queue = [];
    this.request = null; // a question that is no edit: hello or open
    this.count = 0;
  }

  get failed() {
    return Boolean(this.queue[0]?.failed || this.request?.failed);
  }

  ask(message) {
    this.request = { message, idle: 0, sent: 1, began: Date.now() };
    this.post(this.request);
  }

  add(message, more = {}) {
    this.count += 1;
    const edit = { message: { ...message, id: `${this.page.name}:${this.count}` }, more, idle: 0, sent: 0 };
    this.queue.push(edit);
    this.page.trouble = "";
    this.next();
    this.page.drawStatus();
    return edit;
  }

  next() {
    const first = this.queue[0];
    if (!first || first.sent || this.request?.message.type === "hello") return;
    Object.assign(first, { sent: 1, began: Date.now(), idle: 0 });
    this.post(first);
  }

  post(one) {
    try {
      this.page.model.send(one.message);
    } catch {
      one.sent = Infinity; // the clock finds that nobody answers
    }
  }

  answered(id) {
    if (!id || this.queue[0]?.message.id !== id) return null;
    return this.queue.shift(); // the next one goes when this answer is dealt with
  }

  // Takes away what waits for marks that were refused, and says how many edits that were.
  without(marks) {
    const before = this.queue.length;
    this.queue = this.queue.filter(({ message }) => !marks.includes(message.coding));
    return before - this.queue.length;
  }

  again() {
    const first = this.request ?? this.queue[0];
    if (!first) return;
    Object.assign(first, { failed: false, idle: 0, sent: 1, began: Date.now() });
    this.post(first);
    this.page.drawStatus();
  }

  tick() {
    const first = this.request ?? this.queue[0];
    if (!first || first.failed || !first.sent) return;
    first.busy = this.page.busy && Date.now() - first.began > 1000;
    if (this.page.busy) {
      first.idle = 0;
    } else {
      first.idle += 0.5;
      first.failed = first.idle >= SECONDS_TO_GIVE_UP;
      if (!first.failed && first.idle >= SECONDS_TO_SEND_AGAIN && first.sent < 2) {
        first.sent += 1; // by the same id: Python does nothing twice
        this.post(first);
      }
    }
    this.page.drawStatus();
  }

  // Unsaved edits outlive the view: the next view of the same coder in this window sends them, by the same ids.
  leave() {
    if (!this.queue.length || !this.page.coder) return;
    const left = (globalThis[UNSAVED] ??= new Map());
    const key = `${this.page.title}\n${this.page.coder.id}`;
    left.set(key, [...(left.get(key) ?? []), ...this.queue]);
    this.queue = [];
  }

  inherit() {
    const key = `${this.page.title}\n${this.page.coder?.id}`;
    const left = globalThis[UNSAVED]?.get(key);
    if (!left?.length || this.request) return;
    globalThis[UNSAVED].delete(key);
    for (const { message, more } of left) this.queue.push({ message, more, idle: 0, sent: 0, inherited: true });
    this.page.drawStatus();
    this.next();
  }
}

// Codes: the tree, its search, and the digits of the codes used last.

class Codes {
  constructor(page) {
    this.page = page;
    this.all = new Map();
    this.colours = new Map();
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
    this.node = make("div", { class: "tlc-codes" }, this.label, this.search, this.chips, this.tree);
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
      const code = event.target.closest?.("[data-code]")?.dataset.code;
      if (code) page.guarded(() => page.side.about(code));
    };
    for (const name of ["mouseover", "focusin"]) this.node.addEventListener(name, about);
  }

  take(codes) {
    this.all = new Map(codes.map((code) => [code.id, code]));
    this.colours = new Map(codes.filter((code) => code.applies).map((code, index) => [code.id, index % COLOURS]));
    if (!this.digits.length) {
      const often = codes.filter((code) => code.applies && code.uses).sort((one, other) => other.uses - one.uses);
      this.digits = often.slice(0, DIGITS).map((code) => code.id);
      this.used = [...this.digits];
    }
    this.digits = this.digits.map((id) => (this.all.has(id) ? id : null)); // a digit does not move
    this.draw();
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

  sought() {
    const words = folded(this.search.value).text.split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    const kept = new Set();
    for (const code of this.all.values()) {
      const { label, definition, include, examples, terms } = code;
      const all = [...Object.values(label), code.id, definition, include, examples, ...Object.values(terms ?? {})];
      const text = folded(all.flat().join(" ")).text;
      if (!words.every((word) => text.includes(word))) continue;
      for (let one = code; one && !kept.has(one.id); one = this.all.get(one.parent)) kept.add(one.id);
    }
    return kept;
  }

  // The codes in the order of the tree, each with its level, without what is folded away or not sought.
  rows() {
    const kept = this.sought();
    const below = new Map();
    for (const code of this.all.values()) {
      const parent = this.all.has(code.parent) ? code.parent : null;
      if (!below.has(parent)) below.set(parent, []);
      if (!kept || kept.has(code.id)) below.get(parent).push(code);
    }
    const rows = [];
    const walk = (parent, level) => {
      const siblings = below.get(parent) ?? [];
      siblings.forEach((code, index) => {
        const has = below.has(code.id);
        const open = has && (kept !== null || !this.closed.has(code.id));
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

  row({ code, level, has, open, place, of }) {
    const { page } = this;
    const digit = this.digits.indexOf(code.id) + 1;
    const uses = code.uses ? page.text("uses", { uses: code.uses }) : "";
    const key = digit ? page.text("key", { key: digit }) : "";
    const spoken = [this.name(code.id), code.proposed && page.text("proposed"), uses, key].filter(Boolean).join(", ");
    const node = make("div", { role: "treeitem", class: code.applies ? "tlc-code" : "tlc-code tlc-heading",
      id: `${page.name}-code-${code.id}`, tabindex: code.id === this.active ? "0" : "-1", "data-code": code.id,
      "aria-level": level, "aria-setsize": of, "aria-posinset": place, "aria-expanded": has ? String(open) : null,
      "aria-label": spoken, "aria-selected": String(code.id === this.active), ...SILENT });
    node.style.setProperty("--level", level - 1);
    const sign = has ? make("span", { class: "tlc-fold", "aria-hidden": "true" }, open ? "\u25BE" : "\u25B8") : null;
    const swatch = code.applies ? make("span", { class: "tlc-swatch", "aria-hidden": "true" }) : null;
    swatch?.style.setProperty("background", `var(--tlc-c${this.colours.get(code.id)})`);
    const name = make("span", { class: "tlc-name" }, this.name(code.id));
    if (code.proposed) name.append(make("span", { class: "tlc-new" }, ` ${page.text("new")}`));
    node.append(...[sign, swatch, name].filter(Boolean));
    if (code.uses) node.append(make("span", { class: "tlc-uses", "aria-hidden": "true" }, String(code.uses)));
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

  // The code to which the search points while the focus stays in it.
  point() {
    const node = this.nodes.find((one) => one.dataset.code === this.active);
    if (!node) {
      this.search.removeAttribute("aria-activedescendant");
      return;
    }
    this.search.setAttribute("aria-activedescendant", node.id);
    this.page.side.about(this.active);
  }

  goToSearch() {
    this.search.focus();
    this.search.select();
    const first = this.nodes.find((node) => this.all.get(node.dataset.code).applies);
    if (first && !this.all.get(this.active)?.applies) this.activate(first.dataset.code);
    else this.point();
  }

  onSearch() {
    this.active = null;
    this.draw();
    const first = this.nodes.find((node) => this.all.get(node.dataset.code).applies);
    if (first) this.activate(first.dataset.code);
  }

  onSearchKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const able = this.nodes.filter((node) => this.all.get(node.dataset.code).applies);
      const here = able.findIndex((node) => node.dataset.code === this.active);
      const next = able[here + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) this.activate(next.dataset.code);
    } else if (event.key === "Enter" && !event.repeat) {
      event.preventDefault();
      if (this.active && this.all.get(this.active).applies) this.chosen(this.active);
    }
  }

  chosen(id) {
    if (!this.page.apply(id)) return;
    this.search.value = "";
    this.draw();
    this.page.words.focus();
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

// Words: the turns of the open session, the cursor, and what is selected.

// Copied for each turn and each coding: much faster than to make every part anew.
const SKELETON = {
  turn: make("li", { class: "tlc-item" },
    make("div", { class: "tlc-turn", role: "group", tabindex: "-1", ...SILENT },
      make("div", { class: "tlc-turnhead" }, make("span", { class: "tlc-number" }), make("strong"),
        make("span", { class: "tlc-role" }), make("span", { class: "tlc-time" })),
      make("div", { class: "tlc-pair" }, make("p", { class: "tlc-text", dir: "auto" }))),
    make("ul", { class: "tlc-codings" }), make("div")),
  entry: make("li", {}, makeButton({ class: "tlc-entry" },
    make("span", { class: "tlc-name" }), make("span", { class: "tlc-facts" }))),
};

class Words {
  constructor(page) {
    this.page = page;
    this.turns = [];
    this.byId = new Map();
    this.list = make("ol", { class: "tlc-turns" });
    this.node = make("div", { class: "tlc-words", role: "region" }, this.list);
    this.clear();
    const on = (name, act) => this.node.addEventListener(name, (event) => page.guarded(() => act.call(this, event)));
    on("mousedown", this.onDown);
    on("keydown", this.onKey);
    on("focusin", this.onFocus);
    on("click", this.onClick);
    this.onUp = () => page.guarded(() => this.release());
    document.addEventListener("mouseup", this.onUp);
  }

  stop() {
    document.removeEventListener("mouseup", this.onUp);
  }

  clear() {
    this.pick = null; // {anchor, head}: each {i, a, b}, places in one turn
    this.cursor = null; // {i, a, b}: the word at which the keyboard stands
    this.current = null; // the mark to which m, p, i, x, a, r and e go
    this.hits = new Map(); // turn id: places that the search found
    this.hitList = [];
    this.because = null; // {turn, places}: the words that a suggestion goes by
  }

  // Drawing

  open(turns, marks) {
    const [kept, word, picked] = [this.turn?.id, this.cursor, this.spans()];
    const held = this.list.contains(document.activeElement);
    this.clear();
    this.marks = new Map();
    this.turns = turns.map((turn, i) => {
      const letters = new Letters(turn.text ?? "");
      const notes = (turn.notes ?? []).map((note) => ({ at: letters.unit(note.at), text: note.text }));
      return { ...turn, i, letters, text: letters.text, notes, marks: [], shown: true };
    });
    this.byId = new Map(this.turns.map((turn) => [turn.id, turn]));
    for (const mark of marks) this.set(mark);
    this.list.replaceChildren(...this.turns.map((turn) => this.build(turn)));
    const here = this.byId.get(kept);
    this.at = here ? here.i : 0;
    if (here && word && word.b <= here.text.length) this.cursor = { ...word, i: here.i };
    this.pickSpans(picked.filter((span) => this.byId.get(span.turn)?.text.includes(span.quote)));
    if (this.turn) this.setCurrent(this.at);
    this.filter();
    if (held) this.focus();
  }

  build(turn) {
    const id = `${this.page.name}-turn-${turn.i}`;
    turn.item = SKELETON.turn.cloneNode(true);
    [turn.node, turn.list, turn.cardNode] = turn.item.children;
    const [head, pair] = turn.node.children;
    turn.textNode = pair.firstChild;
    turn.textNode.lang = turn.language || "";
    turn.textNode.id = `${id}-text`;
    turn.node.dataset.turn = turn.i;
    turn.node.setAttribute("aria-label", this.fillHead(head, turn));
    turn.node.setAttribute("aria-describedby", `${id}-text`);
    turn.list.setAttribute("aria-label", this.page.text("codings_of", { number: turn.number }));
    if (turn.original) {
      const original = make("p", { class: "tlc-original", dir: "auto", lang: turn.original_language || "" });
      const letters = new Letters(turn.original);
      const notes = (turn.original_notes ?? []).map((note) => ({ at: letters.unit(note.at), text: note.text }));
      paint(original, turn.original, { notes });
      pair.classList.add("tlc-two");
      pair.append(original);
    }
    turn.item.classList.toggle("tlc-context", Boolean(turn.context));
    turn.item.classList.toggle("tlc-empty", Boolean(turn.empty));
    if (turn.empty) turn.textNode.append(make("span", { class: "tlc-note", "data-note": this.page.text("no_words") }));
    else this.paint(turn);
    if (turn.marks.length) this.drawList(turn);
    return turn.item;
  }

  // Number, who, in which role, when; says it in one line too.
  fillHead(head, turn) {
    const timed = turn.seconds !== null && turn.seconds !== undefined;
    const bits = [String(turn.number), turn.speaker ?? this.page.text("unknown_speaker"),
      turn.role ? this.page.role(turn.role) : "", timed ? clock(turn.seconds) : ""];
    bits.forEach((bit, index) => {
      if (bit) head.children[index].textContent = bit;
    });
    return bits.filter(Boolean).join(", ");
  }

  paint(turn) {
    if (turn.empty) return;
    const layers = [];
    for (const { a, b } of this.parts().filter((part) => part.i === turn.i)) layers.push({ a, b, name: "tlc-picked" });
    if (this.cursor?.i === turn.i) layers.push({ a: this.cursor.a, b: this.cursor.b, name: "tlc-cursor" });
    for (const [a, b] of this.hits.get(turn.id) ?? []) layers.push({ a, b, name: "tlc-hit" });
    const found = this.hitList[this.hitAt];
    if (found?.turn === turn) layers.push({ a: found.a, b: found.b, name: "tlc-hit-now" });
    const now = this.marks.get(this.current);
    if (now?.turn === turn.id && !now.adrift) layers.push({ a: now.a, b: now.b, name: "tlc-now" });
    const because = this.because?.turn === turn.id ? this.because.places : [];
    for (const [a, b] of because) layers.push({ a, b, name: "tlc-because" });
    paint(turn.textNode, turn.text, { marks: turn.marks.filter((mark) => !mark.adrift), layers, notes: turn.notes });
  }

  drawList(turn) {
    const held = turn.list.contains(document.activeElement) ? document.activeElement.dataset.mark : null;
    const open = turn.i === this.at ? 0 : -1;
    const entries = turn.marks.map((mark) => {
      const entry = SKELETON.entry.cloneNode(true);
      const button = entry.firstChild;
      const [name, facts] = button.children;
      const swatch = styled(`background-image:${DRAWN[mark.look](`var(--tlc-c${mark.colour})`)}`);
      swatch.className = "tlc-swatch"; // it has no text: nothing is read aloud
      button.prepend(swatch);
      button.classList.add(`tlc-${mark.look}`);
      button.dataset.mark = mark.id;
      button.tabIndex = open;
      if (mark.id === this.current) button.setAttribute("aria-current", "true");
      name.textContent = this.page.codes.name(mark.code);
      facts.textContent = ` \u2014 ${this.facts(mark).join("; ")}`;
      return entry;
    });
    turn.list.replaceChildren(...entries);
    if (held !== null) (turn.list.querySelector(`[data-mark="${CSS.escape(held)}"]`) ?? turn.node).focus();
  }

  facts(mark) {
    const { page } = this;
    const facts = [mark.own ? page.text("you") : mark.who || mark.coder];
    if (mark.status === "suggested") facts.push(page.text(page.agreed ? "waits" : "suggested"));
    if (mark.unsaved) facts.push(page.text("not_saved_yet"));
    if (mark.adrift) facts.push(page.text("adrift"));
    if (mark.memo) facts.push(page.text("memo"));
    if (mark.prompted === true) facts.push(page.text("prompted"));
    if (mark.prompted === false) facts.push(page.text("unprompted"));
    if (mark.serious) facts.push(page.text("serious"));
    return facts;
  }

  // Marks

  set(mark) {
    const turn = this.byId.get(mark.turn);
    if (!turn || mark.status === "rejected") return null;
    this.drop(mark.id);
    const kept = { ...mark, a: turn.letters.unit(mark.start), b: turn.letters.unit(mark.end) };
    kept.colour = this.page.codes.colours.get(mark.code) ?? 0;
    kept.look = mark.unsaved ? "unsaved" : mark.status === "suggested" ? "suggested" : mark.own ? "own" : "other";
    this.marks.set(kept.id, kept);
    turn.marks.push(kept);
    turn.marks.sort((one, other) => one.a - other.a || other.b - one.b || (one.id < other.id ? -1 : 1));
    return turn;
  }

  drop(id) {
    const mark = this.marks?.get(id);
    if (!mark) return null;
    this.marks.delete(id);
    const turn = this.byId.get(mark.turn);
    turn.marks = turn.marks.filter((one) => one.id !== id);
    return turn;
  }

  // Puts and takes marks, and paints each turn that changed once.
  change(put, gone) {
    const changed = new Set();
    for (const id of gone) changed.add(this.drop(id));
    for (const mark of put) changed.add(this.set(mark));
    changed.delete(null);
    for (const turn of changed) this.refresh(turn);
    if (this.current && !this.marks.has(this.current)) this.select(null);
    return changed;
  }

  refresh(turn) {
    this.paint(turn);
    this.drawList(turn);
    this.filterOne(turn);
    if (this.page.card.turn === turn) this.page.card.draw();
  }

  select(id) {
    const touched = new Set([this.marks?.get(this.current)?.turn, this.because?.turn]);
    this.current = id;
    const mark = this.marks?.get(id);
    const turn = mark && this.byId.get(mark.turn);
    const units = (places) => places.map(([start, end]) => [turn.letters.unit(start), turn.letters.unit(end)]);
    this.because = mark?.words?.length ? { turn: mark.turn, places: units(mark.words) } : null;
    touched.add(mark?.turn);
    for (const one of touched) {
      const changed = this.byId.get(one);
      if (!changed) continue;
      this.paint(changed);
      for (const button of changed.list.querySelectorAll("[data-mark]")) {
        if (button.dataset.mark === id) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    }
  }

  marksAt(place = this.cursor) {
    const turn = place && this.turns[place.i];
    if (!turn) return [];
    const end = Math.max(place.b, place.a + 1);
    return turn.marks.filter((mark) => !mark.adrift && mark.a < end && mark.b > place.a);
  }

  // Where we are

  get turn() {
    return this.turns[this.at] ?? null;
  }

  focus() {
    this.turn?.node.focus({ preventScroll: true });
  }

  onFocus(event) {
    const node = event.target.closest("[data-turn]");
    if (node && Number(node.dataset.turn) !== this.at) this.setCurrent(Number(node.dataset.turn));
  }

  setCurrent(at) {
    const before = this.turns[this.at];
    const tabs = (turn, value) => {
      turn.node.tabIndex = value;
      for (const button of turn.list.querySelectorAll("button")) button.tabIndex = value;
    };
    if (before) {
      tabs(before, -1);
      before.item.classList.remove("tlc-here");
    }
    this.at = at;
    tabs(this.turn, 0);
    this.turn.item.classList.add("tlc-here");
  }

  goTo(i, { focus = true, place = null } = {}) {
    if (!this.turns[i]) return;
    this.setCurrent(i);
    this.moveCursor(place ?? this.word(i, 0));
    if (focus) this.focus();
    this.turns[i].item.scrollIntoView({ block: "nearest" });
  }

  moveCursor(place) {
    const before = this.cursor;
    this.cursor = place;
    const touched = new Set([before?.i, place?.i]);
    for (const i of touched) if (this.turns[i]) this.paint(this.turns[i]);
    this.turns[place?.i]?.textNode.querySelector(".tlc-cursor")?.scrollIntoView({ block: "nearest" });
  }

  // Words

  wordsIn(turn) {
    turn.words ??= wordsOf(turn.text, turn.language).map(([a, b]) => ({ i: turn.i, a, b }));
    return turn.words;
  }

  shownFrom(i, step) {
    let at = i + step;
    while (this.turns[at] && (!this.turns[at].shown || this.turns[at].empty)) at += step;
    return this.turns[at] ?? null;
  }

  word(i, unit) {
    const words = this.turns[i] ? this.wordsIn(this.turns[i]) : [];
    return words.find((word) => word.b > unit) ?? words.at(-1) ?? null;
  }

  wordAfter({ i, b }) {
    const turn = this.shownFrom(i, 1);
    return this.wordsIn(this.turns[i]).find((word) => word.a >= b) ?? (turn && this.wordsIn(turn)[0]) ?? null;
  }

  wordBefore({ i, a, b }) {
    const until = a === b ? a - 1 : a; // after a selection by the mouse the head has no width
    const turn = this.shownFrom(i, -1);
    const before = this.wordsIn(this.turns[i]).filter((word) => word.b <= until);
    return before.at(-1) ?? (turn && this.wordsIn(turn).at(-1)) ?? null;
  }

  // The selection

  // The selected parts, in order: [{i, a, b}], one for each turn, trimmed.
  parts() {
    if (!this.pick) return [];
    const { anchor, head } = this.pick;
    const order = (one, other) => one.i - other.i || one.a - other.a;
    const [first] = [anchor, head].sort(order);
    const last = [anchor, head].sort((one, other) => one.i - other.i || one.b - other.b)[1];
    const parts = [];
    for (let i = first.i; i <= last.i; i += 1) {
      const turn = this.turns[i];
      if (turn.empty || !turn.shown) continue;
      const part = turn.letters.trimmed(i === first.i ? first.a : 0, i === last.i ? last.b : turn.text.length);
      if (part) parts.push({ i, a: part[0], b: part[1] });
    }
    return parts;
  }

  spans() {
    return this.parts().map(({ i, a, b }) => {
      const { id, letters, text } = this.turns[i];
      return { turn: id, start: letters.point(a), end: letters.point(b), quote: text.slice(a, b) };
    });
  }

  pickSpans(spans) {
    const ends = spans.map(({ turn, start, end }) => {
      const { i, letters } = this.byId.get(turn);
      return { i, a: letters.unit(start), b: letters.unit(end) };
    });
    if (ends.length) this.setPick({ anchor: { ...ends[0], b: ends[0].a }, head: { ...ends.at(-1), a: ends.at(-1).b } });
  }

  setPick(pick) {
    const before = this.parts();
    this.pick = pick;
    const touched = new Set([...before, ...this.parts()].map((part) => part.i));
    for (const i of touched) this.paint(this.turns[i]);
    this.page.drawPicked();
  }

  announcePick() {
    const spans = this.spans();
    const words = spans.map((span) => span.quote).join(" / ");
    if (!spans.length) this.page.announce("");
    else if (words.length < 120) this.page.announce(this.page.text("selected", { words }));
    else this.page.announce(this.page.text("selected_long", { start: words.slice(0, 50), end: words.slice(-50) }));
  }

  // What the mouse has selected, or null.
  selected() {
    const selection = document.getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.list)) return null;
    const touched = this.turns.filter((turn) => turn.shown && !turn.empty && range.intersectsNode(turn.textNode));
    const parts = touched.map((turn) => {
      const node = turn.textNode;
      const has = (container) => node.contains(container);
      const a = has(range.startContainer) ? lettersBefore(node, range.startContainer, range.startOffset) : 0;
      const b = has(range.endContainer) ? lettersBefore(node, range.endContainer, range.endOffset) : turn.text.length;
      const part = turn.letters.trimmed(a, b);
      return part && { i: turn.i, a: part[0], b: part[1] };
    }).filter(Boolean);
    if (!parts.length) return null;
    const [first, last] = [parts[0], parts.at(-1)];
    return { anchor: { ...first, b: first.a }, head: { ...last, a: last.b } };
  }

  // The letter under the mouse, as a place of no width.
  under(event) {
    const node = event.target.closest?.(".tlc-text");
    const i = Number(node?.closest("[data-turn]")?.dataset.turn ?? -1);
    const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const range = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const [container, offset] = [caret?.offsetNode ?? range?.startContainer, caret?.offset ?? range?.startOffset];
    if (!node || !container || !node.contains(container)) return null;
    const a = lettersBefore(node, container, offset);
    return { i, a, b: a };
  }

  onDown(event) {
    if (event.button !== 0) return;
    this.down = !event.target.closest("button, .tlc-card");
    if (!event.shiftKey || !event.target.closest(".tlc-text")) return;
    const place = this.under(event);
    const from = this.pick?.anchor ?? this.cursor;
    if (!place || !from) return;
    event.preventDefault(); // the browser would begin anew
    this.down = false;
    this.extended = true;
    this.setCurrent(place.i);
    this.focus();
    this.setPick({ anchor: from, head: place });
    this.announcePick();
  }

  release() {
    if (!this.down) return;
    this.down = false;
    this.take();
  }

  take() {
    const pick = this.selected();
    if (!pick) return false;
    document.getSelection().removeAllRanges();
    this.extended = true; // the click that follows is the end of this selection
    if (this.at !== pick.head.i) this.setCurrent(pick.head.i);
    this.cursor = null;
    this.setPick(pick);
    this.focus();
    this.announcePick();
    return true;
  }

  onClick(event) {
    const extended = this.extended;
    this.extended = false;
    const entry = event.target.closest(".tlc-entry");
    if (entry) {
      this.page.openMark(entry.dataset.mark, { focus: true });
      return;
    }
    if (extended || !event.target.closest(".tlc-text")) return;
    const place = this.under(event);
    if (!place) return;
    this.setPick(null);
    this.setCurrent(place.i);
    this.moveCursor(this.word(place.i, place.a));
    this.focus();
    const ids = event.target.closest("[data-marks]")?.dataset.marks.split(" ") ?? [];
    if (!ids.length) {
      this.page.card.close();
      return;
    }
    const next = ids[(ids.indexOf(this.current) + 1) % ids.length]; // a further click opens the next one
    this.page.openMark(next);
  }

  // Keys

  onKey(event) {
    const at = event.target.closest("[data-turn]");
    if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: [1, "turn"], ArrowUp: [-1, "turn"], ArrowRight: [1, "word"], ArrowLeft: [-1, "word"],
      Home: [-1, "end"], End: [1, "end"] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    let [way, by] = step;
    if (by === "word" && getComputedStyle(this.turn.textNode).direction === "rtl") way = -way;
    if (event.shiftKey) this.extend(way, by);
    else this.move(way, by);
  }

  move(way, by) {
    this.setPick(null);
    if (by === "turn") {
      const turn = this.shownFrom(this.at, way);
      if (turn) this.goTo(turn.i);
      return;
    }
    const from = this.cursor?.i === this.at ? this.cursor : null;
    const words = this.wordsIn(this.turn);
    let place = way > 0 ? words.at(-1) : words[0];
    if (by === "word") place = !from ? words[0] : way > 0 ? this.wordAfter(from) : this.wordBefore(from);
    if (!place) return;
    if (place.i !== this.at) this.goTo(place.i, { place });
    else this.moveCursor(place);
    this.page.announce(this.said(place));
  }

  // The word, and the codes on it.
  said(place) {
    const codes = this.marksAt(place).map((mark) => this.page.codes.name(mark.code));
    return [this.turns[place.i].text.slice(place.a, place.b), ...codes].join(", ");
  }

  extend(way, by) {
    const start = this.cursor?.i === this.at ? this.cursor : this.word(this.at, 0);
    if (!start) return;
    let { anchor, head } = this.pick ?? { anchor: start, head: null };
    if (by === "word") head = !head ? start : ((way > 0 ? this.wordAfter(head) : this.wordBefore(head)) ?? head);
    else head = this.farther(head ?? start, way, by);
    if (head.i !== this.at) {
      this.setCurrent(head.i);
      this.focus();
      this.turn.item.scrollIntoView({ block: "nearest" });
    }
    this.setPick({ anchor, head });
    this.moveCursor(head.a === head.b ? null : head);
    this.announcePick();
  }

  // To the end of this turn; from there on to the end of the next one.
  farther(head, way, by) {
    const end = (turn) => (way > 0 ? this.wordsIn(turn).at(-1) : this.wordsIn(turn)[0]);
    const here = end(this.turns[head.i]);
    const beyond = way > 0 ? head.b < here.b : head.a > here.a;
    const turn = beyond || by === "end" ? null : this.shownFrom(head.i, way);
    return turn ? end(turn) : here;
  }

  wholeTurn() {
    if (!this.turn || this.turn.empty) return;
    const end = this.turn.text.length;
    this.setPick({ anchor: { i: this.at, a: 0, b: 0 }, head: { i: this.at, a: end, b: end } });
    this.announcePick();
  }

  // Filters and finding

  filter() {
    for (const turn of this.turns) this.filterOne(turn);
    this.page.bar.drawCount();
  }

  filterOne(turn) {
    const { speaker, code, status } = this.page.bar.filters;
    const own = turn.marks.some((mark) => mark.own && !mark.adrift);
    const is = {
      "": true,
      coded: own,
      uncoded: !own && !turn.context && !turn.empty,
      suggested: turn.marks.some((mark) => mark.status === "suggested"),
      adrift: turn.marks.some((mark) => mark.adrift),
    };
    // A turn that is being worked on does not vanish under somebody's hands.
    const held = turn.shown && turn.item.contains(document.activeElement);
    turn.shown = held || ((!speaker || speaker === turn.speaker) && is[status]
      && (!code || turn.marks.some((mark) => mark.code === code)));
    turn.item.hidden = !turn.shown;
  }

  uncoded() {
    const round = [...this.turns.slice(this.at + 1), ...this.turns.slice(0, this.at + 1)];
    const counts = (turn) => turn.shown && !turn.context && !turn.empty;
    return round.find((turn) => counts(turn) && !turn.marks.some((mark) => mark.own)) ?? null;
  }

  // The next suggestion after the current one, in the order of the text.
  suggestion() {
    const all = this.turns.filter((turn) => turn.shown).flatMap((turn) => turn.marks)
      .filter((mark) => mark.status === "suggested" && !mark.unsaved && !mark.deciding);
    const now = this.marks?.get(this.current) ?? this.left;
    const here = now ? { i: this.byId.get(now.turn)?.i ?? 0, a: now.a } : { i: this.at, a: this.cursor?.a ?? 0 };
    const later = (mark) => {
      const { i } = this.byId.get(mark.turn);
      if (i !== here.i) return i > here.i;
      return mark.a > here.a || (mark.a === here.a && mark.id > (now?.id ?? ""));
    };
    return all.find(later) ?? all[0] ?? null;
  }

  find(sought) {
    const before = [...this.hits.keys()];
    this.hits.clear();
    this.hitList = [];
    this.hitAt = -1;
    for (const turn of sought.trim() ? this.turns : []) {
      const found = turn.shown ? places(turn.text, sought) : [];
      if (!found.length) continue;
      this.hits.set(turn.id, found);
      for (const [a, b] of found) this.hitList.push({ turn, i: turn.i, a, b });
    }
    for (const id of new Set([...before, ...this.hits.keys()])) this.paint(this.byId.get(id));
    return this.hitList.length;
  }

  findNext(step) {
    const hits = this.hitList;
    if (!hits.length) return;
    const before = hits[this.hitAt];
    const first = () => Math.max(0, hits.findIndex((hit) => hit.i >= this.at)); // begin where one reads
    this.hitAt = this.hitAt < 0 ? first() : (this.hitAt + step + hits.length) % hits.length;
    const now = hits[this.hitAt];
    this.setCurrent(now.i);
    if (before) this.paint(before.turn);
    this.moveCursor(this.word(now.i, now.a));
    now.turn.item.scrollIntoView({ block: "nearest" });
    now.turn.textNode.querySelector(".tlc-hit-now")?.scrollIntoView({ block: "nearest" });
  }
}

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
    const shape = [mark.id, mark.look, mark.code, this.page.language, ...group.map((one) => one.id),
      ...here.map((one) => one.id)].join(" ");
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
    this.memo.addEventListener("blur", () => page.guarded(() => this.building || this.flush()));
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
    if (mark.because) parts.push(make("p", { class: "tlc-reason" }, `${page.text("because")} `, mark.because));
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

// Bar: the sessions, the tools, finding and filtering.

class Bar {
  constructor(page) {
    this.page = page;
    this.filters = { speaker: "", code: "", status: "" };
    this.top = make("div", { class: "tlc-top" });
    this.tools = make("div", { class: "tlc-tools", role: "toolbar" });
    this.ask = make("div", { class: "tlc-ask", role: "group" });
    this.ask.hidden = true;
    this.finder = make("div", { class: "tlc-finder", role: "search" });
    this.finder.hidden = true;
    this.count = make("span", { class: "tlc-soft" });
    this.node = make("div", { class: "tlc-bar" }, this.top, this.tools, this.ask, this.finder);
  }

  button(name, text, act, { key = "", ...more } = {}) {
    const node = makeButton({ "data-tool": name, "aria-keyshortcuts": key || null, ...more });
    if (key) node.append(make("kbd", { "aria-hidden": "true" }, key.toUpperCase()), " ");
    node.append(text);
    node.addEventListener("click", () => this.page.guarded(act));
    return node;
  }

  // Draws a part anew and leaves the focus on the same tool.
  fill(part, ...nodes) {
    const name = part.contains(document.activeElement) ? document.activeElement.dataset.tool : null;
    part.replaceChildren(...nodes);
    if (name) (part.querySelector(`[data-tool="${name}"]:not(:disabled)`) ?? this.page.words.turn?.node)?.focus();
  }

  sessionName(session) {
    const { page } = this;
    const name = session.label && session.label !== session.id ? `${session.id} ${session.label}` : session.id;
    const done = page.text("turns_coded", { coded: session.coded, turns: session.turns });
    return `${name}: ${done}${session.finished ? ` (${page.text("finished")})` : ""}`;
  }

  draw() {
    const { page } = this;
    const ids = [...page.sessions.keys()];
    const at = ids.indexOf(page.session);
    const options = [...page.sessions.values()].map((session) =>
      make("option", { value: session.id, selected: session.id === page.session }, this.sessionName(session)));
    if (at < 0) options.unshift(make("option", { value: "", selected: true }, page.text("choose_session")));
    const chooser = make("select", { id: `${page.name}-sessions`, "data-tool": "sessions", ...SILENT }, ...options);
    chooser.addEventListener("change", () => page.guarded(() => chooser.value && page.openSession(chooser.value)));
    const label = make("label", { class: "tlc-heard", for: chooser.id }, page.text("session"));
    const go = (step) => ids[at + step] && page.openSession(ids[at + step]);
    const step = (name, sign, way) => this.button(name, sign, () => go(way), { "aria-label": page.text(name),
      title: page.text(name), "aria-disabled": at < 0 || !ids[at + way] ? "true" : null });
    const parts = [label, chooser, step("previous_session", "\u2039", -1), step("next_session", "\u203A", 1)];
    const now = page.sessions.get(page.session);
    if (now) parts.push(...this.progress(now));
    parts.push(make("span", { class: "tlc-space" }));
    for (const one of Object.keys(page.wording).filter((each) => each !== page.language)) {
      parts.push(this.button(`language-${one}`, page.wording[one].language, () => page.speak(one), { lang: one }));
    }
    this.fill(this.top, ...parts);
    this.drawTools(now);
  }

  progress(now) {
    const { page } = this;
    const said = page.text("turns_coded", { coded: now.coded, turns: now.turns });
    const bar = make("progress", { max: Math.max(now.turns, 1), value: now.coded, "aria-label": said, title: said });
    const box = make("input", { type: "checkbox", "data-tool": "finished", ...SILENT });
    box.checked = now.finished;
    const finish = () => page.edits.add({ type: "finish", session: now.id, yes: box.checked });
    box.addEventListener("change", () => page.guarded(finish));
    return [bar, make("label", { class: "tlc-check" }, box, ` ${page.text("finished")}`)];
  }

  drawTools(now) {
    const { page } = this;
    const off = (yes) => (yes ? { "aria-disabled": "true" } : {});
    const back = (name, key, step) => this.button(name, page.text(name), () => page.undo(name),
      { key, title: this.stepName(`${name}_this`, step), ...off(step === null) });
    const nodes = [back("undo", "z", page.canUndo), back("redo", "y", page.canRedo)];
    if (now) {
      const open = { key: "f", "aria-expanded": String(!this.finder.hidden) };
      nodes.push(
        this.button("uncoded", page.text("next_uncoded"), () => page.nextUncoded(), { key: "n" }),
        this.button("propose", page.text("propose_short"), () => page.side.propose(),
          { key: "b", title: page.text("propose") }),
        ...(page.agreed ? this.agreedTools(now) : this.suggestionTools(now)),
        this.button("find", page.text("find_filter"), () => this.toggleFinder(), open),
      );
    }
    nodes.push(this.button("keys", page.text("keys"), () => page.side.keys(), { key: "?" }));
    this.tools.setAttribute("aria-label", page.text("tools"));
    this.fill(this.tools, ...nodes);
  }

  stepName(key, step) {
    if (step === undefined) return this.page.text(key.split("_")[0]); // nobody has said yet
    return step ? this.page.text(key, { step: this.page.table("steps")[step] ?? step }) : this.page.text(`${key}_none`);
  }

  suggestionTools(now) {
    const { page } = this;
    const nodes = [];
    if (now.suggestions_shown) nodes.push(this.nextSuggestion());
    else nodes.push(this.button("suggestions", page.text("show_suggestions"), () => this.askToShow("suggestions")));
    if (!now.others_shown) nodes.push(this.button("others", page.text("show_others"), () => this.askToShow("others")));
    return nodes;
  }

  waiting(which = () => true) {
    const marks = [...(this.page.words.marks?.values() ?? [])];
    return marks.filter((mark) => mark.status === "suggested" && which(mark)).length;
  }

  nextSuggestion() {
    const { page } = this;
    const count = this.waiting();
    const said = page.agreed ? page.text("next_difference", { count }) : page.text("next_suggestion", { count });
    return this.button("suggestion", said, () => this.page.nextSuggestion(), { key: "s" });
  }

  agreedTools(now) {
    const { page } = this;
    const all = this.waiting((mark) => mark.agreement === "all");
    const nodes = [this.nextSuggestion()];
    if (all) {
      const decide = () => page.edits.add({ type: "decide_all", session: now.id });
      nodes.push(this.button("decide_all", page.text("accept_all", { count: all }), decide));
    }
    return nodes;
  }

  // Once only, and remembered: what somebody else found changes how one reads.
  askToShow(what) {
    const { page } = this;
    const close = (tool) => {
      this.ask.hidden = true;
      this.ask.replaceChildren();
      (this.tools.querySelector(`[data-tool="${tool}"]`) ?? page.words.turn?.node)?.focus();
    };
    const yes = this.button("show", page.text("show_yes"), () => {
      page.edits.add({ type: "show", session: page.session, what });
      close("suggestion");
    }, { class: "tlc-first" });
    const no = this.button("show_no", page.text("show_no"), () => close(what));
    const said = page.text(`ask_${what}`);
    this.ask.hidden = false;
    this.ask.setAttribute("aria-label", said);
    this.ask.replaceChildren(make("p", {}, said), make("div", { class: "tlc-line" }, yes, no));
    yes.focus();
  }

  toggleFinder(open = this.finder.hidden) {
    this.finder.hidden = !open;
    if (open && !this.finder.childElementCount) this.drawFinder();
    this.tools.querySelector('[data-tool="find"]')?.setAttribute("aria-expanded", String(open));
    if (open) {
      this.input.focus();
      this.input.select();
    } else {
      this.page.words.find("");
      Object.assign(this.filters, { speaker: "", code: "", status: "" });
      this.finder.replaceChildren();
      this.page.words.filter();
      this.page.words.focus();
    }
  }

  drawFinder() {
    const { page } = this;
    const sought = this.input?.value ?? "";
    const id = `${page.name}-find`;
    const field = { type: "search", id, autocomplete: "off", spellcheck: "false", "data-tool": "input", ...SILENT };
    this.input = make("input", field);
    this.input.value = this.finder.childElementCount ? sought : "";
    this.said = make("span", { class: "tlc-soft", "aria-live": "polite" });
    this.input.addEventListener("input", () => page.guarded(() => this.drawHits(page.words.find(this.input.value))));
    this.input.addEventListener("keydown", (event) => page.guarded(() => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    }));
    const step = (name, sign, way) => this.button(name, sign, () => this.step(way),
      { "aria-label": page.text(name), title: page.text(name) });
    const line = make("div", { class: "tlc-line" }, make("label", { for: id }, page.text("find")), this.input,
      step("hit_before", "\u2039", -1), step("hit_after", "\u203A", 1),
      this.said, this.button("everywhere", page.text("find_everywhere"), () => this.everywhere()));
    this.fill(this.finder, line, make("div", { class: "tlc-line" }, ...this.choosers(), this.count));
    this.drawCount();
  }

  choosers() {
    const { page } = this;
    const names = new Set(page.words.turns.map((turn) => turn.speaker).filter(Boolean));
    const speakers = [...names].map((one) => [one, one]);
    const coded = new Set([...(page.words.marks?.values() ?? [])].map((mark) => mark.code));
    const known = [...page.codes.all.keys()].filter((code) => coded.has(code));
    const codes = known.map((code) => [code, page.codes.name(code)]);
    const statuses = ["coded", "uncoded", "suggested", "adrift"].map((one) => [one, page.text(`filter_${one}`)]);
    return Object.entries({ speaker: speakers, code: codes, status: statuses }).map(([name, values]) => {
      const options = [["", page.text(`filter_${name}_all`)], ...values].map(([value, text]) =>
        make("option", { value, selected: value === this.filters[name] }, text));
      const about = { "aria-label": page.text(`filter_${name}`), "data-tool": `filter-${name}`, ...SILENT };
      const select = make("select", about, ...options);
      select.addEventListener("change", () => page.guarded(() => {
        this.filters[name] = select.value;
        page.words.filter();
        this.drawHits(page.words.find(this.input.value));
      }));
      return select;
    });
  }

  drawCount() {
    const { turns } = this.page.words;
    const shown = turns.filter((turn) => turn.shown).length;
    this.count.textContent = this.page.text("shown", { shown, turns: turns.length });
  }

  drawHits(hits) {
    const { page } = this;
    const at = page.words.hitAt + 1;
    const said = at ? page.text("hit_of", { at, hits }) : page.text("hits", { hits });
    this.said.textContent = this.input.value.trim() ? said : "";
  }

  step(way) {
    this.page.words.findNext(way);
    this.drawHits(this.page.words.hitList.length);
  }

  everywhere() {
    const text = this.input.value.trim();
    if (!text) {
      this.input.focus();
      return;
    }
    this.page.finding = text;
    this.page.edits.ask({ type: "find", text });
    this.page.drawStatus();
  }
}

// Page: holds the parts together, speaks with Python, and says whether all is saved.

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
    this.said = ["", ""];
    this.edits = new Edits(this);
    this.side = new Side(this);
    this.card = new Card(this);
    this.words = new Words(this);
    this.codes = new Codes(this);
    this.bar = new Bar(this);
    this.status = make("p", { class: "tlc-status", role: "status", "aria-live": "polite" });
    this.again = makeButton({ class: "tlc-again" });
    this.again.hidden = true;
    this.again.addEventListener("click", () => this.guarded(() => this.edits.again()));
    this.heard = make("p", { class: "tlc-heard", "aria-live": "polite" });
    this.picked = make("p", { class: "tlc-pickline", "aria-hidden": "true" });
    const statusLine = make("div", { class: "tlc-statusline" }, this.status, this.again);
    const side = make("div", { class: "tlc-side" }, this.codes.node, this.side.node);
    this.body = make("div", { class: "tlc-body" }, this.words.node, side);
    this.start = make("div", { class: "tlc-start" });
    this.body.hidden = true;
    this.root = make("section", { class: "tlc-coding" }, this.bar.node, statusLine, this.start, this.body, this.heard);
    this.root.addEventListener("keydown", (event) => this.guarded(() => this.onKey(event)));
    this.root.addEventListener("keyup", (event) => event.stopPropagation());
    this.root.addEventListener("copy", (event) => this.guarded(() => this.onCopy(event)));
    this.onMessage = (message) => this.guarded(() => this.hear(message));
    this.onLive = () => this.guarded(() => this.hello());
    this.onLeave = (event) => {
      if (!this.edits.queue.length && !this.card.written) return;
      event.preventDefault();
      event.returnValue = "";
    };
    model.on("msg:custom", this.onMessage);
    model.on("comm_live_update", this.onLive); // the kernel was restarted, or came back
    window.addEventListener("beforeunload", this.onLeave);
    this.clock = setInterval(() => this.guarded(() => this.tick()), 500);
    el.append(this.root);
    this.hello();
  }

  stop() {
    this.card.flush();
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

  // Texts

  text(key, values) {
    const texts = this.wording?.[this.language] ?? this.wording?.en;
    return filled(texts?.[key] ?? (key === "gone" ? "NOT CONNECTED. Run all cells again." : "..."), values);
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
    const { queue, request, failed } = this.edits;
    const count = queue.length;
    let [text, mood] = this.said;
    if (failed) {
      const gone = request?.failed && request.message.type === "hello";
      [text, mood] = [this.text(gone ? "gone" : count ? "no_answer" : "no_answer_open", { count }), "bad"];
      if (gone && count) text += ` ${this.text("kept_here", { count })}`;
    } else if (count) {
      [text, mood] = [this.text((request ?? queue[0]).busy ? "waiting" : "saving", { count }), "wait"];
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
    if (this.side.kind === "about") this.side.rest();
    if (this.session) {
      const marks = [...(this.words.marks?.values() ?? [])];
      const open = this.card.id;
      this.card.close();
      this.words.open(this.words.turns.map((turn) => this.raw.get(turn.id)), marks);
      if (open && this.words.marks.has(open)) this.openMark(open);
    }
    this.bar.draw();
    if (!this.bar.finder.hidden) this.bar.drawFinder();
    this.drawStart();
    this.drawStatus();
  }

  // The list of sessions, until one is open.
  drawStart() {
    this.start.hidden = Boolean(this.session ?? this.wanted) || !this.wording;
    this.body.hidden = !this.session;
    this.start.replaceChildren();
    if (this.start.hidden) return;
    const rows = [...this.sessions.values()].map((session) => {
      const button = makeButton({}, make("strong", {}, this.bar.sessionName(session)),
        make("progress", { max: Math.max(session.turns, 1), value: session.coded, "aria-hidden": "true" }));
      button.addEventListener("click", () => this.guarded(() => this.openSession(session.id)));
      return make("li", {}, button);
    });
    const said = this.text(rows.length ? "choose_session" : "no_sessions");
    this.start.replaceChildren(make("p", {}, said), make("ul", {}, ...rows));
  }

  // Messages

  hello() {
    this.edits.ask({ type: "hello" });
    if (this.model.comm_live === false) this.edits.request.failed = true; // the notebook was restarted: nobody hears
    this.drawStatus();
  }

  tick() {
    this.edits.tick();
    this.edits.inherit();
  }

  openSession(id) {
    this.card.flush();
    this.wanted = id;
    this.edits.ask({ type: "open", session: id });
    this.drawStatus();
  }

  hear(message) {
    const act = { welcome: this.onWelcome, session: this.onSession, saved: this.onSaved, refused: this.onRefused,
      anew: this.hello, found: this.onFound }[message.type];
    if (!act || (!this.wording && message.type !== "welcome")) return;
    act.call(this, message);
    this.edits.next();
  }

  answered(...types) {
    const yes = types.includes(this.edits.request?.message.type);
    if (yes) this.edits.request = null;
    return yes;
  }

  onWelcome(message) {
    const own = this.answered("hello");
    if (!own && this.wording) return; // another view's
    this.wording = message.wording;
    this.language ??= message.language in message.wording ? message.language : "en";
    Object.assign(this, { coder: message.coder, title: message.title, agreed: message.agreed,
      named: message.between ?? [], canUndo: message.undo, canRedo: message.redo });
    this.sessions = new Map(message.sessions.map((session) => [session.id, session]));
    this.codes.take(message.codes);
    const open = this.session ?? this.wanted ?? message.open;
    this.wanted = this.sessions.has(open) ? open : null;
    this.drawAll();
    if (this.wanted) this.openSession(open);
    if (this.edits.queue[0]?.sent) this.edits.queue[0].sent = 0; // sent to a notebook that was gone; the id is the same
    Object.assign(this.edits.queue[0] ?? {}, { failed: false });
    this.edits.next();
    this.drawStatus();
  }

  onSession(message) {
    if (message.session !== this.wanted) return; // another view's
    this.answered("open");
    const other = this.session !== message.session;
    const held = this.root.contains(document.activeElement);
    this.session = message.session;
    this.raw = new Map(message.turns.map((turn) => [turn.id, turn]));
    const shown = this.card.id;
    if (other) {
      this.card.close();
      this.words.at = 0;
      this.words.turns = [];
      this.words.cursor = null;
      this.words.pick = null;
      Object.assign(this.bar.filters, { speaker: "", code: "", status: "" });
    }
    const waiting = this.edits.queue.flatMap(({ more }) => more.put ?? []);
    this.card.node.remove();
    this.words.open(message.turns, [...message.marks, ...waiting]);
    this.between = this.named.length ? this.named : this.seen(message.marks);
    this.drawStart();
    this.bar.draw();
    if (!this.bar.finder.hidden) this.bar.drawFinder();
    if (other) this.words.node.scrollTop = 0;
    if (!other && shown && this.words.marks.has(shown)) this.openMark(shown);
    if (other && (held || this.going) && !this.bar.top.contains(document.activeElement)) this.words.focus();
    if (this.going) this.arrive();
    this.drawStatus();
  }

  seen(marks) {
    const coders = new Map();
    for (const mark of marks) if (!mark.own) coders.set(mark.coder, { id: mark.coder, name: mark.who });
    return [...coders.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  onSaved(message) {
    const edit = this.edits.answered(message.to);
    for (const session of message.sessions ?? []) this.sessions.set(session.id, session);
    const put = message.put ?? [];
    const gone = [...(message.gone ?? []), ...(edit?.more.put ?? []).map((mark) => mark.id)];
    const decided = edit?.message.suggestion;
    if (decided && !put.some((mark) => mark.id === decided)) {
      this.words.left = this.words.marks?.get(decided); // from here to the next one
      gone.push(decided);
    }
    if (message.codes) this.codes.take(message.codes);
    else this.count(put, gone);
    [this.canUndo, this.canRedo] = [message.undo, message.redo];
    if (this.session) {
      this.moved = null;
      this.rename(edit, put);
      const waiting = this.waitingMarks;
      this.words.change(put.map((mark) => (waiting.has(mark.id) ? { ...mark, unsaved: true } : mark)), []);
      if (this.moved) this.follow(this.moved);
      this.words.change([], gone);
      if (edit?.more.busy) this.free(edit.more.busy);
      this.between = this.named.length ? this.named : this.seen([...this.words.marks.values()]);
    }
    this.bar.draw();
    this.drawStart();
    this.edits.next();
    if (edit) this.after(edit, message, put);
    else this.say(this.text("elsewhere"));
  }

  follow({ from, to }) {
    if (this.card.id === from) {
      this.card.id = to;
      this.words.select(to);
      this.card.draw();
    } else this.words.select(to);
  }

  // How often a code is used, without asking again.
  count(put, gone) {
    let changed = false;
    const add = (mark, number) => {
      const code = mark?.own && !mark.unsaved && mark.status === "accepted" ? this.codes.all.get(mark.code) : null;
      if (!code) return;
      code.uses = Math.max(0, (code.uses ?? 0) + number);
      changed = true;
    };
    for (const id of new Set([...gone, ...put.map((mark) => mark.id)])) add(this.words.marks?.get(id), -1);
    for (const mark of put) add(mark, 1);
    if (changed) this.codes.draw();
  }

  // What follows an edit of this view that is saved.
  after({ message: sent, more }, message, put) {
    const own = put.filter((mark) => mark.own && this.words.marks?.has(mark.id));
    const code = message.values?.code ?? sent.code ?? own[0]?.code;
    const values = { ...message.values, code: code ? this.codes.name(code) : "", session: message.session };
    const back = ["undo", "redo"].includes(sent.type);
    if (back && message.done === "nothing") this.say(this.text(`nothing_to_${sent.type}`));
    else {
      const said = this.text(`done_${sent.type}${sent.type === "decide" ? `_${sent.choice}` : ""}`, values);
      const elsewhere = back && message.session && message.session !== this.session;
      this.say(elsewhere ? `${said} ${this.text("in_session", values)}` : said, "good");
    }
    if (sent.type === "propose") {
      if (this.side.form === more.form) this.side.close();
      if (own[0]) this.codes.use(own[0].code);
    }
    if (sent.type === "propose" && own.length) this.words.select(own.at(-1).id);
    if (sent.type === "alter" && sent.code && own[0]) this.openMark(own[0].id);
    if (sent.type === "decide" && !this.edits.queue.length) this.nextSuggestion({ after: true });
  }

  onRefused(message) {
    if (message.to && !message.to.startsWith(this.name) && this.edits.queue[0]?.message.id !== message.to) return;
    const edit = this.edits.answered(message.to);
    if (!edit && message.to) return; // of an edit that was answered before
    if (!edit && !this.answered("open", "find", "hello")) return;
    const lost = edit ? this.edits.without((edit.more.put ?? []).map((mark) => mark.id)) : 0;
    const also = lost ? this.text("also_not_saved", { count: lost }) : "";
    const said = [this.text(edit ? "not_saved" : "not_done"), message.what, message.hint, also];
    this.trouble = said.filter(Boolean).join(" ");
    if (edit) this.putBack(edit);
    else this.wanted = this.session;
    this.drawStart();
    this.drawStatus();
  }

  // Nothing is dropped in silence: what was not saved is selected, or written, again.
  putBack({ message: sent, more }) {
    if (!this.session) return;
    this.words.change([], (more.put ?? []).map((mark) => mark.id));
    if (more.busy && this.session) this.openSession(this.session); // as it is on the disk
    const here = (sent.spans ?? []).every((span) => this.words.byId.has(span.turn));
    if (sent.spans && here && !this.words.pick) this.words.pickSpans(sent.spans);
    if (sent.type === "propose") this.side.refused();
    if (sent.type === "alter" && sent.memo !== undefined && this.words.marks.has(sent.coding)) {
      this.card.written ??= { id: sent.coding, text: sent.memo };
      this.openMark(sent.coding);
      if (this.card.memo) this.card.memo.value = this.card.written.text;
    }
    this.bar.draw();
  }

  onFound(message) {
    if (message.text !== this.finding) return;
    this.answered("find");
    this.side.found(message);
    this.drawStatus();
  }

  goToHit(hit) {
    this.going = hit;
    if (hit.session === this.session) this.arrive();
    else this.openSession(hit.session);
  }

  arrive() {
    const { going: hit, words } = this;
    this.going = null;
    const turn = words.byId.get(hit.turn);
    if (!turn) return;
    if (!turn.shown) {
      Object.assign(this.bar.filters, { speaker: "", code: "", status: "" });
      words.filter();
      if (!this.bar.finder.hidden) this.bar.drawFinder();
    }
    const inText = hit.where !== "original";
    words.goTo(turn.i, { place: inText ? words.word(turn.i, turn.letters.unit(hit.start)) : null });
    if (inText) words.pickSpans([{ turn: hit.turn, start: hit.start, end: hit.end }]);
  }

  // Edits

  // A code is chosen: for the mark that is being changed, or for what is selected. Says whether anything was sent.
  apply(code) {
    if (!this.codes.all.get(code)?.applies) return false;
    if (this.changing) return this.changeTo(code);
    this.words.take(); // what the mouse holds
    const spans = this.words.spans();
    if (!spans.length) {
      this.say(this.text("select_first"), "bad");
      return false;
    }
    const own = [...this.words.marks.values()].filter((mark) => mark.own && mark.code === code && !mark.leaving);
    const there = new Set(own.map((mark) => [mark.turn, mark.start, mark.end].join(" ")));
    const wanting = spans.filter((span) => !there.has([span.turn, span.start, span.end].join(" ")));
    if (!wanting.length) {
      this.say(this.text("coded_already", { code: this.codes.name(code) }), "bad");
      return false;
    }
    this.codes.use(code);
    const put = wanting.map((span, index) => this.optimistic(span, code, index));
    this.edits.add({ type: "mark", spans: wanting, code, prompted: null }, { put });
    this.words.change(put, []);
    this.card.close();
    this.words.select(put.at(-1).id); // m, p, i and x go to it
    return true;
  }

  optimistic(span, code, index) {
    const { id, name, kind } = this.coder;
    return { ...span, id: `${this.name}:${this.edits.count + 1}:${index}`, code, coder: id, who: name, kind,
      status: "accepted", own: true, memo: "", prompted: null, serious: false, unsaved: true };
  }

  changeTo(code) {
    const mark = this.words.marks.get(this.changing);
    this.changing = null;
    this.root.classList.remove("tlc-changing");
    if (!mark) return false;
    if (mark.own) {
      if (mark.code === code) this.say("");
      else this.edit(mark, { type: "alter", coding: mark.id, code });
    } else {
      const spans = this.words.spans().filter((span) => span.turn === mark.turn);
      this.decide(mark, "change", { code, ...(spans.length ? { spans } : {}) });
    }
    this.codes.use(code);
    return true;
  }

  // An edit of a mark that is there: drawn as not saved yet until the answer comes. A mark that waits itself can be
  // edited too: the edit waits behind it. One that is going away cannot.
  edit(mark, message, what = {}) {
    if (mark.leaving) {
      this.say(this.text("wait_first"), "bad");
      return;
    }
    const leaving = message.type !== "alter" || "code" in message;
    this.edits.add(message, { busy: [mark.id] });
    this.words.change([{ ...mark, ...what, unsaved: true, leaving }], []);
  }

  alter(mark, what) {
    this.edit(mark, { type: "alter", coding: mark.id, ...what }, what);
  }

  get waitingMarks() {
    return new Set(this.edits.queue.flatMap(({ more }) => more.busy ?? []));
  }

  // Marks for which no edit waits any more.
  free(ids) {
    const waiting = this.waitingMarks;
    const marks = ids.map((id) => this.words.marks.get(id)).filter((mark) => mark?.unsaved && !waiting.has(mark.id));
    this.words.change(marks.map((mark) => ({ ...mark, unsaved: false, leaving: false })), []);
  }

  // A mark that was drawn before it was saved has its lasting id now: what waits behind it, and its card, go to that.
  rename(edit, put) {
    for (const early of edit?.more.put ?? []) {
      const alike = (mark) => ["turn", "start", "end", "code"].every((key) => mark[key] === early[key]);
      const now = put.find((mark) => mark.own && alike(mark));
      if (!now) continue;
      for (const { message, more } of this.edits.queue) {
        if (message.coding === early.id) message.coding = now.id;
        more.busy = more.busy?.map((id) => (id === early.id ? now.id : id));
      }
      if (this.card.written?.id === early.id) this.card.written.id = now.id;
      if (this.card.id === early.id || this.words.current === early.id) this.moved = { from: early.id, to: now.id };
    }
  }

  decide(mark, choice, more = {}) {
    this.edit(mark, { type: "decide", suggestion: mark.id, choice, ...more });
  }

  undo(type) {
    this.edits.add({ type });
  }

  // Marks and suggestions

  openMark(id) {
    const mark = this.words.marks.get(id);
    if (!mark) return;
    const { i } = this.words.byId.get(mark.turn);
    if (i !== this.words.at) this.words.setCurrent(i);
    this.words.select(id);
    this.card.open(id);
  }

  // The mark to which a key goes: the current one, or the only one at the cursor; of several, the first is opened.
  target(which, missing) {
    const { words } = this;
    const current = words.marks?.get(words.current);
    if (current && which(current)) return current;
    const here = words.marksAt().filter(which);
    const all = here.length ? here : (words.turn?.marks ?? []).filter(which);
    if (all.length === 1) {
      words.select(all[0].id);
      return all[0];
    }
    this.say(this.text(all.length ? "which_one" : missing), "bad");
    if (all.length) this.openMark(all[0].id);
    return null;
  }

  doTo(name, mark) {
    const next = { true: false, false: null, null: true };
    const acts = {
      memo: () => {
        this.openMark(mark.id);
        this.card.memo.focus();
      },
      prompted: () => this.alter(mark, { prompted: next[mark.prompted ?? null] }),
      serious: () => this.alter(mark, { serious: !mark.serious }),
      off: () => this.edit(mark, { type: "unmark", coding: mark.id }),
      accept: () => this.decide(mark, "accept"),
      reject: () => this.decide(mark, "reject"),
      change: () => this.startChange(mark),
      other: () => this.startChange(mark),
      words: () => this.decide(mark, "change", { spans: this.words.spans().filter((span) => span.turn === mark.turn) }),
      close: () => {
        this.card.close();
        this.words.focus();
      },
    };
    if (mark || name === "close") acts[name]();
  }

  startChange(mark) {
    this.changing = mark.id;
    this.openMark(mark.id);
    this.root.classList.add("tlc-changing");
    this.say(this.text("choose_other", { code: this.codes.name(mark.code) }));
    this.codes.goToSearch();
  }

  nextSuggestion({ after = false } = {}) {
    const mark = this.words.suggestion();
    this.words.left = null;
    if (!mark) {
      if (!after) this.say(this.text("no_suggestion"));
      return;
    }
    const turn = this.words.byId.get(mark.turn);
    const at = document.activeElement;
    const inWords = !after || this.words.node.contains(at) || at === document.body;
    this.words.goTo(turn.i, { focus: inWords, place: this.words.word(turn.i, mark.a) });
    this.openMark(mark.id);
    const why = [this.codes.name(mark.code), mark.because, turn.text.slice(mark.a, mark.b)].filter(Boolean);
    this.announce(`${this.text("suggested")}: ${why.join("; ")}`);
  }

  nextUncoded() {
    const turn = this.words.uncoded();
    if (!turn) this.say(this.text("all_coded_turns"), "good");
    else {
      this.words.setPick(null);
      this.words.goTo(turn.i);
    }
  }

  // Keys

  onCopy(event) {
    if (event.target.closest?.("input, textarea")) return;
    const words = this.words.spans().map((span) => span.quote).join("\n");
    if (!words || !document.getSelection().isCollapsed) return;
    event.clipboardData.setData("text/plain", words);
    event.preventDefault();
  }

  onKey(event) {
    const { key, target } = event;
    const writes = target.closest("input:not([type=checkbox]), textarea, select");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !writes && ["z", "y"].includes(key.toLowerCase())) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat && this.wording) this.undo(key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return; // Ctrl+S stays JupyterLab's
    if (key !== "Tab") event.stopPropagation();
    if (key === "Escape" && !event.isComposing) {
      event.preventDefault();
      this.escape(target);
      return;
    }
    if (writes || !this.wording || key.length !== 1 && key !== "Enter") return;
    if (key === "Enter" && !target.closest("[data-turn]")) return; // a button's own key
    const act = this.keyed(key.toLowerCase());
    if (!act || !this.session) return;
    event.preventDefault();
    if (!event.repeat) act(); // a key that is held down acts once
  }

  escape(target) {
    const { words } = this;
    if (this.changing) {
      this.changing = null;
      this.root.classList.remove("tlc-changing");
      this.say("");
    }
    if (!this.bar.ask.hidden && this.bar.ask.contains(target)) this.bar.ask.hidden = true;
    else if (this.side.node.contains(target)) this.side.close();
    else if (this.bar.finder.contains(target)) this.bar.toggleFinder(false);
    else if (target.closest("[data-turn]")) {
      if (words.pick) words.setPick(null);
      else if (this.card.id) this.card.close();
      else if (this.side.kind !== "about") this.side.close();
    } else if (this.card.node.contains(target)) this.card.close();
    if (target === this.codes.search) {
      this.codes.search.value = "";
      this.codes.draw();
    }
    words.focus();
  }

  keyed(key) {
    const own = (mark) => mark.own && !mark.leaving;
    const waits = (mark) => mark.status === "suggested" && !mark.unsaved;
    const to = (name, which, missing) => () => {
      const mark = this.target(which, missing);
      if (mark) this.doTo(name, mark);
    };
    if (/^[1-9]$/.test(key)) {
      const code = this.codes.digits[Number(key) - 1];
      return () => (code ? this.apply(code) : this.say(this.text("no_digit"), "bad"));
    }
    return {
      enter: () => this.codes.goToSearch(),
      c: () => this.codes.goToSearch(),
      b: () => this.side.propose(),
      w: () => this.words.wholeTurn(),
      m: to("memo", own, "no_coding"),
      p: to("prompted", own, "no_coding"),
      i: to("serious", own, "no_coding"),
      x: to("off", own, "no_coding"),
      a: to("accept", waits, "no_suggestion_here"),
      r: to("reject", waits, "no_suggestion_here"),
      e: to("other", waits, "no_suggestion_here"),
      s: () => this.nextSuggestion(),
      n: () => this.nextUncoded(),
      f: () => this.bar.toggleFinder(true),
      z: () => this.undo("undo"),
      y: () => this.undo("redo"),
      "?": () => this.side.keys(),
    }[key];
  }
}

export default {
  render({ model, el }) {
    const page = new Page(model, el);
    return () => page.stop();
  },
};

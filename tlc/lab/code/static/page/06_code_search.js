// Codes, continued: the search. Whoever types a name expects that name: what fits best stands first, and Enter
// applies it.

// Whether a word of a text begins so.
function begins(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
  }
  return false;
}

// How well a name fits what was typed, 0 being best; null when it does not. Both are folded.
function fit(name, words) {
  const typed = words.join(" ");
  const sorts = [name === typed, name.startsWith(typed), begins(name, typed), words.every((word) => begins(name, word)),
    words.every((word) => name.includes(word))];
  const best = sorts.indexOf(true);
  return best < 0 ? null : best;
}

const IN_ID = 5;
const IN_MEANING = 6; // in the definition, the examples, the terms, or the name of a heading above

more(Codes, class {
  // The codes that have the typed words, the one that fits best first; null when nothing is sought. Names in the
  // language of the page come before others that fit as well.
  sought() {
    const words = folded(this.search.value).text.split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    const found = [];
    for (const code of this.all.values()) {
      const order = code.applies ? this.order(code, words) : null;
      if (order !== null) found.push({ code, order });
    }
    return found.sort((one, other) => one.order - other.order).map(({ code }) => code);
  }

  order(code, words) {
    const shown = code.label[this.page.language] ?? code.label.en;
    const fits = Object.values(code.label).map((label) => {
      const sort = fit(folded(label).text, words);
      return sort === null ? Infinity : sort + (label === shown ? 0 : 0.5);
    });
    const best = Math.min(...fits);
    if (best < Infinity) return best;
    const has = (text) => words.every((word) => text.includes(word));
    if (has(folded(code.id).text)) return IN_ID;
    const { definition, include, examples, terms } = code;
    const all = [...Object.values(code.label), code.id, definition, include, examples, ...Object.values(terms ?? {})];
    for (const heading of this.above(code)) all.push(...Object.values(heading.label));
    return has(folded(all.flat().join(" ")).text) ? IN_MEANING : null;
  }

  // The headings above a code, the nearest first.
  above(code) {
    const found = [];
    let one = this.all.get(code.parent);
    while (one && !found.includes(one)) {
      found.push(one);
      one = this.all.get(one.parent);
    }
    return found;
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
});

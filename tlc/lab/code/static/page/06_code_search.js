// Codes, continued: the search.

more(Codes, class {
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

// Bar, continued: finding and filtering.

more(Bar, class {
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
});

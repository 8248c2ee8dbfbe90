// Words, continued: the turn and the word at which one stands, and the keys that move there.

more(Words, class {
  get turn() {
    return this.turns[this.at] ?? null;
  }

  focus() {
    this.turn?.node.focus({ preventScroll: true });
  }

  onFocus(event) {
    const node = event.target.closest(".tlc-item")?.querySelector("[data-turn]"); // its codings and card too
    if (node && Number(node.dataset.turn) !== this.at) this.setCurrent(Number(node.dataset.turn));
    this.page.queue.moved();
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
    [this.last, this.made] = [null, []];
    if (this.current && !this.page.card.id) this.select(null);
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
});

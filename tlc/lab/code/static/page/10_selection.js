// Words, continued: what is selected, with the mouse or with the keys.

more(Words, class {
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

  // While the words are pressed, the page stays as it is: what is drawn or scrolled under a drag would move its ends.
  onPress(event) {
    if (event.button !== 0 || event.target.closest("button, .tlc-card")) return;
    this.pressed = { x: event.clientX, y: event.clientY, drags: false };
  }

  pressMoved(event) {
    const { pressed } = this;
    if (!pressed) return;
    if (event.type === "pointermove" && event.buttons) {
      pressed.drags ||= Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 4;
      return;
    }
    if (event.type === "pointercancel") this.release();
    pressed.over = true;
    setTimeout(() => this.page.guarded(() => this.pressed === pressed && this.letGo())); // after the click
  }

  letGo() {
    this.pressed = null;
    this.page.catchUp();
  }

  onDown(event) {
    if (event.button !== 0) return;
    this.extended = false;
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
    if (this.take() || !this.pressed?.drags) return;
    this.extended = true; // no click either: whoever drags and gets nothing has nothing, not the words of before
    this.setPick(null);
    this.announcePick();
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
});

// Words, continued: which turns are shown, the next one to code, and places that are sought.

more(Words, class {
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
      uncoded: !own && !turn.read && !turn.context && !turn.empty,
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
    const counts = (turn) => turn.shown && !turn.context && !turn.empty && !turn.read;
    return round.find((turn) => counts(turn) && !turn.marks.some((mark) => mark.own)) ?? null;
  }

  // The next suggestion after the current one, in the order of the text; at a turn of the review, one of that turn.
  suggestion() {
    const { queue } = this.page;
    const turns = queue.isHere ? [queue.turn] : this.turns.filter((turn) => turn.shown);
    const all = turns.flatMap((turn) => turn.marks)
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
});

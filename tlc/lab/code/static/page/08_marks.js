// Words, continued: the codings and suggestions on them.

more(Words, class {
  set(mark) {
    const turn = this.byId.get(mark.turn);
    if (!turn || mark.status === "rejected") return null;
    this.drop(mark.id);
    const kept = { ...mark, a: turn.letters.unit(mark.start), b: turn.letters.unit(mark.end) };
    kept.colour = this.page.codes.colours.get(mark.code) ?? 0;
    kept.look = mark.unsaved ? "unsaved" : mark.status === "suggested" ? "suggested" : mark.own ? "own" : "other";
    this.marks.set(kept.id, kept);
    if (turn.veiled && kept.status === "suggested") {
      turn.behind.push(kept);
      return turn;
    }
    turn.marks.push(kept);
    turn.marks.sort((one, other) => one.a - other.a || other.b - one.b || (one.id < other.id ? -1 : 1));
    return turn;
  }

  drop(id) {
    const mark = this.marks?.get(id);
    if (!mark) return null;
    this.marks.delete(id);
    const turn = this.byId.get(mark.turn);
    for (const name of ["marks", "behind"]) turn[name] = turn[name].filter((one) => one.id !== id);
    return turn;
  }

  // Puts and takes marks, and paints each turn that changed once.
  change(put, gone) {
    const changed = new Set();
    for (const id of gone) changed.add(this.drop(id));
    for (const mark of put) changed.add(this.set(mark));
    changed.delete(null);
    for (const turn of changed) this.refresh(turn);
    if (this.page.queue.turn?.veiled && this.page.queue.turn.marks.some((mark) => mark.own)) this.page.queue.reveal();
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
    if (id) this.last = id;
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
});

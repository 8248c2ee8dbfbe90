// Queue: turns that are worth a look, one after the other; why; and how far one is. Python says which and keeps what
// was read, so a round is taken up where it was left.

const ABOVE = 130; // pixels above the turn under review

class Queue {
  constructor(page) {
    this.page = page;
    this.items = []; // {turn, session, number, drawn, why, code}, and here: read, late (not now), open (asked to see)
    [this.at, this.count, this.of] = [0, 0, 0]; // which item; how many turns of the round are read, and how many it has
    this.active = false;
    this.asked = ""; // "wanted" until nothing waits to be saved; then what the question is called
    this.questions = 0;
    this.says = make("p", { class: "tlc-queuesays" });
    this.note = make("p", { class: "tlc-soft" });
    this.line = make("div", { class: "tlc-line" });
    this.node = make("div", { class: "tlc-queue", role: "region" }, this.says, this.note, this.line);
    this.node.hidden = true;
  }

  get item() {
    return this.active ? (this.items[this.at] ?? null) : null;
  }

  // The turn that is to be looked at, where its session is open.
  get turn() {
    return (this.item && this.page.words.byId.get(this.item.turn)) ?? null;
  }

  get isHere() {
    return this.turn !== null && this.page.here === this.turn;
  }

  // Begins, goes back to the turn, or leaves.
  toggle() {
    if (!this.page.learns) return;
    if (this.active && (!this.item || this.isHere)) this.leave();
    else if (this.active || this.items.some((item) => !item.read)) this.resume();
    else this.ask();
  }

  resume() {
    this.active = true;
    if (!this.item || this.item.read) this.at = this.items.findIndex((item) => !item.read);
    this.go();
  }

  leave() {
    this.page.words.veil(this.turn, false);
    this.active = false;
    this.draw();
    this.page.bar.draw();
    this.page.words.focus();
  }

  // Python knows what was read once it is saved.
  ask() {
    this.asked = "wanted";
    this.settle();
  }

  settle() {
    if (this.asked !== "wanted" || this.page.edits.queue.length || this.page.edits.request) return;
    this.questions += 1;
    this.asked = `${this.page.name}:queue:${this.questions}`;
    this.page.say(this.page.text("queue_asking"));
    this.page.model.send({ type: "queue", id: this.asked }); // the answer may take a while: the model reads everything
  }

  heard({ to, done, of, items, what, hint }) {
    if (to !== this.asked) return; // another view's
    this.asked = "";
    if (what) {
      this.page.say([what, hint].filter(Boolean).join(" "), "bad");
      return;
    }
    Object.assign(this, { items, count: done, of, at: 0, active: true });
    this.page.say("");
    this.go();
  }

  // To the turn that is next; another session is opened where it stands there.
  go() {
    const { item, page } = this;
    if (page.said[0] === page.text("queue_elsewhere")) page.say("");
    page.bar.draw();
    if (!item) {
      this.draw();
      page.announce(this.said());
      (this.line.querySelector("button") ?? page.words.turn?.node)?.focus();
      return;
    }
    page.card.close();
    page.words.setPick(null);
    page.goToHit({ session: item.session, turn: item.turn, where: "original" });
    this.draw();
  }

  // The page stands on the turn: it is shown with what was said before it, and room for its codings.
  arrived() {
    const [pane, { item }] = [this.page.words.node, this.turn];
    const room = pane.clientHeight - item.offsetHeight;
    for (let round = 0; round < 2; round += 1) { // what comes into sight for the first time gets its true height
      const below = item.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += below - Math.max(0, Math.min(ABOVE, room / 2));
    }
    this.page.words.veil(this.turn, this.veils(this.item.turn, this.turn.marks));
    this.draw();
    this.page.announce(this.said());
  }

  // At a turn that was drawn at random, nothing is suggested before the coder has coded it, or asks: what is learned
  // from it about all turns would not be true otherwise.
  veils(id, marks) {
    const { item, page } = this;
    if (!item || item.turn !== id || item.drawn !== "random" || item.open) return false;
    const coded = marks.some((mark) => mark.turn === id && mark.own);
    return !coded && Boolean(page.sessions.get(item.session)?.suggestions_shown);
  }

  reveal() {
    this.item.open = true;
    this.page.words.veil(this.turn, false);
    this.draw();
  }

  next() {
    this.page.words.veil(this.turn, false);
    const later = this.items.findIndex((item, index) => index > this.at && !item.read);
    this.at = later < 0 ? this.items.length : later;
    this.go();
  }

  // Through with this turn: whatever was not coded was passed over on purpose.
  done() {
    const { item, page } = this;
    if (!this.able()) return;
    page.card.flush();
    page.edits.add({ type: "read", turn: item.turn, drawn: item.drawn }, { item });
    item.read = true;
    this.count += 1;
    this.next();
  }

  later() {
    if (!this.able()) return;
    this.item.late = true;
    this.next();
  }

  // Somebody goes about in the words.
  moved() {
    const back = this.line.querySelector('[data-tool="queue_back"]');
    if (back && this.isHere !== (back.getAttribute("aria-disabled") === "true")) this.draw();
  }

  able() {
    if (this.isHere) return true;
    this.page.say(this.page.text(this.item ? "queue_elsewhere" : "queue_none"), "bad");
    return false;
  }

  // What is saved of turns that were read: here, in another window, or by taking a step back.
  saved(read, edit) {
    const back = ["undo", "redo"].includes(edit?.message.type);
    for (const [turn, yes] of Object.entries(read ?? {})) {
      this.page.words.setRead(turn, yes);
      const index = this.items.findIndex((item) => item.turn === turn);
      if (index < 0 || Boolean(this.items[index].read) === yes) continue;
      this.items[index].read = yes;
      this.count += yes ? 1 : -1;
      if (!this.active || !back) continue;
      if (yes) this.next();
      else this.returnTo(index);
    }
    this.draw();
  }

  returnTo(index) {
    this.page.words.veil(this.turn, false);
    this.at = index;
    this.go();
  }

  // A turn could not be kept as read: back to it.
  refused({ item }) {
    if (!item?.read) return;
    item.read = false;
    this.count -= 1;
    const index = this.items.indexOf(item);
    if (this.active && index >= 0) this.returnTo(index);
  }

  // Drawing

  get left() {
    return this.items.filter((item) => !item.read).length;
  }

  why(item) {
    if (item.drawn === "random") return this.page.text("queue_random");
    return item.why || this.page.text("queue_rules");
  }

  said() {
    const { item, page } = this;
    if (item) {
      const at = page.text("queue_at", { at: this.count + 1, of: this.of, session: item.session, number: item.number });
      return `${at} ${this.why(item)}`;
    }
    if (this.left) return page.text("queue_late", { left: this.left });
    return page.text(this.of ? "queue_end" : "queue_all", { of: this.of });
  }

  draw() {
    const { item, page } = this;
    this.node.hidden = !this.active;
    if (!this.active || !page.wording) return;
    this.node.setAttribute("aria-label", page.text("queue"));
    this.says.textContent = this.said();
    const veiled = Boolean(this.turn?.veiled);
    this.note.textContent = veiled ? page.text("queue_veiled") : "";
    this.note.hidden = !veiled;
    const button = (name, key, act, how) =>
      page.bar.button(name, page.text(name), act, { key, ...how });
    const nodes = [];
    if (item) {
      nodes.push(button("queue_done", "d", () => this.done(), { class: "tlc-first" }));
      nodes.push(button("queue_later", "l", () => this.later()));
      if (veiled) nodes.push(button("queue_reveal", "s", () => this.reveal()));
      const here = this.isHere ? "true" : null; // it keeps its place: no other button moves as one goes about
      nodes.push(button("queue_back", "", () => this.go(), { "aria-disabled": here }));
    } else if (this.left) nodes.push(button("queue_again", "", () => this.resume(), { class: "tlc-first" }));
    else if (this.of) nodes.push(button("queue_more", "", () => this.ask(), { class: "tlc-first" }));
    nodes.push(button("queue_leave", "", () => this.leave()));
    page.bar.fill(this.line, ...nodes);
  }
}

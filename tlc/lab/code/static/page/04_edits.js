// Edits: what Python has not yet said to be on the disk. One at a time is under way; the others wait in order.

const UNSAVED = "tlc unsaved edits"; // a view that is taken away leaves them in the window's memory for the next one

class Edits {
  constructor(page) {
    this.page = page;
    this.queue = [];
    this.request = null; // a question that is no edit: hello or open
    this.count = 0;
  }

  // How many edits are not saved: these, and those that an earlier view of this window left and nobody has sent since.
  get waiting() {
    const left = [...(globalThis[UNSAVED] ?? [])].filter(([key]) => !this.page.coder || key === this.key);
    return left.reduce((sum, [, edits]) => sum + edits.length, this.queue.length);
  }

  get key() {
    return `${this.page.title}\n${this.page.coder?.id}`;
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
    left.set(this.key, [...(left.get(this.key) ?? []), ...this.queue]);
    this.queue = [];
  }

  inherit() {
    const left = globalThis[UNSAVED]?.get(this.key);
    if (!left?.length || this.request) return;
    globalThis[UNSAVED].delete(this.key);
    for (const { message, more } of left) this.queue.push({ message, more, idle: 0, sent: 0, inherited: true });
    this.page.drawStatus();
    this.next();
  }
}

// Bar: the sessions and the tools.

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
    this.node = make("div", { class: "tlc-bar" }, this.top, this.tools, this.ask, page.queue.node, this.finder);
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
    if (page.learns) {
      const pressed = { key: "q", title: page.text("queue_help"), "aria-pressed": String(page.queue.active) };
      nodes.push(this.button("queue", page.text("queue"), () => page.queue.toggle(), pressed));
    }
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
    const marks = this.page.words.turns.flatMap((turn) => turn.marks);
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

}

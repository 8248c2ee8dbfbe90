// Page, continued: the keys; and what a notebook loads.

more(Page, class {
  onCopy(event) {
    if (event.target.closest?.("input, textarea")) return;
    const words = this.words.spans().map((span) => span.quote).join("\n");
    if (!words || !document.getSelection().isCollapsed) return;
    event.clipboardData.setData("text/plain", words);
    event.preventDefault();
  }

  onKey(event) {
    const { key, target } = event;
    const writes = target.closest("input:not([type=checkbox]), textarea, select");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !writes && ["z", "y"].includes(key.toLowerCase())) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat && this.wording) this.undo(key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return; // Ctrl+S stays JupyterLab's
    if (key !== "Tab") event.stopPropagation();
    if (key === "Escape" && !event.isComposing) {
      event.preventDefault();
      this.escape(target);
      return;
    }
    if (this.words.pressed?.over) this.words.letGo(); // a key that is faster than the clock
    if (this.chooses && key !== "Tab" && key !== "Enter") {
      event.preventDefault(); // nor does a space press the button
      return;
    }
    if (writes || !this.wording || this.words.pressed || key.length !== 1 && key !== "Enter") return;
    if (key === "Enter" && !target.closest("[data-turn]")) return; // a button's own key
    const act = this.keyed(key.toLowerCase());
    if (!act || !(this.session || key === "q")) return;
    event.preventDefault();
    if (!event.repeat) act(); // a key that is held down acts once
  }

  escape(target) {
    const { words } = this;
    if (this.editor.node.contains(target)) {
      this.editor.escape();
      return;
    }
    this.choosing = null;
    if (this.changing) {
      this.changing = null;
      this.root.classList.remove("tlc-changing");
      this.say("");
    }
    if (!this.bar.ask.hidden && this.bar.ask.contains(target)) this.bar.ask.hidden = true;
    else if (this.side.node.contains(target)) this.side.close();
    else if (this.bar.finder.contains(target)) this.bar.toggleFinder(false);
    else if (target.closest("[data-turn]")) {
      if (words.pick) words.setPick(null);
      else if (this.card.id) this.card.close();
      else if (this.side.kind !== "about") this.side.close();
    } else if (this.card.node.contains(target)) this.card.close();
    if (target === this.codes.search) {
      this.codes.search.value = "";
      this.codes.draw();
    }
    words.focus();
  }

  keyed(key) {
    const own = (mark) => mark.own && !mark.leaving;
    const waits = (mark) => mark.status === "suggested" && !mark.unsaved;
    const to = (name, which, missing) => () => {
      const mark = this.target(which, missing);
      if (mark) this.doTo(name, mark);
    };
    if (/^[1-9]$/.test(key)) {
      const code = this.codes.digits[Number(key) - 1];
      return () => (code ? this.apply(code) : this.say(this.text("no_digit"), "bad"));
    }
    return {
      enter: () => this.codes.goToSearch(),
      c: () => this.codes.goToSearch(),
      b: () => this.side.propose(),
      w: () => this.words.wholeTurn(),
      m: to("memo", own, "no_coding"),
      p: to("prompted", own, "no_coding"),
      i: to("serious", own, "no_coding"),
      x: to("off", own, "no_coding"),
      a: to("accept", waits, "no_suggestion_here"),
      r: to("reject", waits, "no_suggestion_here"),
      e: to("other", waits, "no_suggestion_here"),
      s: () => this.nextSuggestion(),
      n: () => this.nextUncoded(),
      q: () => this.queue.toggle(),
      d: () => this.queue.done(),
      l: () => this.queue.later(),
      f: () => this.bar.toggleFinder(true),
      z: () => this.undo("undo"),
      y: () => this.undo("redo"),
      "?": () => this.side.keys(),
    }[key];
  }
});

export default {
  render({ model, el }) {
    const page = new Page(model, el);
    return () => page.stop();
  },
};

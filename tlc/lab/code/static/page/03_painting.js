// Painting: a turn's words in segments, each with the underlines of the codings that cover it.

const LANE = 5; // pixels from one underline to the next
const DRAWN = {
  own: (colour) => `linear-gradient(${colour},${colour})`,
  other: (colour) => `repeating-linear-gradient(90deg,${colour} 0 8px,transparent 8px 12px)`,
  suggested: (colour) => `repeating-linear-gradient(90deg,${colour} 0 2px,transparent 2px 5px)`,
  unsaved: (colour) => `repeating-linear-gradient(135deg,${colour} 0 1px,transparent 1px 3px)`,
};

// Gives each mark the first line below the words that is free, and says how many lines are used.
function laid(marks) {
  const free = [];
  for (const mark of marks) {
    let lane = free.findIndex((until) => until <= mark.a);
    if (lane < 0) lane = free.length;
    free[lane] = mark.b;
    mark.lane = lane;
  }
  return free.length;
}

const styles = new Map();

// An empty span in a style; the same style is read by the browser only once.
function styled(style) {
  if (!styles.has(style)) {
    const node = make("span");
    node.style.cssText = style;
    styles.set(style, node);
  }
  return styles.get(style).cloneNode();
}

function underlined(covering, lanes) {
  const images = covering.map((mark) => DRAWN[mark.look](`var(--tlc-c${mark.colour})`));
  const heights = covering.map((mark) => `0 calc(100% - ${(lanes - 1 - mark.lane) * LANE + 1}px)`);
  const node = styled(`background-image:${images.join(",")};background-position:${heights.join(",")}`);
  node.dataset.marks = covering.map((mark) => mark.id).join(" ");
  return node;
}

// layers: [{a, b, name}] are painted as classes; a note has no letters: it is no part of any offset.
function paint(node, text, { marks = [], layers = [], notes = [] }) {
  if (!marks.length && !layers.length && !notes.length) {
    node.style.removeProperty("--tlc-lanes");
    node.textContent = text;
    return;
  }
  const lanes = laid(marks);
  const cuts = new Set([0, text.length]);
  for (const { a, b } of [...marks, ...layers]) cuts.add(a).add(b);
  for (const { at } of notes) cuts.add(at);
  const edges = [...cuts].sort((one, other) => one - other);
  const parts = [];
  const put = (at) => {
    for (const note of notes) {
      const words = note.text.replace(/^\[|\]$/g, ""); // the style puts the brackets
      if (note.at === at) parts.push(make("span", { class: "tlc-note", "data-note": words }));
    }
  };
  edges.forEach((a, index) => {
    put(a);
    const b = edges[index + 1];
    if (b === undefined) return;
    const covering = marks.filter((mark) => mark.a <= a && mark.b >= b);
    const names = layers.filter((layer) => layer.a <= a && layer.b >= b).map((layer) => layer.name);
    if (!covering.length && !names.length) {
      parts.push(text.slice(a, b));
      return;
    }
    const part = covering.length ? underlined(covering, lanes) : document.createElement("span");
    part.className = ["tlc-part", covering.length ? "tlc-marked" : "", ...new Set(names)].filter(Boolean).join(" ");
    part.textContent = text.slice(a, b);
    parts.push(part);
  });
  node.style.setProperty("--tlc-lanes", String(lanes));
  node.replaceChildren(...parts);
}

function lettersBefore(node, container, offset) {
  const range = document.createRange();
  range.setStart(node, 0);
  range.setEnd(container, offset);
  return range.toString().length;
}

// What every page is made with: nodes whose children are text, and blanks that are filled.
// It stands before the parts of each page.

const SECONDS_TO_SEND_AGAIN = 4;
const SECONDS_TO_GIVE_UP = 9;
const SILENT = { "data-lm-suppress-shortcuts": "true" }; // JupyterLab looks for it on the focused element itself

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null)); // a string becomes text, whatever stands in it
  return node;
}

function makeButton(attributes, ...children) {
  return make("button", { type: "button", ...attributes, ...SILENT }, ...children);
}

function filled(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// A class that is too long for one part goes on in the next: adds methods, and none that is there already.
function more(whole, part) {
  const { constructor, ...methods } = Object.getOwnPropertyDescriptors(part.prototype);
  const twice = Object.keys(methods).find((name) => Object.hasOwn(whole.prototype, name));
  if (twice) throw new Error(`${whole.name} has ${twice} already`);
  Object.defineProperties(whole.prototype, methods);
}

// Text: how words are compared and times are written.
//
// The coding page: read a session, mark words with codes, and see that each mark is on the disk.
// Words come by message, are put on the page as text and never as HTML, and are kept nowhere. A mark counts as saved
// when Python says so; until then it is drawn as "not saved yet" and waits in a queue, in order.
//
// These parts are joined in the order of their names into one module: what stands in one is known in all.

// The text without capitals and diacritics, and for each of its places the place in the text as it was.
function folded(text) {
  const at = [];
  let out = "";
  let place = 0;
  for (const letter of text) {
    const plain = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    for (let index = 0; index < plain.length; index += 1) at.push(place);
    out += plain;
    place += letter.length;
  }
  at.push(place);
  return { text: out, at };
}

function places(text, sought) {
  const hay = folded(text);
  const needle = folded(sought).text.trim();
  const found = [];
  if (!needle) return found;
  for (let at = hay.text.indexOf(needle); at >= 0; at = hay.text.indexOf(needle, at + needle.length)) {
    found.push([hay.at[at], hay.at[at + needle.length]]);
  }
  return found;
}

function clock(seconds) {
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:${two((seconds / 60) % 60)}` : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

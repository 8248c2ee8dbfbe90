// Letters: Python counts code points, a browser counts UTF-16 units. They are exchanged here, inside one turn.

class Letters {
  constructor(text) {
    this.text = text;
    this.low = []; // where the second unit of a pair stands
    for (const pair of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) this.low.push(pair.index + 1);
  }

  point(unit) {
    let before = 0;
    while (before < this.low.length && this.low[before] < unit) before += 1;
    return unit - before;
  }

  unit(point) {
    let before = 0;
    while (before < this.low.length && this.low[before] - before - 1 < point) before += 1;
    return Math.min(point + before, this.text.length);
  }

  // No half pairs, and no white space at the ends; null when nothing is left.
  trimmed(start, end) {
    let [a, b] = [Math.max(start, 0), Math.min(end, this.text.length)];
    if (this.low.includes(a)) a -= 1;
    if (this.low.includes(b)) b += 1;
    while (a < b && /\s/.test(this.text[a])) a += 1;
    while (b > a && /\s/.test(this.text[b - 1])) b -= 1;
    return a < b ? [a, b] : null;
  }
}

const segmenters = new Map();

function segmenter(language) {
  if (!segmenters.has(language)) {
    let made = null;
    try {
      made = new Intl.Segmenter(language || undefined, { granularity: "word" });
    } catch {
      made = null; // an old browser, or a language of which it knows nothing
    }
    segmenters.set(language, made);
  }
  return segmenters.get(language);
}

function wordsOf(text, language) {
  const found = [];
  const parts = segmenter(language);
  if (parts) {
    for (const { segment, index, isWordLike } of parts.segment(text)) {
      const seen = isWordLike || /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment);
      if (seen) found.push([index, index + segment.length]);
    }
  } else {
    for (const word of text.matchAll(/\S+/g)) found.push([word.index, word.index + word[0].length]);
  }
  const whole = found.length ? null : new Letters(text).trimmed(0, text.length);
  return whole ? [whole] : found;
}

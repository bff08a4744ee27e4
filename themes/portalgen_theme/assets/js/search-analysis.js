/* Text in, words and stems out: what portalgen/search/analysis.py does to documents, done to queries, word for word
   (`tests/browser/test_search_engine.py` runs both over one table of texts). And how far two words are apart. */
(() => {
  "use strict";

  const lunr = window.lunr;
  delete window.lunr; // the one global is `portalgen`

  const IDENTIFIER = /[\p{L}\p{N}]+(?:[-_.]+[\p{L}\p{N}]+)*/gu;
  const SEAM = /[-_.]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
  const LONGEST = 40;

  const withoutMarks = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");
  const cut = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word);
  const stem = (word) => lunr.stemmer(new lunr.Token(word)).toString() || word;
  const isStopWord = (word) => !lunr.stopWordFilter(new lunr.Token(word));

  /* The identifiers of a text, each as { whole, parts }. */
  function identifiers(text) {
    return (withoutMarks(text).match(IDENTIFIER) || []).map((identifier) => {
      const pieces = identifier.split(SEAM).filter(Boolean);
      const parts = pieces.map((piece) => cut(piece.toLowerCase())).filter((piece) => [...piece].length > 1);
      const whole = cut(identifier.replace(/[-_.]+/g, "").toLowerCase());
      return { whole, parts: pieces.length > 1 ? parts : [] };
    });
  }

  const words = (text) => identifiers(text).flatMap(({ whole, parts }) => [whole, ...parts]);

  /* The letters of a word as bits: words that differ in more than two bits an edit need not be compared. */
  function lettersOf(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
    return bits;
  }

  function tooFar(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return true;
    let bits = lettersOf(a) ^ lettersOf(b);
    let count = 0;
    for (; bits; bits &= bits - 1) count += 1;
    return count > 2 * limit;
  }

  /* Edits (insert, delete, replace, swap neighbours) between two words; anything above the limit is limit + 1. */
  function distance(a, b, limit) {
    if (tooFar(a, b, limit)) return limit + 1;
    let before = [];
    let above = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, above] = [above, row];
    }
    return Math.min(above[b.length], limit + 1);
  }

  window.portalgen.search.analysis = { distance, identifiers, isStopWord, stem, withoutMarks, words };
})();

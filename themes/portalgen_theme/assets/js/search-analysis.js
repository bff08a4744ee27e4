/* Text in, words and stems out: what portalgen/search/analysis.py does to documents, done to queries, word for word.
   `tests/browser/test_search_engine.py` runs both over one table of texts. */
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

  window.portalgen.search.analysis = { identifiers, isStopWord, stem, withoutMarks, words };
})();

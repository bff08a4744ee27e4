/* A query in, ranked documents out: no page, no network, so that a worker can run it too.
   Scores are lunr's (BM25 a field, times the field's boost). What goes beyond lunr: words that begin with a typed one,
   parts of names, typos where nothing else fits, and documents that have all words before those that have some. */
(() => {
  "use strict";

  const { distance, identifiers, isStopWord, stem, words } = window.portalgen.search.analysis;

  const K1 = 1.2;
  const B = 0.75;
  /* What a word of the index weighs by how it fits a typed one; between two numbers, the more the nearer in length. */
  const EXACT = 10;
  const BEGINS = [2, 5];
  const INSIDE = [1, 2];
  const TYPO = 1;
  const SHORT = 3; // shorter than this, only names are looked into for words that begin with it
  const [MINUS, COMMA, ZERO] = [45, 44, 48];
  const MOST = 128; // words of the index that one typed word may stand for

  /* One type of document, ready to be asked. `words[i]` has the term `termOf[i]`; its words start at `first[term]`. */
  function openTier(data) {
    const lines = (text) => (text ? text.split("\n") : []);
    const postings = lines(data.postings);
    const tier = { ...data, postings, words: [], termOf: [], first: [], stems: new Map() };
    lines(data.terms).forEach((line, term) => {
      const [name, ...forms] = /[+=]/.test(line) ? line.split(/(?=[+=])/) : [line, "+"];
      tier.stems.set(name, term);
      tier.first.push(tier.words.length);
      for (const form of forms) {
        tier.words.push(form[0] === "+" ? name + form.slice(1) : form.slice(1));
        tier.termOf.push(term);
      }
    });
    tier.size = data.columns.location.length;
    tier.means = data.lengths.map((lengths) => lengths.reduce((sum, length) => sum + length, 0) / tier.size);
    tier.named = data.fields.map(([name]) => name === "name" || name === "title");
    return tier;
  }

  /* Where a term stands: slots (document * number of fields + field) and how often. Read by hand: rows can be long. */
  function placesOf(tier, term) {
    const row = tier.postings[term];
    const slots = [];
    const counts = [];
    let number = 0;
    let slot = 0;
    let repeated = false;
    for (let i = 0; i <= row.length; i++) {
      const code = i < row.length ? row.charCodeAt(i) : COMMA;
      if (code === MINUS) repeated = true;
      else if (code !== COMMA) number = number * 10 + code - ZERO;
      else {
        if (repeated) counts[counts.length - 1] = number;
        else counts.push(1) && slots.push((slot += number));
        number = 0;
        repeated = false;
      }
    }
    return { slots, counts };
  }

  /* The scores of documents for one typed word, given what it stands for (term -> { boost, named }): the best fit in
     each field, added up. For a single term that is lunr's score, before lunr divides by the length of the query.
     All terms count as being as common as the commonest, or rare words that begin alike would win by being rare. */
  function score(tier, terms) {
    const fits = [...terms].map(([term, fit]) => ({ ...fit, ...placesOf(tier, term) }));
    const most = fits.reduce((count, { slots }) => Math.max(count, slots.length), 0);
    const rarity = Math.log(1 + Math.abs((tier.size - most + 0.5) / (most + 0.5)));
    const width = tier.fields.length;
    const best = new Map();
    for (const { boost, named, slots, counts } of fits) {
      slots.forEach((slot, i) => {
        const field = slot % width;
        if (named && !tier.named[field]) return;
        const length = B * (tier.lengths[field][(slot - field) / width] / tier.means[field]);
        const weight = (rarity * ((K1 + 1) * counts[i])) / (K1 * (1 - B + length) + counts[i]);
        const points = (boost * Math.round(weight * tier.fields[field][1] * 1000)) / 1000;
        if (!(best.get(slot) >= points)) best.set(slot, points);
      });
    }
    const found = new Map();
    for (const [slot, points] of best) {
      const document = Math.floor(slot / width);
      found.set(document, (found.get(document) || 0) + points);
    }
    return found;
  }

  const between = ([low, high], part, whole) => low + ((high - low) * part) / whole;

  /* Keeps the best fit of each term; of too many, the best. */
  function collector() {
    const found = new Map();
    return {
      keep(term, word, boost, named = false) {
        const known = found.get(term);
        if (!known || known.boost < boost) found.set(term, { boost, named, word });
      },
      result: () => new Map([...found].sort((a, b) => b[1].boost - a[1].boost || a[0] - b[0]).slice(0, MOST)),
    };
  }

  /* The terms that a typed word stands for: its stem, words that begin with it, names that contain it. */
  function expand(tier, typed) {
    const same = tier.stems.get(stem(typed));
    const { keep, result } = collector();
    tier.words.forEach((word, i) => {
      const term = tier.termOf[i];
      if (word === typed || term === same) keep(term, word, EXACT);
      else if (word.startsWith(typed)) {
        keep(term, word, between(BEGINS, typed.length, word.length), typed.length < SHORT);
      } else if (typed.length >= SHORT && word.includes(typed)) {
        keep(term, word, between(INSIDE, typed.length, word.length), true);
      }
    });
    return result();
  }

  /* The terms that it may have been meant to be: one edit away from four letters on, two from eight. */
  function guess(tier, typed) {
    const limit = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
    const { keep, result } = collector();
    const consider = (term, word, edits) => edits <= limit && keep(term, word, TYPO / edits);
    if (limit) {
      tier.words.forEach((word, i) => consider(tier.termOf[i], word, distance(typed, word, limit)));
      const root = stem(typed);
      for (const [name, term] of tier.stems) consider(term, tier.words[tier.first[term]], distance(root, name, limit));
    }
    return result();
  }

  /* Says what each typed word stands for: typed -> terms in each tier; and which words were guessed. */
  function interpret(tiers, typed) {
    const meaning = new Map();
    const guessed = [];
    for (const word of typed) {
      let found = tiers.map((tier) => expand(tier, word));
      if (found.every((terms) => !terms.size)) {
        found = tiers.map((tier) => guess(tier, word));
        if (found.some((terms) => terms.size)) guessed.push(word);
      }
      meaning.set(word, found);
    }
    return { meaning, guessed };
  }

  /* document -> { points, covered }: how many of the wanted identifiers it has, as a whole or in all their parts. */
  function match(tier, number, wanted, meaning) {
    const results = new Map();
    for (const { whole, parts, counts } of wanted) {
      const [first, ...others] = [whole, ...parts].map((word) => score(tier, meaning.get(word)[number]));
      for (const document of new Set([first, ...others].flatMap((scores) => [...scores.keys()]))) {
        const known = results.get(document) || { points: 0, covered: 0 };
        for (const scores of [first, ...others]) known.points += scores.get(document) || 0;
        const inParts = others.length && others.every((scores) => scores.has(document));
        if (counts && (first.has(document) || inParts)) known.covered += 1;
        results.set(document, known);
      }
    }
    return results;
  }

  /* The name or ref of an entity, typed in full in any of its forms, comes before everything. */
  function isNamed({ columns }, document, text) {
    const ref = columns.name[document].toLowerCase();
    if (columns.title[document].toLowerCase() === text || ref.replace(":default/", ":") === text) return true;
    return ref === text || ref.endsWith(`:${text}`) || ref.endsWith(`/${text}`);
  }

  /* The identifiers of a query, each once; stop words need not be found unless there is nothing else. */
  function wantedOf(query) {
    const all = new Map(identifiers(query).map((one) => [one.whole, one]));
    const counts = ({ whole, parts }) => parts.length > 0 || !isStopWord(whole);
    const wanted = [...all.values()].map((one) => ({ ...one, counts: counts(one) }));
    return wanted.some((one) => one.counts) ? wanted : wanted.map((one) => ({ ...one, counts: true }));
  }

  /* Answers a query: { groups: [{ type, hits: [{ tier, document }] }], counts, total, all, marks, guesses }.
     Only documents with as many of the typed words as any of the asked types has are hits; `all` says that those are
     all the words. `counts` are of every type, asked for or not. */
  function find(tiers, query, { types = [], kinds = [] } = {}) {
    const text = query.trim().toLowerCase();
    const wanted = wantedOf(query);
    const typed = [...new Set(wanted.flatMap(({ whole, parts }) => [whole, ...parts]))];
    const { meaning, guessed } = interpret(tiers, typed);
    const groups = tiers.map((tier, number) => {
      const allowed = (document) => !kinds.length || kinds.includes(tier.columns.kind[document]);
      const found = [...match(tier, number, wanted, meaning)].filter(([document]) => allowed(document));
      const hits = found.map(([document, { points, covered }]) => ({ tier, document, points, covered }));
      return { type: tier.type, hits };
    });
    const asked = groups.filter(({ type }) => !types.length || types.includes(type));
    const best = asked.flatMap(({ hits }) => hits).reduce((most, { covered }) => Math.max(most, covered), 1);
    for (const group of groups) {
      group.hits = group.hits.filter(({ covered }) => covered >= best);
      for (const hit of group.hits) hit.named = isNamed(hit.tier, hit.document, text);
      group.hits.sort((a, b) => b.named - a.named || b.points - a.points || a.document - b.document);
    }
    const full = asked.filter(({ hits }) => hits.length);
    return {
      groups: full,
      counts: new Map(groups.map(({ type, hits }) => [type, hits.length])),
      total: full.reduce((sum, { hits }) => sum + hits.length, 0),
      all: best === wanted.filter(({ counts }) => counts).length,
      marks: { typed, words: wordsOf(tiers, meaning) },
      guesses: guessed.map((word) => [word, bestGuess(meaning.get(word))]),
    };
  }

  /* Every word of the index that the typed words stand for. */
  function wordsOf(tiers, meaning) {
    const found = new Set();
    tiers.forEach((tier, number) => {
      const terms = new Set([...meaning.values()].flatMap((tierTerms) => [...tierTerms[number].keys()]));
      tier.words.forEach((word, i) => terms.has(tier.termOf[i]) && found.add(word));
    });
    return found;
  }

  function bestGuess(found) {
    const all = found.flatMap((terms) => [...terms.values()]);
    return all.sort((a, b) => b.boost - a.boost || (a.word < b.word ? -1 : 1))[0].word;
  }

  /* Words of the index that look like a typed text that found nothing. */
  function suggest(tiers, query, count = 3) {
    const found = new Map();
    for (const typed of new Set(words(query))) {
      const limit = Math.min(4, Math.floor(typed.length / 2));
      for (const tier of tiers) {
        for (const word of tier.words) {
          const edits = limit && word.length > 3 ? distance(typed, word, limit) : limit + 1;
          const known = found.has(word) ? found.get(word) : limit + 1;
          if (edits < known) found.set(word, edits);
        }
      }
    }
    return [...found].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).slice(0, count).map(([word]) => word);
  }

  window.portalgen.search.engine = { openTier, find, suggest, score };
})();

/* Hits in, elements out. Everything from the index is text: no markup of a document ever becomes markup here. */
(() => {
  "use strict";

  const { search } = window.portalgen;
  const SVG = "http://www.w3.org/2000/svg";
  const PIECE = /[\p{L}\p{N}\p{M}]+/gu;
  const CAMEL = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
  const BEFORE = 50; // characters of an excerpt before the first mark
  const EXCERPT = 220;

  /* The theme's icons, drawn here because a page only holds those that it shows itself. */
  const ICONS = {
    component: "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4.3 7.7L12 12l7.7-4.3M12 12v8.7",
    api: "M9 4H8a2.5 2.5 0 0 0-2.5 2.5v3A2.5 2.5 0 0 1 3 12a2.5 2.5 0 0 1 2.5 2.5v3A2.5 2.5 0 0 0 8 20h1M15 4h1a2.5 2.5 0 0 1 2.5 2.5v3A2.5 2.5 0 0 0 21 12a2.5 2.5 0 0 0-2.5 2.5v3A2.5 2.5 0 0 1 16 20h-1M10 12h4",
    resource: "M4.5 6c0-1.7 3.4-3 7.5-3s7.5 1.3 7.5 3-3.4 3-7.5 3-7.5-1.3-7.5-3zM4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3",
    system: "M9 3.5h6v5.5H9zM3 15h6v5.5H3zM15 15h6v5.5h-6zM12 9v3M6 15v-3h12v3",
    domain: "M12 3l9 5-9 5-9-5zM3 12.2l9 5 9-5M3 16.4l9 5 9-5",
    group: "M5.75 8a3.25 3.25 0 1 0 6.5 0a3.25 3.25 0 1 0-6.5 0M2.5 20v-.5A5.5 5.5 0 0 1 8 14h2a5.5 5.5 0 0 1 5.5 5.5v.5M15.5 4.9a3.25 3.25 0 0 1 0 6.2M18 14.3a5.5 5.5 0 0 1 3.5 5.2v.5",
    user: "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4.5 20.5v-.5A5.5 5.5 0 0 1 10 14.5h4a5.5 5.5 0 0 1 5.5 5.5v.5",
    template: "M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5zM13.5 3v5.5H19M12 11.5v6M9 14.5h6",
    location: "M12 21.5s7-6.3 7-11.7a7 7 0 0 0-14 0c0 5.4 7 11.7 7 11.7zM9.5 9.8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0",
    docs: "M12 6.5C10.3 5.2 7.8 4.5 4 4.5v13.5c3.8 0 6.3.7 8 2 1.7-1.3 4.2-2 8-2V4.5c-3.8 0-6.3.7-8 2zM12 6.5V20",
    schema: "M5 4.5h14v15H5zM5 9.5h14M11 9.5v10",
    operation: "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
    search: "M4 10.5a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0M15.3 15.3 20.5 20.5",
    close: "M6 6l12 12M18 6 6 18",
    clock: "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M12 7v5l3.3 2",
    other: "M5 4.5h14v15H5zM8.5 9h7M8.5 12.5h7M8.5 16h4",
  };

  /* Makes an element; attributes that are null are left out, children are elements or text. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function icon(name, classes = "") {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name] || ICONS.other);
    svg.append(path);
    for (const [key, value] of [["viewBox", "0 0 24 24"], ["class", `search-icon ${classes}`], ["aria-hidden", "true"]]) {
      svg.setAttribute(key, value);
    }
    return svg;
  }

  /* Where in a word of a text a typed word is: [from, to], or null. Folded text only keeps places in plain letters. */
  function hitIn(piece, { typed, words }) {
    const folded = search.analysis.withoutMarks(piece).toLowerCase();
    const part = typed.filter((word) => folded.startsWith(word)).sort((a, b) => b.length - a.length)[0];
    if (part && folded.length === piece.length) return [0, part.length];
    if (words.has(folded)) {
      const inside = typed.find((word) => word.length > 2 && folded.includes(word));
      const from = inside && folded.length === piece.length ? folded.indexOf(inside) : 0;
      return [from, inside ? from + inside.length : piece.length];
    }
    return null;
  }

  /* The parts of a text that are marked: [from, to] in order. A camelCase word is tried whole, then in its parts. */
  function rangesOf(text, marks) {
    const ranges = [];
    for (const { 0: word, index } of text.matchAll(PIECE)) {
      const whole = hitIn(word, marks);
      let start = index;
      for (const piece of whole ? [word] : word.split(CAMEL)) {
        const hit = whole || hitIn(piece, marks);
        if (hit) ranges.push([start + hit[0], start + hit[1]]);
        start += piece.length;
      }
    }
    return ranges;
  }

  /* A text as nodes, with <mark> around what the query found. */
  function marked(text, marks) {
    const nodes = [];
    let end = 0;
    for (const [from, to] of rangesOf(text, marks)) {
      nodes.push(text.slice(end, from), make("mark", {}, text.slice(from, to)));
      end = to;
    }
    return [...nodes, text.slice(end)];
  }

  /* The part of a text around its first mark that stands for a whole word, or else its beginning. */
  function excerpt(text, marks) {
    const ranges = rangesOf(text, marks);
    const longest = Math.max(0, ...ranges.map(([from, to]) => to - from));
    const [first] = ranges.find(([from, to]) => to - from === longest) || [0];
    let from = first > BEFORE * 2 ? text.lastIndexOf(" ", first - BEFORE) + 1 : 0;
    const sentence = text.lastIndexOf(". ", first);
    if (sentence > from) from = first - sentence < BEFORE * 2 ? sentence + 2 : from;
    const shown = text.slice(from, from + EXCERPT);
    const whole = from + EXCERPT >= text.length;
    return `${from ? "… " : ""}${whole ? shown : `${shown.slice(0, Math.max(shown.lastIndexOf(" "), 1))} …`}`;
  }

  function kindWord(kind) {
    const word = search.words.kinds[kind] || kind;
    return word.charAt(0).toLocaleUpperCase(document.documentElement.lang || "en") + word.slice(1);
  }

  /* One result: a link that is an option of the list. */
  function row({ tier, document: number }, marks, id) {
    const { columns, type } = tier;
    const kind = columns.kind[number];
    const about = [type === "entity" ? kindWord(kind) : "", columns.context[number]].filter(Boolean).join(" · ");
    const owner = columns.owner[number] ? [icon("group"), columns.owner[number]] : [];
    const body = make("span", { class: "search-hit-body" },
      make("span", { class: "search-hit-title", dir: "auto" }, ...marked(columns.title[number], marks)),
      make("span", { class: "search-hit-context", dir: "auto" }, about, ...owner));
    if (tier.lengths[tier.fields.length - 1][number]) body.append(excerptOf(tier, number, marks));
    const href = search.address(columns.location[number]);
    const shape = type === "entity" ? kind : type;
    const colour = type === "docs" ? "" : `kind-${kind}`; // an operation has the colour of its API
    const options = { role: "option", id, tabindex: "-1", "aria-selected": "false" };
    return make("a", { class: "search-hit", href, "data-type": type, ...options },
      make("span", { class: "search-hit-mark" }, icon(shape, colour)), body);
  }

  /* A place of its final height at once; the words come when their shard is there. */
  function excerptOf(tier, number, marks) {
    const place = make("span", { class: "search-hit-excerpt", dir: "auto" });
    search.textOf(tier, number).then((text) => place.replaceChildren(...marked(excerpt(text, marks), marks)), () => {});
    return place;
  }

  search.view = { make, icon, row, marked, excerpt };
})();

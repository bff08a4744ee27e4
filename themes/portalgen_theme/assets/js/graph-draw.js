/* Draws boxes and lines as SVG, in the look of the pictures that the build draws (portalgen/diagrams): classes only,
   the style sheets have the colours. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;
  const SPACE = "http://www.w3.org/2000/svg";
  const [MARK, ICON, PADDING, GAP, ROOM, LEAST] = [24, 16, 10, 9, 150, 128];
  const LEFT = PADDING + MARK + GAP;
  const [LABEL, DETAIL, WORD] = [{ size: 13, height: 17, weight: 500 }, { size: 11, height: 15, weight: 400 }, { size: 11, height: 14, weight: 400 }];
  const MOST_WORDS = 24; // lines with words: more are noise, and the legend has them
  const brush = document.createElement("canvas").getContext("2d");

  function svg(name, attributes, ...inside) {
    const element = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  }
  graph.svg = svg;

  function widthOf(text, { size, weight }) {
    brush.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
    return brush.measureText(text).width;
  }

  function headOf(text, style, room) {
    if (widthOf(text, style) <= room) return text;
    let end = text.length;
    while (end > 1 && widthOf(text.slice(0, end), style) > room) end -= 1;
    const breaks = [...text.slice(0, end + 1).matchAll(/[\s\-_./:]+/g)].map((found) => found.index + found[0].length).filter((at) => at > 1 && at <= end);
    if (breaks.length) return text.slice(0, breaks.at(-1));
    return /[\uD800-\uDBFF]$/.test(text.slice(0, end)) && end > 1 ? text.slice(0, end - 1) : text.slice(0, end);
  }
  function wrap(text, style, most) {
    const lines = [];
    let rest = text.slice(0, 300).trim();
    while (rest && lines.length < most) {
      const head = headOf(rest, style, ROOM);
      lines.push(head.trimEnd());
      rest = rest.slice(head.length).trimStart();
    }
    if (rest) {
      let last = lines.pop();
      while (last && widthOf(`${last}…`, style) > ROOM) last = last.slice(0, -1);
      lines.push(`${last.replace(/[-_./:\s]+$/, "")}…`);
    }
    return lines;
  }

  function textOf(box, words) {
    const label = box.node === null ? words.count(box.kind, box.members.length) : box.about.title;
    const detail = box.node === null ? box.type : box.about.lost ? words("lost") : box.type || words.kind(box.kind);
    const [lines, small] = [wrap(label, LABEL, 3), detail ? wrap(detail, DETAIL, 1) : []];
    const height = lines.length * LABEL.height + small.length * DETAIL.height;
    const widest = Math.max(...lines.map((line) => widthOf(line, LABEL)), ...small.map((line) => widthOf(line, DETAIL)));
    return { label, detail, lines, small, textHeight: height, height: Math.max(MARK, height) + 2 * PADDING, width: Math.max(LEAST, LEFT + widest + PADDING + 2) };
  }

  /* "dependsOn / dependencyOf", in two lines if it is long. */
  function wordsOf(edge) {
    const lines = edge.relations.flatMap(({ names }) => {
      const whole = names.join(" / ");
      return whole.length > 18 && names.length > 1 ? [`${names[0]} /`, ...names.slice(1)] : [whole];
    });
    if (edge.count > 1) lines[lines.length - 1] += ` ×${edge.count}`;
    return lines;
  }

  /* What graph.arrange needs to know, and what is drawn from its answer: { request, texts, labels }. */
  graph.measure = ({ boxes, edges }, direction, words) => {
    const texts = boxes.map((box) => textOf(box, words));
    const width = Math.ceil(Math.max(...texts.map((text) => text.width)));
    const labels = edges.map((edge) => (edges.length <= MOST_WORDS ? wordsOf(edge) : []));
    const size = (lines) => (lines.length ? [Math.max(...lines.map((line) => widthOf(line, WORD))) + 8, lines.length * WORD.height + 4] : [0, 0]);
    const nodes = boxes.map((box, at) => [box.id, width, texts[at].height]);
    const request = { direction, nodes, edges: edges.map((edge, at) => [edge.from, edge.to, ...size(labels[at])]) };
    return { request, texts, labels, width };
  };

  /* Gives { picture, places: [{ box, element, x, y, width, height }] }; x and y are the middle of a box. */
  graph.draw = (picture, measured, arranged, { curve, direction, words, address }) => {
    const { boxes, edges } = picture;
    const places = boxes.map((box, at) => {
      const [x, y] = arranged.boxes[at];
      return { box, x, y, width: measured.width, height: measured.texts[at].height };
    });
    const byId = new Map(places.map((place) => [place.box.id, place]));
    const lines = graph.lines(edges, arranged.lines, byId, direction, curve);
    const root = svg("svg", { class: "diagram graph-picture", viewBox: `0 0 ${Math.ceil(arranged.width)} ${Math.ceil(arranged.height)}`, role: "group" });
    for (const [at, edge] of edges.entries()) root.append(drawEdge(edge, lines[at], byId, words));
    for (const [at, lines_] of measured.labels.entries()) if (lines_.length && arranged.lines[at].label) root.append(drawWords(edges[at], lines_, arranged.lines[at].label));
    for (const [at, place] of places.entries()) {
      place.element = drawBox(place, measured.texts[at], words, address);
      root.append(place.element);
    }
    return { element: root, places, width: Math.ceil(arranged.width), height: Math.ceil(arranged.height) };
  };

  function drawEdge(edge, { path, tips }, byId, words) {
    const element = svg("g", { class: `diagram-edge edge-${edge.relations[0].forwardName}`, "data-from": edge.from, "data-to": edge.to });
    element.append(svg("title", {}, words.sentences(edge, byId.get(edge.from).box, byId.get(edge.to).box).join("\n")));
    element.append(svg("path", { class: "diagram-line", d: path }));
    for (const { tip, d } of tips) element.append(svg("path", { class: `diagram-tip tip-${tip}`, d }));
    return element;
  }

  function drawWords(edge, lines, [x, y]) {
    const group = svg("g", { class: "graph-words", "data-from": edge.from, "data-to": edge.to });
    const [width, height] = [Math.max(...lines.map((line) => widthOf(line, WORD))) + 8, lines.length * WORD.height + 4];
    group.append(svg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 3 }));
    for (const [at, line] of lines.entries()) group.append(svg("text", { x, y: y - height / 2 + 2 + at * WORD.height + 11, "text-anchor": "middle" }, line));
    return group;
  }

  function drawBox({ box, x, y, width, height }, text, words, address) {
    const states = [["is-focus", box.focus], ["is-dangling", box.about && box.about.lost], ["is-many", box.node === null]];
    const names = ["diagram-node", `kind-${box.kind}`, ...states.filter(([, holds]) => holds).map(([name]) => name)].join(" ");
    const common = { class: names, transform: `translate(${x - width / 2} ${y - height / 2})`, tabindex: "-1", "data-id": box.id };
    const href = box.about && !box.about.lost ? address(box.about.route) : null;
    const element = href ? svg("a", { ...common, href, "aria-current": box.focus ? "true" : null }) : svg("g", { ...common, role: "button" });
    element.append(svg("title", {}, words.box(box, text)));
    if (box.node === null) element.append(svg("path", { class: "diagram-stack", d: `M4 ${height + 3}H${width - 4}M8 ${height + 6}H${width - 8}` }));
    element.append(svg("rect", { class: "diagram-box", width, height, rx: 8 }));
    const top = height / 2 - MARK / 2;
    element.append(svg("rect", { class: "diagram-mark", x: PADDING, y: top, width: MARK, height: MARK, rx: 6 }));
    const inset = (MARK - ICON) / 2;
    element.append(svg("use", { class: "diagram-icon", href: words.icon(box.kind), x: PADDING + inset, y: top + inset, width: ICON, height: ICON }));
    let line = height / 2 - text.textHeight / 2;
    for (const [style, name, own] of [[LABEL, "diagram-label", text.lines], [DETAIL, "diagram-detail", text.small]]) {
      for (const words_ of own) {
        element.append(svg("text", { class: name, x: LEFT, y: line + style.size }, words_));
        line += style.height;
      }
    }
    return element;
  }
})();

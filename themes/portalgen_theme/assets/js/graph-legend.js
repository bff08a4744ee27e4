/* What lines of a picture mean, and copying a text. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;
  const sample = (inside) => graph.svg("svg", { class: "diagram-sample", width: 40, height: 16, viewBox: "0 0 40 16", "aria-hidden": "true" }, inside);
  const row = (inside, words) => graph.element("li", {}, sample(inside), words);

  function line(relation) {
    const [start, end] = graph.endsOf({ ...relation, forward: true });
    const from = start && start !== "open" ? 11 : 2;
    const to = end && end !== "open" ? 29 : 38;
    const found = graph.svg("g", { class: `diagram-edge edge-${relation.forwardName}` }, graph.svg("path", { class: "diagram-line", d: `M${from} 8H${to}` }));
    for (const [name, base, point] of [[start, [11, 8], [2, 8]], [end, [29, 8], [38, 8]]]) {
      if (name) found.append(graph.svg("path", { class: `diagram-tip tip-${name}`, d: graph.tip(name, base, point).d }));
    }
    return found;
  }

  graph.legend = ({ boxes, edges }, words) => {
    const found = new Map(edges.flatMap((edge) => edge.relations.map((one) => [one.forwardName, one])));
    const rows = [...found.values()].sort((one, other) => (one.words < other.words ? -1 : 1)).map((one) => row(line(one), one.words));
    if (boxes.some(({ about }) => about && about.lost)) {
      const box = graph.svg("rect", { class: "diagram-box", x: 5, y: 2, width: 30, height: 12, rx: 4 });
      rows.push(row(graph.svg("g", { class: "diagram-node is-dangling" }, box), words("lost")));
    }
    return rows;
  };

  graph.copy = (text) => window.portalgen.copy(text).then(() => true, () => false);
})();

/* Lines between boxes: where they begin and end at a box, their curve, and what stands at their ends, as in
   portalgen/diagrams/marks.py. Everything is seen along the direction in which the picture grows: (along, across). */
(() => {
  "use strict";

  const graph = window.portalgen.graph;
  const [TIP, HALF, SPREAD, CORNER] = [9, 3.8, 11, 10];
  const CROWD = 5; // lines at one side of a box
  /* Relation -> what stands where it begins and where it ends; others have an arrowhead. */
  const STYLES = {
    ownerOf: ["dot", ""], apiProvidedBy: ["ball", ""], consumesApi: ["", "open"], dependsOn: ["", "arrow"],
    hasPart: ["diamond", ""], hasMember: ["", ""], parentOf: ["", ""],
  };
  graph.endsOf = ({ forwardName, forward }) => {
    const [start, end] = STYLES[forwardName] || ["", "arrow"];
    return forward ? [start, end] : [end, start];
  };

  const at = ([x, y]) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;

  const SHAPES = {
    arrow: (base, point) => `M${at(point)}L${side(base, base, point, 1)}L${side(base, base, point, -1)}z`,
    open: (base, point) => `M${side(base, base, point, 1)}L${at(point)}L${side(base, base, point, -1)}`,
    diamond: (base, point) => `M${at(base)}L${side(middle(base, point), base, point, 1)}L${at(point)}L${side(middle(base, point), base, point, -1)}z`,
    ball: (base, point) => circle(middle(base, point), 4.2),
    dot: (base, point) => circle(middle(base, point), 2.8),
  };
  const middle = (one, other) => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
  function side(center, base, point, sign) {
    const [x, y] = [point[0] - base[0], point[1] - base[1]];
    const length = Math.hypot(x, y) || 1;
    return at([center[0] - (sign * y * HALF) / length, center[1] + (sign * x * HALF) / length]);
  }
  function circle([x, y], radius) {
    return `M${at([x - radius, y])}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  }
  graph.tip = (name, base, point) => ({ tip: name, d: SHAPES[name](base, point) });

  /* For each edge { path, tips }. */
  graph.lines = (edges, arranged, byId, direction, curve) => {
    const upright = direction === "TB" || direction === "BT";
    const turn = ([x, y]) => (upright ? [y, x] : [x, y]);
    const spans = new Map([...byId].map(([id, place]) => {
      const [along, across] = turn([place.x, place.y]);
      const [length, breadth] = turn([place.width, place.height]);
      return [id, { along, across, length, breadth }];
    }));
    const ways = edges.map((edge, number) => ({ ...wayOf(edge, arranged[number].points.map(turn), spans), label: arranged[number].label }));
    spread(ways);
    return ways.map((way, number) => drawn(way, edges[number], turn, curve));
  };

  function wayOf(edge, points, spans) {
    const [source, target] = [spans.get(edge.from), spans.get(edge.to)];
    if (edge.from === edge.to) return { points, loop: true };
    const sign = target.along >= source.along ? 1 : -1;
    const relation = `${edge.relations[0].pair} ${edge.relations[0].forward}`;
    const ends = [
      { id: edge.from, span: source, sign, relation, leads: points[1][1] },
      { id: edge.to, span: target, sign: -sign, relation, leads: points.at(-2)[1] },
    ];
    return { points, ends, loop: false };
  }

  /* Lines at one side of a box begin side by side, in the order of where they lead; many of one relation at one place. */
  function spread(ways) {
    const sides = new Map();
    for (const { ends } of ways) {
      for (const end of ends || []) put(sides, `${end.id} ${end.sign}`, end);
    }
    for (const ends of sides.values()) {
      const ports = new Map();
      for (const [number, end] of ends.entries()) put(ports, ends.length > CROWD ? end.relation : number, end);
      const ordered = [...ports.values()].sort((one, other) => mean(one) - mean(other));
      const { span } = ends[0];
      const step = Math.min(SPREAD, Math.max(span.breadth - 2 * CORNER, 0) / Math.max(ordered.length - 1, 1));
      for (const [number, own] of ordered.entries()) {
        for (const end of own) {
          end.point = [span.along + (end.sign * span.length) / 2, span.across + step * (number - (ordered.length - 1) / 2)];
          end.base = [end.point[0] + end.sign * TIP, end.point[1]];
        }
      }
    }
  }
  const put = (lists, key, value) => (lists.has(key) ? lists.get(key).push(value) : lists.set(key, [value]));
  const mean = (ends) => ends.reduce((sum, { leads }) => sum + leads, 0) / ends.length;

  function drawn(way, edge, turn, curve) {
    if (way.loop) return { path: `M${way.points.map(turn).map(at).join("L")}`, tips: [] };
    const names = graph.endsOf(edge.relations[0]);
    const [start, end] = way.ends;
    const between = way.points.slice(1, -1);
    const points = [start.base, ...(between.length === 1 && !way.label ? [] : between), end.base]; // no box stands there
    const line = (curve === "curveStepBefore" ? steps : smooth)(points, turn);
    const joinAt = (name, { point }) => (["", "open"].includes(name) ? at(turn(point)) : "");
    const [first, last] = [joinAt(names[0], start), joinAt(names[1], end)];
    const path = `M${first ? `${first}L` : ""}${at(turn(start.base))}${line}${last ? `L${last}` : ""}`;
    const tips = way.ends.map(({ base, point }, number) => names[number] && graph.tip(names[number], turn(base), turn(point))).filter(Boolean);
    return { path, tips };
  }

  const steps = (points, turn) => points.slice(1).map((point, number) => `L${at(turn([points[number][0], point[1]]))}L${at(turn(point))}`).join("");

  /* A monotone cubic curve (Steffen 1990) along the direction that leaves and enters at right angles. */
  function smooth(points, turn) {
    const slope = (one, other) => (other[1] - one[1]) / (other[0] - one[0] || 1e-9);
    const tangents = points.map((point, number) => {
      if (!number || number === points.length - 1) return 0;
      const [one, other] = [slope(points[number - 1], point), slope(point, points[number + 1])];
      if (one * other <= 0 || (point[0] - points[number - 1][0]) * (points[number + 1][0] - point[0]) <= 0) return 0;
      return Math.sign(one) * Math.min(Math.abs(one), Math.abs(other), Math.abs(one + other) / 4);
    });
    return points.slice(1).map((point, number) => {
      const before = points[number];
      const third = (point[0] - before[0]) / 2.4;
      const curve = [[before[0] + third, before[1] + third * tangents[number]], [point[0] - third, point[1] - third * tangents[number + 1]], point];
      return `C${curve.map((one) => at(turn(one))).join(" ")}`;
    }).join("");
  }
})();

/* Walks along relations: what Backstage's graph shows of some roots, and the shortest paths between two entities. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;

  /* What may be walked along, by code (pair * 2 + (1 if forward)), and whether a node's kind is wanted. */
  function choice(data, { relations, kinds }) {
    const codes = new Set();
    for (const [name, { pair, forward }] of data.names) {
      if (!relations || relations.includes(name)) codes.add(pair * 2 + (forward ? 1 : 0));
    }
    return { codes, wanted: (node) => !kinds || kinds.includes(data.kindOf(node)) };
  }

  const nameOf = (data, code) => data.pairs[code >> 1][code & 1 ? "forward" : "backward"];

  /* What an edge says: forward if it leads from where the pair's first name is said; names are those that it shows. */
  graph.relation = (data, pair, forward, names) => {
    const { forward: forwardName, words } = data.pairs[pair];
    return { pair, forward, forwardName, words, names: names || [forwardName, data.pairs[pair].backward] };
  };

  class Edges {
    constructor(data, merge) {
      Object.assign(this, { data, merge, found: new Map() });
    }

    /* Several relations between the same two entities are one edge (`reduce-edges`). */
    add(node, other, code) {
      const turn = this.merge && !(code & 1);
      const [from, to] = turn ? [other, node] : [node, other];
      const names = this.merge ? null : [nameOf(this.data, code)];
      this.put({ from, to, relations: [graph.relation(this.data, code >> 1, this.merge || Boolean(code & 1), names)] });
    }
    put(edge) {
      const key = edge.from * this.data.count + edge.to;
      const known = this.found.get(key);
      if (!known) this.found.set(key, edge);
      else join(known, edge.relations);
    }
  }

  function join(edge, relations) {
    for (const one of relations) {
      const known = edge.relations.find(({ pair, forward }) => pair === one.pair && forward === one.forward);
      if (!known) edge.relations.push(one);
      else known.names = [...new Set([...known.names, ...one.names])];
    }
  }

  /* Distances of nodes from the roots along edges that are kept, whichever way they point. */
  async function distances(roots, edges) {
    const beside = new Map();
    const add = (one, other) => (beside.has(one) ? beside.get(one).push(other) : beside.set(one, [other]));
    for (const { from, to } of edges) {
      add(from, to);
      add(to, from);
    }
    const found = new Map(roots.map((root) => [root, 0]));
    for (const node of found.keys()) {
      await graph.breathe();
      for (const other of beside.get(node) || []) if (!found.has(other)) found.set(other, found.get(node) + 1);
    }
    return found;
  }

  /* Backstage's `merge-relations`: what points both ways becomes one edge, the way that was found first. */
  function mergeBothWays(edges, count) {
    const found = new Map();
    for (const edge of edges) {
      const back = found.get(edge.to * count + edge.from);
      if (!back) found.set(edge.from * count + edge.to, edge);
      else if (back !== edge) join(back, edge.relations.map((one) => ({ ...one, forward: !one.forward })));
    }
    return [...found.values()];
  }

  /* Backstage's `order-forward` and `remove-backward-edges`: away from the roots, in words that read forward. */
  function awayFromRoots(edges, distance, data) {
    const kept = [];
    for (const edge of edges) {
      const turn = distance.get(edge.to) < distance.get(edge.from);
      const [from, to] = turn ? [edge.to, edge.from] : [edge.from, edge.to];
      const forward = ({ pair, names }) => names.filter((name) => name === data.pairs[pair].forward);
      const relations = edge.relations.map((one) => ({ ...one, forward: one.forward !== turn, names: forward(one) }));
      if (relations.some(({ names }) => names.length)) kept.push({ from, to, relations: relations.filter(({ names }) => names.length) });
    }
    return kept;
  }

  /* options: { maxDepth, relations, kinds, unidirectional, mergeRelations }; null for relations or kinds is all of them.
     As in Backstage, what leads nowhere apart: it is shown as such. */
  graph.explore = async (data, roots, options) => {
    const { codes, wanted } = choice(data, options);
    const depth = new Map(roots.map((root) => [root, 0]));
    const edges = new Edges(data, options.mergeRelations);
    let level = roots;
    for (let step = 0; level.length; step += 1) {
      await data.needEdges(level);
      const next = [];
      for (const node of level) {
        await graph.breathe();
        const row = data.edgesAt(node);
        for (let at = 0; at < row.length; at += 2) {
          const [other, code] = [row[at], row[at + 1]];
          if (!codes.has(code) || !wanted(other)) continue;
          if (!depth.has(other) && step < options.maxDepth) {
            depth.set(other, step + 1);
            next.push(other);
          }
          if (depth.has(other)) edges.add(node, other, code);
        }
      }
      level = next;
    }
    let kept = [...edges.found.values()];
    const distance = await distances(roots, kept);
    if (options.unidirectional) {
      const near = ({ from, to }) => distance.get(from) !== distance.get(to) || !distance.get(from);
      kept = kept.filter(near); // `strip-distant-edges`
    }
    if (options.unidirectional || options.mergeRelations) kept = mergeBothWays(kept, data.count);
    if (options.unidirectional && !options.mergeRelations) kept = awayFromRoots(kept, distance, data);
    return { roots, distance, edges: kept };
  };

  /* One side of a search for paths: { steps: node -> [[node before, code], ...], level, depth: node -> steps from its start }. */
  async function advance(side, data, codes, wanted) {
    await data.needEdges(side.level);
    const next = [];
    for (const node of side.level) {
      await graph.breathe();
      const row = data.edgesAt(node);
      for (let at = 0; at < row.length; at += 2) {
        const [other, code] = [row[at], side.codeOf(row[at + 1])];
        if (!codes.has(code) || (!wanted(other) && other !== side.goal)) continue;
        if (!side.depth.has(other)) {
          side.depth.set(other, side.depth.get(node) + 1);
          side.steps.set(other, []);
          next.push(other);
        }
        if (side.depth.get(other) === side.depth.get(node) + 1) side.steps.get(other).push([node, code]);
      }
    }
    side.level = next;
  }

  function* unwind(side, node, most) {
    if (!side.depth.get(node)) yield [[node, -1]];
    else {
      let told = 0;
      for (const [before, code] of side.steps.get(node)) {
        for (const path of unwind(side, before, most)) {
          yield [...path, [node, code]];
          told += 1;
          if (told === most) return;
        }
      }
    }
  }

  /* Shortest paths, at most some: [[[node, code by which it was reached, -1 at the start], ...], ...]; empty if there is none. */
  graph.paths = async (data, start, goal, options, most = 5) => {
    const { codes, wanted } = choice(data, options);
    const side = (node, other, codeOf) => ({ level: [node], goal: other, depth: new Map([[node, 0]]), steps: new Map(), codeOf });
    const [ahead, behind] = [side(start, goal, (code) => code), side(goal, start, (code) => code ^ 1)];
    if (start === goal) return [[[start, -1]]];
    while (ahead.level.length && behind.level.length) {
      await advance(ahead.level.length <= behind.level.length ? ahead : behind, data, codes, wanted);
      const met = [...ahead.depth.keys()].filter((node) => behind.depth.has(node));
      if (met.length) return joined(ahead, behind, met, most);
    }
    return [];
  };

  function joined(ahead, behind, met, most) {
    const length = (node) => ahead.depth.get(node) + behind.depth.get(node);
    const shortest = Math.min(...met.map(length));
    const seen = new Map();
    for (const node of met.filter((one) => length(one) === shortest)) {
      for (const first of unwind(ahead, node, most)) {
        for (const last of unwind(behind, node, most)) {
          const path = [...first];
          for (let at = last.length - 1; at > 0; at -= 1) path.push([last[at - 1][0], last[at][1]]);
          seen.set(path.join(" "), path);
          if (seen.size === most) return [...seen.values()];
        }
      }
    }
    return [...seen.values()];
  }

  /* What is to be drawn of paths: each step points the way that is gone. */
  graph.pathEdges = (data, found, start, goal) => {
    const edges = new Map();
    const distance = new Map([[start, 0]]);
    for (const path of found) {
      for (const [at, [node, code]] of path.entries()) {
        if (!at) continue;
        if (!distance.has(node)) distance.set(node, at);
        const [before] = path[at - 1];
        const { forward, backward } = data.pairs[code >> 1];
        const names = code & 1 ? [forward, backward] : [backward, forward];
        edges.set(`${before} ${node} ${code}`, { from: before, to: node, relations: [graph.relation(data, code >> 1, Boolean(code & 1), names)] });
      }
    }
    distance.set(goal, found[0].length - 1);
    return { roots: [start], distance, edges: [...edges.values()] };
  };
})();

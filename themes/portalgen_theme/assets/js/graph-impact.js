/* Blast radius: everything that depends on an entity, along the relations that its page counts (`index.breaks`), and
   whom to tell. What stands in a system or domain breaks with it. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;

  /* Breadth first: node -> { node, distance, before, code }; `before` is the step before, -1 at the start. */
  graph.impact = async (data, roots, { relations, kinds }) => {
    const follows = (names) => new Set(names.map((name) => data.names.get(name)).filter(Boolean).map(({ pair, forward }) => pair * 2 + (forward ? 1 : 0)));
    const found = new Map(roots.map((node) => [node, { node, distance: 0, before: -1, code: -1 }]));
    await walk(found, follows(["hasPart"]), 0);
    const rule = data.index.breaks.filter((name) => !relations || relations.includes(name));
    await walk(found, follows(rule), 1);
    await data.needNodes(found.keys());
    for (const node of [...found.keys()]) {
      await graph.breathe();
      if (data.node(node).lost && !roots.includes(node)) found.delete(node);
    }
    const shown = (one) => !one.distance || !kinds || kinds.includes(data.kindOf(one.node));
    return [...found.values()].filter(shown).sort((one, other) => one.distance - other.distance);

    async function walk(seen, codes, step) {
      let level = [...seen.keys()];
      while (level.length) {
        await data.needEdges(level);
        const next = [];
        for (const node of level) {
          await graph.breathe();
          const row = data.edgesAt(node);
          for (let at = 0; at < row.length; at += 2) {
            const [other, code] = [row[at], row[at + 1]];
            if (!codes.has(code) || seen.has(other)) continue;
            seen.set(other, { node: other, distance: seen.get(node).distance + step, before: node, code });
            next.push(other);
          }
        }
        level = next;
      }
    }
  };

  /* The steps from an entity that breaks back to what it is about, as graph.paths has them. */
  graph.why = (rows, node) => {
    const path = [[node, -1]];
    for (let one = rows.get(node); one && one.before >= 0; one = rows.get(one.before)) path.push([one.before, one.code ^ 1]);
    return path;
  };

  /* What is to be drawn of it: each entity with the step before it. Parts stand a step away from their system. */
  graph.impactEdges = async (data, rows, roots) => {
    const shown = new Set(rows.map(({ node }) => node));
    const distance = new Map(roots.map((root) => [root, 0]));
    const edges = [];
    const after = new Map();
    for (const row of rows) {
      await graph.breathe();
      if (!shown.has(row.before)) continue;
      if (!after.has(row.before)) after.set(row.before, []);
      after.get(row.before).push(row);
    }
    for (const before of distance.keys()) {
      await graph.breathe();
      for (const { node, code } of after.get(before) || []) {
        const [from, to] = code & 1 ? [before, node] : [node, before];
        edges.push({ from, to, relations: [graph.relation(data, code >> 1, true)] });
        if (!distance.has(node)) distance.set(node, distance.get(before) + 1);
      }
    }
    for (const { node } of rows) if (!distance.has(node)) distance.set(node, 1);
    return { roots, distance, edges };
  };

  /* Owners of what breaks: [[owner or -1, [nodes]], ...], who has most first. */
  graph.teams = async (data, rows) => {
    const found = new Map();
    for (const { node } of rows) {
      await graph.breathe();
      const { owners } = data.node(node);
      for (const owner of owners.length ? owners : [-1]) {
        if (!found.has(owner)) found.set(owner, []);
        found.get(owner).push(node);
      }
    }
    await data.needNodes([...found.keys()].filter((owner) => owner >= 0));
    return [...found].sort((one, other) => other[1].length - one[1].length || one[0] - other[0]);
  };
})();

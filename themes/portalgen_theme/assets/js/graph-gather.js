/* Makes a picture readable: entities become boxes, and those that would crowd it become boxes with a count. A box with
   a count holds what has the same relation to the same neighbour, the same kind and type; coarser where needed. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;
  const MOST = [60, 40, 25]; // boxes; fewer while there are more lines between them than CLEAR
  const CLEAR = 100;
  const FEW = 24; // nodes that may stand below each other whatever they are
  const LONG = 12; // of one relation, kind and type
  const ALL_NAMES = 3_000; // beyond, only kinds are looked at: names would have to be loaded
  const STEP = 15; // that opening a box adds

  /* found: { roots, distance: node -> steps, edges }; opened: key of a box -> how many times it was opened.
     Gives { boxes: [{ id, members, node or null, kind, type, distance, focus }], edges: [{ from, to, relations, count }] } with ids. */
  graph.gather = async (data, found, opened) => {
    let picture = null;
    for (const most of MOST) {
      picture = await gathered(data, found, opened, most);
      if (picture.edges.length <= CLEAR) break;
    }
    return picture;
  };

  async function gathered(data, found, opened, most) {
    const state = { data, found, opened, boxes: [], boxOf: new Map(), fine: found.distance.size <= ALL_NAMES };
    if (state.fine) await data.needNodes(found.distance.keys());
    const beside = await neighbours(found.edges);
    const levels = [];
    for (const [node, distance] of found.distance) (levels[distance] = levels[distance] || []).push(node);
    for (const node of levels[0]) single(state, node, 0);
    for (let distance = 1; distance < levels.length; distance += 1) {
      const reserve = Math.min(levels.length - 1 - distance, 4) * 2;
      await place(state, levels[distance] || [], distance, beside, most - state.boxes.length - reserve);
    }
    await data.needNodes(state.boxes.filter((box) => box.node !== null).map((box) => box.node));
    for (const box of state.boxes) describe(state, box);
    return { boxes: state.boxes, edges: await between(state) };
  }

  async function neighbours(edges) {
    const found = new Map();
    for (const edge of edges) {
      await graph.breathe();
      for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
        if (!found.has(one)) found.set(one, []);
        found.get(one).push([other, edge]);
      }
    }
    return found;
  }

  function single(state, node, distance) {
    state.boxOf.set(node, state.boxes.length);
    state.boxes.push({ id: `n${node}`, node, members: [node], distance, focus: distance === 0 });
  }
  function many(state, key, members, distance) {
    for (const node of members) state.boxOf.set(node, state.boxes.length);
    state.boxes.push({ id: key, node: null, members, distance, focus: false });
  }

  function keysOf(state, node, distance, beside) {
    const { data, found, boxes, boxOf, fine } = state;
    const kind = data.kindOf(node);
    const [parent, edge] = (beside.get(node) || []).find(([other]) => found.distance.get(other) === distance - 1) || [-1, null];
    const relation = edge ? `${edge.relations.map(({ pair }) => pair).join("+")}${edge.from === node ? "<" : ">"}` : "";
    const near = parent >= 0 ? boxes[boxOf.get(parent)].id : "";
    const type = fine ? data.node(node).type : "";
    return [`${near}|${relation}|${kind}|${type}`, `${near}|${relation}|${kind}`, `${distance}|${kind}`, `far|${kind}`];
  }

  async function place(state, nodes, distance, beside, room) {
    const keys = new Map();
    for (const node of nodes) {
      await graph.breathe();
      keys.set(node, keysOf(state, node, distance, beside));
    }
    let groups = new Map();
    for (let coarse = 0; coarse < 4; coarse += 1) {
      groups = new Map();
      for (const [node, own] of keys) {
        if (!groups.has(own[coarse])) groups.set(own[coarse], []);
        groups.get(own[coarse]).push(node);
      }
      if (groups.size <= Math.max(room, 0)) break;
    }
    await share(state, groups, distance, room);
  }

  /* The smallest groups first; each of the others needs one box at least. */
  async function share(state, groups, distance, room) {
    const isSmall = state.found.distance.size <= FEW;
    const ordered = [...groups].sort(([key, one], [other, two]) => one.length - two.length || (key < other ? -1 : 1));
    let left = room;
    for (const [at, [key, found]] of ordered.entries()) {
      const members = await sorted(state, found);
      const free = left - (ordered.length - at - 1);
      const wish = (state.opened.get(key) || 0) * STEP;
      const fits = members.length <= free && (isSmall || members.length <= LONG);
      const shown = members.length === 1 || fits ? members.length : Math.min(wish, members.length);
      for (const node of members.slice(0, shown)) single(state, node, distance);
      const rest = members.slice(shown);
      if (rest.length === 1) single(state, rest[0], distance);
      else if (rest.length) join(state, key, rest, distance);
      left -= Math.min(shown, LONG) + (rest.length ? 1 : 0);
    }
  }

  /* What is far away is one box for each kind, from whatever distance. */
  function join(state, key, members, distance) {
    const known = state.boxes.findIndex((box) => box.id === key);
    if (known < 0) many(state, key, members, distance);
    else {
      state.boxes[known].members.push(...members);
      for (const node of members) state.boxOf.set(node, known);
    }
  }

  async function sorted({ data, fine }, members) {
    if (!fine) return members;
    const titles = new Map();
    for (const node of members) {
      await graph.breathe();
      titles.set(node, data.node(node).title.toLowerCase());
    }
    const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
    return [...members].sort((one, other) => compare(titles.get(one), titles.get(other)) || one - other);
  }

  function describe({ data, fine }, box) {
    box.kind = data.kindOf(box.members[0]);
    box.about = box.node === null ? null : data.node(box.node);
    if (box.about) box.type = box.about.type;
    else box.type = fine ? shared(box.members.map((node) => data.node(node).type)) : "";
  }
  const shared = (types) => (types.every((type) => type === types[0]) ? types[0] : "");

  /* Edges between boxes; the same relations between the same two are one, with a count. */
  async function between({ found, boxes, boxOf }) {
    const edges = new Map();
    for (const edge of found.edges) {
      await graph.breathe();
      const [from, to] = [boxOf.get(edge.from), boxOf.get(edge.to)];
      if (from === undefined || to === undefined || (from === to && boxes[from].node === null)) continue;
      const key = `${from} ${to} ${edge.relations.map(({ pair, forward }) => `${pair}${forward}`).join()}`;
      const known = edges.get(key);
      if (known) known.count += 1;
      else edges.set(key, { from: boxes[from].id, to: boxes[to].id, relations: edge.relations, count: 1 });
    }
    return [...edges.values()];
  }
})();

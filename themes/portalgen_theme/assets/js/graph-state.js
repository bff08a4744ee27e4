/* What the graph explorer shows, in the address: Backstage's parameters with its defaults, and `view` and `to`. */
(() => {
  "use strict";

  const portalgen = (window.portalgen = window.portalgen || {});
  const graph = (portalgen.graph = portalgen.graph || {});
  const DIRECTIONS = ["LR", "RL", "TB", "BT"];
  const CURVES = ["curveMonotoneX", "curveStepBefore"];
  const VIEWS = ["explore", "path", "impact"];
  const ANY = Infinity;

  /* "rootEntityRefs[]", "rootEntityRefs[0]" and "rootEntityRefs" are one list. */
  function lists(query) {
    const found = new Map();
    for (const [name, value] of new URLSearchParams(query)) {
      const [, key, mark] = /^([^[]*)(\[\d*\])?$/.exec(name) || [];
      if (key) found.set(key, { values: [...(found.has(key) ? found.get(key).values : []), value], many: Boolean(mark) });
    }
    return found;
  }

  function depthOf(text) {
    const depth = Number(text);
    return Number.isInteger(depth) && depth > 0 ? depth : ANY;
  }

  graph.readState = (query) => {
    const found = lists(query);
    const all = (name) => (found.has(name) ? found.get(name).values : null);
    const one = (name, known, other) => (known.includes((all(name) || []).at(-1)) ? all(name).at(-1) : other);
    const flag = (name) => (all(name) ? all(name).at(-1) === "true" : true);
    const kinds = all("selectedKinds");
    return {
      view: one("view", VIEWS, VIEWS[0]),
      roots: [...new Set((all("rootEntityRefs") || []).map(graph.refOf).filter(Boolean))],
      to: graph.refOf((all("to") || [""])[0]),
      maxDepth: all("maxDepth") ? depthOf(all("maxDepth").at(-1)) : ANY,
      kinds: kinds && kinds.map((kind) => kind.toLowerCase()),
      relations: all("selectedRelations"),
      direction: one("direction", DIRECTIONS, DIRECTIONS[0]),
      curve: one("curve", CURVES, CURVES[0]),
      unidirectional: flag("unidirectional"),
      mergeRelations: flag("mergeRelations"),
      showFilters: flag("showFilters"),
    };
  };

  /* The query of a state; what is as usual is left out. */
  graph.writeState = (state) => {
    const parts = [];
    const add = (name, value) => parts.push(`${name}=${encodeURIComponent(value).replaceAll("%3A", ":").replaceAll("%2F", "/")}`);
    if (state.view !== VIEWS[0]) add("view", state.view);
    for (const ref of state.roots) add("rootEntityRefs[]", ref);
    if (state.view === "path" && state.to) add("to", state.to);
    if (state.maxDepth !== ANY) add("maxDepth", state.maxDepth);
    for (const kind of state.kinds || []) add("selectedKinds[]", kind);
    for (const name of state.relations || []) add("selectedRelations[]", name);
    if (state.direction !== DIRECTIONS[0]) add("direction", state.direction);
    if (state.curve !== CURVES[0]) add("curve", state.curve);
    for (const name of ["unidirectional", "mergeRelations", "showFilters"]) if (!state[name]) add(name, false);
    return parts.length ? `?${parts.join("&")}` : "";
  };
})();

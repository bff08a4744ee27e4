/* What a reader chose of a table, and its address, in Backstage's words:
   ?filters[type]=service&filters[owners]=group:default/web&filters[text]=pay&sort=-owner&offset=100 */
(() => {
  "use strict";

  const table = (window.portalgen.table = {});
  const WORDS = Object.assign(Object.create(null), { owner: "owners", lifecycle: "lifecycles" }); // where Backstage's name differs from the column's
  const ALL = "all";
  const MOST = 500; // rows of a page
  const parameter = (facet) => `filters[${WORDS[facet] || facet}]`;
  const readable = (query) => query.toString().replace(/%5B/g, "[").replace(/%5D/g, "]").replace(/%3A/g, ":").replace(/%2F/g, "/");

  table.number = new Intl.NumberFormat(document.documentElement.lang || undefined).format; // a format for each number takes long
  table.ALL_OF = ["tags", "has"]; // a row needs all chosen values of these, one of the others
  table.keyOf = (facet, value) => {
    if (facet === "tags") return value;
    const bare = facet === "owner" && !value.includes(":"); // as Backstage: a name alone is a group's
    return `${bare ? `group:${value.includes("/") ? "" : "default/"}` : ""}${value}`.toLowerCase();
  };

  /* The state of an address. preset: what the page is without one, { facet, value, offset, limit }. */
  table.readState = (preset) => {
    const { offset, limit } = preset;
    const state = { text: "", user: ALL, sort: "", offset, limit, columns: null, chosen: Object.create(null) };
    const query = new URLSearchParams(location.search);
    for (const [name, value] of query) {
      const facet = /^filters\[(\w+)\](?:\[\d*\])?$/.exec(name);
      if (name === "sort") state.sort = value;
      else if (name === "offset") state.offset = Math.max(0, Number.parseInt(value, 10) || 0);
      else if (name === "limit") state.limit = Math.min(MOST, Math.max(1, Number.parseInt(value, 10) || limit));
      else if (name === "columns") state.columns = value.split(",");
      else if (facet && value) choose(state, facet[1], value);
    }
    if (preset.facet && ![...query.keys()].some((name) => name.startsWith(parameter(preset.facet)))) {
      state.chosen[preset.facet] = new Set([preset.value]);
    }
    return state;
  };

  function choose(state, word, value) {
    const facet = Object.keys(WORDS).find((name) => WORDS[name] === word) || word;
    if (facet === "text" || facet === "user") state[facet] = value;
    else if (facet !== "type" || value !== ALL) (state.chosen[facet] = state.chosen[facet] || new Set()).add(table.keyOf(facet, value));
  }

  /* The query of a state, "" for none. */
  table.queryOf = (state, preset) => {
    const query = new URLSearchParams();
    for (const [facet, values] of Object.entries(state.chosen)) {
      const same = facet === preset.facet && values.size === 1 && values.has(preset.value);
      if (!same) for (const value of values) query.append(parameter(facet), value);
    }
    if (preset.facet && !(state.chosen[preset.facet] || new Set()).size) query.set(parameter(preset.facet), ALL);
    if (state.user !== ALL) query.set("filters[user]", state.user);
    if (state.text) query.set("filters[text]", state.text);
    if (state.sort) query.set("sort", state.sort);
    if (state.columns) query.set("columns", state.columns.join(","));
    if (state.limit !== preset.limit) query.set("limit", state.limit);
    if (state.offset !== preset.offset) query.set("offset", state.offset);
    const text = readable(query);
    return text && `?${text}`;
  };

  /* Says whether the state leaves rows out. */
  table.narrows = (state) => state.text !== "" || state.user !== ALL || Object.values(state.chosen).some((values) => values.size > 0);
})();

/* Tables that can be filtered and sorted: [data-filter-table] with [data-filters] and [data-table] in it.
   The state is in the address, in Backstage's words: ?filters[type]=service&filters[owners]=group:default/web */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const FEW = 8;
  const WORDS = { owner: "owners", lifecycle: "lifecycles" }; // where Backstage's name differs from the column's
  const parameter = (facet) => `filters[${WORDS[facet] || facet}]`;

  /* ---- reading ---- */

  function texts(cell) {
    if (!cell) return [];
    const parts = cell.querySelectorAll(".tag, .entity");
    return (parts.length ? [...parts] : [cell]).map((part) => part.textContent.trim()).filter(Boolean);
  }

  function readRow(row, facets) {
    const cell = (name) => row.querySelector(`.cell-${name}`);
    const found = { row, ref: row.dataset.ref || "", values: {}, labels: Object.create(null) };
    for (const facet of facets) {
      const labels = facet === "kind" && row.dataset.kind ? [row.dataset.kind] : texts(cell(facet));
      const refs = facet === "owner" ? (row.dataset.owners || "").split(" ").filter(Boolean) : labels;
      const keys = facet === "kind" ? labels.map((label) => label.toLowerCase()) : refs;
      found.values[facet] = keys;
      keys.forEach((key, index) => (found.labels[key] = labels[index] || key));
    }
    found.values.has = ["docs", "problems"].filter((name) => name in row.dataset);
    found.words = [row.querySelector("th").textContent, found.ref, ...(found.values.tags || [])].join(" ").toLowerCase();
    return found;
  }

  function readAddress() {
    const state = { text: "", user: "all", sort: "", chosen: {} };
    for (const [name, value] of new URLSearchParams(location.search)) {
      const match = /^filters\[(\w+)\](?:\[\d*\])?$/.exec(name);
      if (name === "sort") state.sort = value;
      if (!match || !value) continue;
      const key = Object.keys(WORDS).find((facet) => WORDS[facet] === match[1]) || match[1];
      if (key === "text" || key === "user") state[key] = value;
      else if (!(key === "type" && value === "all")) (state.chosen[key] = state.chosen[key] || new Set()).add(key === "kind" ? value.toLowerCase() : value);
    }
    return state;
  }

  function writeAddress(state) {
    const query = new URLSearchParams();
    for (const [facet, values] of Object.entries(state.chosen)) for (const value of values) query.append(parameter(facet), value);
    if (state.user !== "all") query.set("filters[user]", state.user);
    if (state.text) query.set("filters[text]", state.text);
    if (state.sort) query.set("sort", state.sort);
    const text = query.toString().replace(/%5B/g, "[").replace(/%5D/g, "]").replace(/%3A/g, ":").replace(/%2F/g, "/");
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
  }

  /* ---- deciding ---- */

  function matchesFacet(item, facet, values) {
    if (!values || !values.size) return true;
    const own = item.values[facet] || [];
    return facet === "tags" || facet === "has" ? [...values].every((one) => own.includes(one)) : own.some((one) => values.has(one));
  }

  const isMine = (item) => (item.values.owner || []).includes(portalgen.stored("team"));
  const isPersonal = (item, user) => user === "all" || (user === "owned" ? isMine(item) : portalgen.isStarred(item.ref));

  function matches(item, state, without) {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    return (
      words.every((word) => item.words.includes(word)) &&
      (without === "user" || isPersonal(item, state.user)) &&
      Object.entries(state.chosen).every(([facet, values]) => facet === without || matchesFacet(item, facet, values))
    );
  }

  /* ---- showing ---- */

  function choice(type, name, value, label, count, checked) {
    const box = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type, name, value, checked });
    const text = Object.assign(document.createElement("span"), { textContent: label, title: label });
    const number = Object.assign(document.createElement("span"), { textContent: count.toLocaleString() });
    if (!count) box.dataset.zero = "";
    box.append(input, text, number);
    return box;
  }

  function follow(table) {
    const form = table.querySelector("[data-filters]");
    const body = table.querySelector("[data-table] tbody");
    const boxes = [...form.querySelectorAll("[data-facet]")];
    const facets = boxes.map((box) => box.dataset.facet).filter((facet) => facet !== "has");
    const items = [...body.rows].map((row) => readRow(row, facets));
    const state = readAddress();
    const open = new Set();
    for (const facet of Object.keys(state.chosen)) {
      const known = facet === "has" || facets.includes(facet);
      const said = facet === "kind" && items.every((item) => !item.values.kind.length); // a page of one kind
      if (!known || said) delete state.chosen[facet];
    }
    const pages = (table.dataset.pages || "").split(" ").filter(Boolean);
    let complete = pages.length < 2;

    function options(box) {
      const facet = box.dataset.facet;
      const chosen = state.chosen[facet] || new Set();
      const without = facet === "tags" || facet === "has" ? "" : facet;
      const counts = new Map();
      const labels = new Map();
      for (const item of items) {
        const counted = matches(item, state, without);
        for (const value of item.values[facet] || []) {
          labels.set(value, item.labels[value] || box.dataset[value] || value);
          counts.set(value, (counts.get(value) || 0) + (counted ? 1 : 0));
        }
      }
      for (const value of chosen) if (!labels.has(value)) labels.set(value, value), counts.set(value, 0);
      return [...labels].map(([value, label]) => ({ value, label, count: counts.get(value), checked: chosen.has(value) }));
    }

    function showFacet(box) {
      const facet = box.dataset.facet;
      const found = options(box).sort((one, other) => other.checked - one.checked || other.count - one.count || one.label.localeCompare(other.label));
      box.hidden = found.length < (facet === "has" ? 1 : 2) && !found.some((one) => one.checked);
      const few = open.has(facet) || found.length <= FEW + 1 ? found : found.slice(0, FEW);
      const rows = few.map((one) => choice("checkbox", facet, one.value, one.label, one.count, one.checked));
      if (few.length < found.length) {
        const more = Object.assign(document.createElement("button"), { type: "button", className: "facet-more" });
        more.textContent = `${box.dataset.more} (${found.length})`;
        more.addEventListener("click", () => (open.add(facet), showFacet(box), box.querySelector(`label:nth-of-type(${FEW + 1}) input`).focus()));
        rows.push(more);
      }
      keepFocus(box, () => box.replaceChildren(box.querySelector("legend"), ...rows));
    }

    function showPersonal(box) {
      const count = (user) => items.filter((item) => matches(item, state, "user") && isPersonal(item, user)).length;
      const users = ["all", ...(portalgen.stored("team") ? ["owned"] : []), ...(portalgen.list("starred").length ? ["starred"] : [])];
      box.hidden = users.length < 2;
      const rows = users.map((user) => choice("radio", "user", user, box.dataset[user], count(user), state.user === user));
      keepFocus(box, () => box.replaceChildren(box.querySelector("legend"), ...rows));
    }

    function keepFocus(box, change) {
      const value = box.contains(document.activeElement) ? document.activeElement.value : null;
      change();
      const again = value !== null && [...box.querySelectorAll("input")].find((input) => input.value === value);
      if (again) again.focus();
    }

    function sortRows() {
      const name = state.sort.replace(/^-/, "");
      const sign = state.sort.startsWith("-") ? -1 : 1;
      const text = (item) => (item.row.querySelector(`.cell-${name}`) || item.row.cells[0]).textContent.trim();
      const key = (item) => (name === "changed" ? (item.row.querySelector("time") || {}).dateTime || "" : text(item));
      const keyed = items.map((item) => [key(item), item]);
      if (name) keyed.sort(([one], [other]) => sign * (!one - !other || one.localeCompare(other, undefined, { numeric: true })));
      body.append(...keyed.map(([, item]) => item.row));
      for (const head of table.querySelectorAll("[data-column]")) {
        if (name && head.dataset.column === name) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      }
    }

    function show() {
      const shown = items.filter((item) => (item.row.hidden = !matches(item, state)) === false).length;
      boxes.forEach(showFacet);
      const personal = form.querySelector("[data-personal-facet]");
      if (personal) showPersonal(personal);
      const status = form.querySelector("[data-filter-status]");
      status.textContent = status.dataset.words.replace("{shown}", shown.toLocaleString()).replace("{total}", items.length.toLocaleString());
      const filtered = state.text !== "" || state.user !== "all" || Object.values(state.chosen).some((values) => values.size);
      form.querySelector("[data-filter-reset]").hidden = !filtered;
      table.querySelector("[data-filter-empty]").hidden = shown > 0;
      table.querySelector("[data-table]").hidden = shown === 0;
      const links = table.querySelector("[data-filter-pages]");
      if (links) links.hidden = complete;
    }

    async function change() {
      writeAddress(state);
      show();
      if (!complete) await loadPages();
    }

    /* Rows of the other pages join when they are needed; where nothing can be fetched this page is all there is. */
    async function loadPages() {
      complete = true;
      const own = new URL(location.pathname, location.href).href;
      const others = pages.map((page) => new URL(page, document.baseURI).href).filter((page) => page !== own);
      try {
        for (const page of others) {
          const text = await (await fetch(page)).text();
          const other = new DOMParser().parseFromString(text, "text/html");
          for (const shape of other.querySelectorAll(".icon-shapes symbol")) {
            if (!document.getElementById(shape.id)) document.querySelector(".icon-shapes").append(document.adoptNode(shape));
          }
          for (const row of other.querySelectorAll("[data-table] tbody tr")) {
            for (const link of row.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), page).href;
            items.push(readRow(document.adoptNode(row), facets));
          }
        }
      } catch {
        complete = false;
      }
      sortRows();
      show();
    }

    function reset() {
      Object.assign(state, { text: "", user: "all", chosen: {} });
      form.querySelector("[name=text]").value = "";
      change();
      form.querySelector("[name=text]").focus();
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      const { name, value, checked } = event.target;
      if (name === "text" || name === "user") state[name] = value;
      else {
        const values = (state.chosen[name] = state.chosen[name] || new Set());
        if (checked) values.add(value);
        else values.delete(value);
      }
      change();
    });
    table.addEventListener("click", (event) => {
      if (event.target.closest("[data-filter-reset]")) reset();
      const toggle = event.target.closest("[data-filter-toggle]");
      if (toggle) toggle.setAttribute("aria-expanded", String(form.toggleAttribute("data-open")));
    });
    for (const head of table.querySelectorAll("[data-column]")) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "sort", textContent: head.textContent });
      button.addEventListener("click", () => {
        const name = head.dataset.column;
        state.sort = state.sort === name ? `-${name}` : name;
        sortRows();
        change();
      });
      head.replaceChildren(button);
    }

    form.querySelector("[name=text]").value = state.text;
    if (state.sort) sortRows();
    show();
    if (location.search && !complete) loadPages();
  }

  document.querySelectorAll("[data-filter-table]").forEach(follow);
})();

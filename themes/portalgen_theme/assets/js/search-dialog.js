/* The dialog that every page can open, and the page of its own at /search/. */
(() => {
  "use strict";

  const { search } = window.portalgen;
  const { make, icon } = search.view;
  const { runFinder, say, numeral, typeWord } = search.finder;
  /* Backstage's names of types, in links that were made for it. */
  const BACKSTAGE = { "software-catalog": "entity", techdocs: "docs" };

  function box(id) {
    const input = make("input", {
      class: "search-input", type: "search", name: "query", maxlength: "200", placeholder: say("placeholder"),
      role: "combobox", "aria-label": say("label"), "aria-expanded": "false", "aria-autocomplete": "list",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
    });
    return {
      input,
      list: make("div", { id, role: "listbox", class: "search-list", "aria-label": say("label") }),
      note: make("div", { class: "search-note" }),
      status: make("p", { class: "search-status", role: "status" }),
    };
  }

  const key = (name) => make("kbd", {}, name);

  let dialog = null;

  function makeDialog() {
    const { input, list, note, status } = box("search-dialog-list");
    const action = search.address("search/");
    const page = make("a", { class: "search-page-link", href: action }, say("page"));
    const close = make("button", { type: "button", class: "search-close", "aria-label": say("close") }, icon("close"));
    const keys = make("span", { class: "search-keys", "aria-hidden": "true" },
      key("↑"), key("↓"), ` ${say("move")} `, key("↵"), ` ${say("open")} `, key("esc"), ` ${say("leave")}`);
    const element = make("dialog", { class: "search-dialog", "aria-label": say("label") },
      make("form", { class: "search-bar", role: "search", action }, icon("search"), input, close),
      make("div", { class: "search-body", "data-search-scroll": "" }, note, list),
      make("footer", { class: "search-foot" }, keys, page),
      status);
    close.addEventListener("click", () => element.close());
    element.addEventListener("click", (event) => event.target === element && element.close());
    // A link to a place on this same page leaves the dialog open otherwise.
    list.addEventListener("click", ({ target, metaKey, ctrlKey }) => {
      if (target.closest("a") && !metaKey && !ctrlKey) element.close();
    });
    document.body.append(element);
    const told = (query) => {
      page.href = query ? `${action}?${new URLSearchParams({ query })}` : action;
    };
    const finder = runFinder({ input, list, note, status, most: 6, told });
    return { element, input, finder };
  }

  /* Opens the dialog with what it was asked last, chosen to be typed over, or with a text that is typed on. */
  search.showDialog = (typed = "") => {
    dialog = dialog || makeDialog();
    if (!dialog.element.open) dialog.element.showModal();
    dialog.input.focus();
    if (typed) dialog.finder.ask(typed);
    else dialog.input.select();
  };

  /* ?query=…&types[]=…&filters[kind]=…, as Backstage writes it; ?q=… as browsers and people do. */
  function readAddress() {
    const address = new URLSearchParams(location.search);
    const types = [...address.getAll("types[]"), ...address.getAll("types")].map((type) => BACKSTAGE[type] || type);
    const kinds = [...address].filter(([name]) => name.startsWith("filters[kind]")).map(([, kind]) => kind);
    const query = address.get("query") || address.get("q") || "";
    return { query, types: types.filter(Boolean), kinds: kinds.map((kind) => kind.toLowerCase()) };
  }

  function writeAddress({ query, types, kinds }) {
    const address = new URLSearchParams(query ? { query } : {});
    types.forEach((type) => address.append("types[]", type));
    kinds.forEach((kind) => address.append("filters[kind]", kind));
    const text = String(address);
    try {
      history.replaceState(history.state, "", location.pathname + (text && `?${text}`) + location.hash);
    } catch (error) { /* a browser may refuse this in a folder: the address then stays as it was */ }
  }

  function chip(type, count, { types }, toggle) {
    const button = make("button", {
      type: "button", class: "search-chip", "data-type": type,
      "aria-pressed": String(type ? types.includes(type) : !types.length),
    }, type ? typeWord(type) : say("all"));
    if (count !== null) button.append(make("span", { class: "search-count" }, numeral(count)));
    button.addEventListener("click", () => toggle(type));
    return button;
  }

  /* Fills the page's element; the list of all entities that it shows without script moves below the results. */
  search.showPage = (page) => {
    const { input, list, note, status } = box("search-page-list");
    const wanted = readAddress();
    const chips = make("div", { class: "search-chips", role: "group" });
    const form = make("form", { class: "search-bar", role: "search" }, icon("search"), input);
    form.addEventListener("submit", (event) => event.preventDefault());
    page.append(form, chips, make("div", { class: "search-body", "data-search-scroll": "" }, note, list), status);
    page.hidden = false;
    const finder = runFinder({ input, list, note, status, most: 20, told, query: wanted.query, wanted });

    function told(query, answer, tiers) {
      wanted.query = query;
      document.documentElement.toggleAttribute("data-searching", Boolean(query));
      const focused = chips.contains(document.activeElement) ? document.activeElement.dataset.type : null;
      const countOf = (type) => (answer && type ? answer.counts.get(type) : null);
      const types = tiers.map(({ type }) => type);
      chips.replaceChildren(...["", ...types].map((type) => chip(type, countOf(type), wanted, toggle)));
      const again = [...chips.children].find(({ dataset }) => dataset.type === focused);
      if (again) again.focus();
      writeAddress(wanted);
    }

    function toggle(type) {
      const had = wanted.types.includes(type);
      wanted.types = !type ? [] : had ? wanted.types.filter((one) => one !== type) : [...wanted.types, type];
      finder.filter(wanted.types);
    }

    if (!location.hash) input.focus({ preventScroll: true });
  };
})();

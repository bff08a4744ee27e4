/* A search box and its list of results: the combobox pattern of ARIA, for the dialog and for the page. */
(() => {
  "use strict";

  const { search } = window.portalgen;
  const { make, icon, row } = search.view;
  const PAUSE = 40; // milliseconds after a key before the answer
  const RECENT = "portalgen.search.recent";

  /* js/search-words.js has them, in the language of the page. */
  const { said } = search.words;
  const language = document.documentElement.lang || "en";
  const format = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);

  const numeral = (value) => (typeof value === "number" ? format.format(value) : value);
  function say(key, values = {}) {
    const text = said[key][plural.select(values.n || 0)] || said[key].other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? numeral(values[name]) : whole));
  }
  const typeWord = (type) => (said[`type-${type}`] ? say(`type-${type}`) : type.charAt(0).toUpperCase() + type.slice(1));

  function recent(add) {
    try {
      const known = JSON.parse(localStorage.getItem(RECENT) || "[]").filter((text) => typeof text === "string");
      if (!add) return known;
      localStorage.setItem(RECENT, JSON.stringify([add, ...known.filter((text) => text !== add)].slice(0, 5)));
    } catch (error) { /* no storage: no recent searches */ }
    return [];
  }

  /* Runs a search box. `input`, `list`, `note` and `status` are elements; `most` is how many hits a group shows at
     first; `query` and `wanted` (types, kinds) are asked at the start; `told(query, answer, tiers)` is called after
     each answer. Gives { ask, filter }: `filter` changes the wanted types. */
  function runFinder({ input, list, note, status, most, told, query: asked = "", wanted = {} }) {
    const state = { tiers: [], done: false, failed: false, asked, wanted, open: new Set(), active: null };
    let pause = 0;

    input.value = asked;
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => ask(input.value), PAUSE);
    });
    input.addEventListener("keydown", onKey);
    list.addEventListener("click", () => recent(input.value.trim()));
    // Not on pointerover: rows that appear below a resting pointer must not take the choice away from the keys.
    list.addEventListener("pointermove", (event) => choose(event.target.closest("[role=option]"), false));

    function start() {
      state.failed = false;
      search.load(loaded).catch(() => {
        state.failed = true;
        show();
      });
    }

    function loaded({ tiers, done }) {
      Object.assign(state, { tiers, done });
      show();
    }

    function ask(text) {
      if (input.value !== text) input.value = text;
      if (text.trim() !== state.asked) state.open.clear();
      state.asked = text.trim();
      show();
    }

    function filter(types) {
      state.wanted = { ...state.wanted, types };
      show();
    }

    function show() {
      const query = state.asked;
      const answer = query && state.tiers.length ? search.engine.find(state.tiers, query, state.wanted) : null;
      const groups = answer ? answer.groups : [];
      list.replaceChildren(...groups.map((group, number) => groupOf(group, number, answer.marks)));
      list.hidden = !groups.length;
      note.replaceChildren(...noteOf(query, answer));
      input.setAttribute("aria-expanded", String(groups.length > 0));
      status.textContent = statusOf(query, answer);
      choose(list.querySelector("[role=option]"));
      told(query, answer, state.tiers);
    }

    function groupOf({ type, hits }, number, marks) {
      const id = `${list.id}-${number}`;
      const shown = state.open.has(type) ? hits : hits.slice(0, most);
      const head = make("div", { class: "search-group-head", id, role: "presentation" },
        make("span", { class: "search-group-title" }, typeWord(type)),
        make("span", { class: "search-count" }, numeral(hits.length)));
      const group = make("div", { role: "group", "aria-labelledby": id, class: "search-group" }, head,
        ...shown.map((hit, i) => row(hit, marks, `${id}-${i}`)));
      if (shown.length < hits.length) group.append(moreOf(type, hits, id, shown.length));
      return group;
    }

    function moreOf(type, hits, id, shown) {
      const options = { role: "option", id: `${id}-more`, tabindex: "-1", "aria-selected": "false" };
      const words = say("more", { count: hits.length });
      const more = make("button", { type: "button", class: "search-more", ...options }, words);
      more.addEventListener("click", (event) => {
        event.stopPropagation();
        state.open.add(type);
        show();
        choose(document.getElementById(`${id}-${shown}`));
      });
      return more;
    }

    function noteOf(query, answer) {
      if (state.failed) return [line(say("failed")), line(action(say("again"), start), browse())];
      if (!query) return hints();
      if (answer && answer.total) return remarks(answer);
      return state.done ? nothing(query) : [loading()];
    }

    function remarks({ all, guesses }) {
      return all ? guesses.map(([typed, word]) => line(say("guessed", { typed, word }))) : [line(say("some"))];
    }

    function nothing(query) {
      const words = search.engine.suggest(state.tiers, query);
      const offers = words.map((word) => action(word, () => ask(word)));
      const meant = offers.length ? [line(`${say("meant")} `, ...offers)] : [];
      const title = make("p", { class: "search-empty-title" }, say("nothing", { query }));
      return [make("div", { class: "search-empty" }, icon("search"), title, ...meant, line(say("hint")), browse())];
    }

    function hints() {
      const known = recent();
      const rows = known.map((text) => {
        const button = action(text, () => { ask(text); input.focus(); });
        button.prepend(icon("clock"));
        button.className = "search-recent";
        return button;
      });
      const before = rows.length ? [make("p", { class: "search-group-title" }, say("recent")), ...rows] : [];
      return [make("div", { class: "search-start" }, ...before, line(say("start")))];
    }

    const line = (...content) => make("p", { class: "search-line" }, ...content);
    const loading = () => make("div", { class: "search-loading" }, line(say("loading")),
      ...[1, 2, 3].map(() => make("div", { class: "search-ghost", "aria-hidden": "true" })));
    const browse = () => make("a", { class: "search-browse", href: search.address("search/#all") }, say("browse"));

    function action(text, run) {
      const button = make("button", { type: "button", class: "search-action" }, text);
      button.addEventListener("click", run);
      return button;
    }

    function statusOf(query, answer) {
      if (state.failed) return say("failed");
      if (!query || !answer) return "";
      if (!answer.total) return state.done ? say("nothing", { query }) : "";
      const counts = answer.groups.map(({ type, hits }) => `${typeWord(type)} ${numeral(hits.length)}`).join(", ");
      return `${say("results", { n: answer.total })}: ${counts}`;
    }

    function choose(option, scroll = true) {
      if (!option && !scroll) return;
      if (state.active) state.active.setAttribute("aria-selected", "false");
      state.active = option;
      if (!option) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", option.id);
      if (!scroll) return;
      // The head of the first group is part of the way back to the top.
      if (option === list.querySelector("[role=option]")) list.closest("[data-search-scroll]").scrollTop = 0;
      else option.scrollIntoView({ block: "nearest" });
    }

    function onKey(event) {
      const options = [...list.querySelectorAll("[role=option]")];
      if (event.isComposing || !options.length) return;
      const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
      const at = options.indexOf(state.active);
      const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
      if (key === "Enter" && state.active) {
        event.preventDefault();
        const keys = { shiftKey, ctrlKey, metaKey }; // a new tab or window, as with the pointer
        state.active.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...keys }));
      } else if (key in places && !(shiftKey || altKey || ctrlKey || metaKey)) {
        event.preventDefault();
        choose(options[(places[key] + options.length) % options.length]);
      }
    }

    start();
    show();
    return { ask, filter };
  }

  search.finder = { runFinder, say, numeral, typeWord };
})();

/* The graph explorer: reads the address, asks for the walk that it means, and shows picture, lists and words. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const { graph, search } = portalgen;
  const page = document.querySelector("[data-graph]");
  if (!page) return;

  const part = (name) => page.querySelector(`[data-graph-${name}]`);
  const resolve = (link) => new URL(link, document.baseURI).href;
  const files = { arrange: resolve(page.dataset.arrange), dagre: resolve(page.dataset.dagre) };
  const words = graph.readWords(part("words"));
  const view = graph.view(part("frame"));
  const { element } = graph;
  let state = graph.readState(location.search);
  let data = null;
  let lists = null;
  let asked = 0;
  let opened = new Map();
  let asks = location.search.includes("showFilters"); // on a narrow screen, options are open only if wanted

  /* ---- the address ---- */

  function go(change, { push = false } = {}) {
    state = { ...state, ...change };
    const url = `${location.pathname}${graph.writeState(state)}`;
    history[push ? "pushState" : "replaceState"](null, "", url);
    if (push) opened = new Map();
    show({ focus: push && part("frame").contains(document.activeElement) });
  }
  const root = (ref, event) => {
    const adds = event && event.shiftKey && state.view !== "path";
    go({ roots: adds ? [...new Set([...state.roots, ref])] : [ref, ...(state.view === "path" ? state.roots.slice(1) : [])] }, { push: true });
  };
  window.addEventListener("popstate", () => {
    const wanted = graph.readState(location.search);
    if (graph.writeState(wanted) === graph.writeState(state)) return; // the place on the page changed, not what it shows
    state = wanted;
    opened = new Map();
    show();
  });

  /* ---- what is chosen ---- */

  function chips(place, refs, drop) {
    place.replaceChildren(...refs.map((ref) => {
      const node = ref.node >= 0 ? lists.link(ref.node) : element("span", { class: "graph-lost" }, ref.ref);
      const button = element("button", { type: "button", class: "graph-drop", "aria-label": words("drop", { name: node.textContent }) }, "×");
      button.addEventListener("click", () => {
        drop(ref.ref);
        part(place === part("goal") ? "goal-field" : "root-field").focus();
      });
      return element("li", {}, node, button);
    }));
  }

  function showControls(roots, goal) {
    for (const link of page.querySelectorAll("[data-view]")) {
      link.href = graph.writeState({ ...state, view: link.dataset.view }) || location.pathname;
      if (link.dataset.view === state.view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    page.dataset.view = state.view;
    part("lead").textContent = words(`lead-${state.view}`);
    chips(part("roots"), state.view === "path" ? roots.slice(0, 1) : roots, (ref) => go({ roots: state.roots.filter((one) => one !== ref) }, { push: true }));
    chips(part("goal"), goal ? [goal] : [], () => go({ to: "" }, { push: true }));
    part("to").hidden = state.view !== "path";
    part("root-label").textContent = words(state.view === "path" ? "from" : "root");
    const form = part("options");
    form.elements.maxDepth.value = Number.isFinite(state.maxDepth) ? state.maxDepth : "";
    for (const name of ["direction", "curve"]) form.elements[name].value = state[name];
    for (const name of ["unidirectional", "mergeRelations"]) form.elements[name].checked = state[name];
    for (const box of form.querySelectorAll("[name=kind]")) box.checked = !state.kinds || state.kinds.includes(box.value);
    for (const box of form.querySelectorAll("[name=relation]")) box.checked = !state.relations || state.relations.includes(box.value);
    for (const only of page.querySelectorAll("[data-only]")) only.hidden = !only.dataset.only.split(" ").includes(state.view);
    part("filters").open = state.showFilters && (asks || matchMedia("(min-width: 64rem)").matches);
  }

  function readOptions() {
    const form = part("options");
    const chosen = (name) => {
      const boxes = [...form.querySelectorAll(`[name=${name}]`)];
      const found = boxes.filter((box) => box.checked).map((box) => box.value);
      return found.length === boxes.length ? null : found;
    };
    const depth = Number(form.elements.maxDepth.value);
    go({
      maxDepth: Number.isInteger(depth) && depth > 0 ? depth : Infinity,
      kinds: chosen("kind"),
      relations: chosen("relation"),
      direction: form.elements.direction.value,
      curve: form.elements.curve.value,
      unidirectional: form.elements.unidirectional.checked,
      mergeRelations: form.elements.mergeRelations.checked,
    });
  }

  /* ---- what is shown ---- */

  const known = async (ref) => ({ ref, node: ref ? await data.find(ref) : -1 });

  function say(text) {
    part("status").textContent = text;
  }

  /* What cannot be loaded is said; the next choice tries again. */
  async function show({ focus = false } = {}) {
    asked += 1;
    const own = asked;
    const stale = () => own !== asked;
    try {
      await update(stale, focus);
    } catch (error) {
      if (!stale()) {
        part("stage").setAttribute("aria-busy", "false");
        say(words("failed"));
      }
      reportError(error);
    }
  }

  async function update(stale, focus) {
    const roots = await Promise.all(state.roots.map(known));
    const goal = state.view === "path" && state.to ? await known(state.to) : null;
    if (stale()) return;
    showControls(roots, goal);
    const found = roots.filter(({ node }) => node >= 0).map(({ node }) => node);
    const lost = [...roots, ...(goal ? [goal] : [])].filter(({ node }) => node < 0);
    const wants = found.length && (state.view !== "path" || (goal && goal.node >= 0));
    part("start").hidden = state.roots.length > 0;
    if (!wants) return nothing(lost);
    part("stage").hidden = false;
    part("stage").setAttribute("aria-busy", "true");
    say(words("loading"));
    const result = await graph.views[state.view]({ data, lists, words, state, opened }, found, goal && goal.node);
    if (stale()) return null;
    if (result.picture) await draw(result.picture, focus, stale);
    else view.clear();
    if (stale()) return null;
    part("tools").hidden = !result.picture;
    say(result.status);
    part("stage").setAttribute("aria-busy", "false");
    part("copy").hidden = !result.text;
    part("copy").onclick = result.text ? async () => say(words((await graph.copy(await result.text())) ? "copied" : "failed")) : null;
    const parts = await result.list();
    if (!stale()) part("list").replaceChildren(...parts);
    return null;
  }

  function nothing(lost) {
    view.clear();
    part("list").replaceChildren();
    part("legend").replaceChildren();
    part("stage").hidden = !lost.length;
    part("copy").hidden = part("tools").hidden = true;
    part("stage").setAttribute("aria-busy", "false");
    say(lost.length ? words("unknown", { name: lost[0].ref }) : words("choose"));
  }

  async function draw(picture, focus, stale) {
    const measured = graph.measure(picture, state.direction, words);
    const arranged = await graph.arrange(files, measured.request);
    if (stale()) return;
    const drawn = graph.draw(picture, measured, arranged, { curve: state.curve, direction: state.direction, words, address: search.address });
    drawn.element.setAttribute("aria-label", words("picture"));
    view.show(drawn, { focus });
    part("legend").replaceChildren(...graph.legend(picture, words));
  }

  /* ---- what readers do ---- */

  function onBox(event) {
    const found = event.target.closest("[data-id]");
    const place = found && view.place(found.dataset.id);
    if (!place) return;
    const { box } = place;
    if (box.node !== null && (event.shiftKey || event.metaKey || event.ctrlKey || box.focus)) return; // its link opens its page
    event.preventDefault();
    if (box.node === null) {
      opened.set(box.id, (opened.get(box.id) || 0) + 1);
      show({ focus: true });
    } else root(box.about.ref);
  }

  function listen() {
    part("frame").addEventListener("click", onBox);
    part("options").addEventListener("change", readOptions);
    part("options").addEventListener("submit", (event) => event.preventDefault());
    part("filters").querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      asks = true;
      go({ showFilters: !part("filters").open });
    });
    for (const link of page.querySelectorAll("[data-view]")) {
      link.addEventListener("click", (event) => {
        if (event.shiftKey || event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        go({ view: link.dataset.view }, { push: true });
      });
    }
    for (const [name, act] of [["larger", view.larger], ["smaller", view.smaller], ["whole", view.whole]]) part(name).addEventListener("click", act);
    part("all-relations").addEventListener("click", () => go({ relations: null, kinds: null }));
    part("start").addEventListener("click", (event) => {
      const link = event.target.closest("a[data-ref]");
      if (!link || event.shiftKey || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      root(link.dataset.ref);
    });
    graph.finder(part("root-field"), data, words, (node, event) => root(data.node(node).ref, event));
    graph.finder(part("goal-field"), data, words, (node) => go({ to: data.node(node).ref }, { push: true }));
  }

  async function start() {
    data = await graph.open(resolve(page.dataset.index));
    lists = graph.lists(data, words, search.address);
    listen();
    page.hidden = false;
    await show();
  }
  start().catch(() => {
    page.hidden = false;
    say(words("failed"));
  });
})();

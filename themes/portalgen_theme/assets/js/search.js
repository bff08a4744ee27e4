/* Opens search. Every page loads this file; it loads the rest (engine, view, index) on the first use.
   The one global of the portal's scripts is `portalgen`; the index's files call `portalgen.search.put`. */
(() => {
  "use strict";

  const here = document.currentScript;
  const assets = new URL("../", here.src);
  const version = new URL(here.src).search;
  const root = new URL(here.dataset.root || "./", document.baseURI);
  const portalgen = (window.portalgen = window.portalgen || {});
  const received = new WeakMap();
  const scripts = new Map();
  const search = (portalgen.search = { root, assets, put, script, address, ready, open });
  const opener = "[data-search-open]";

  /* A file of the index gives its one value. */
  function put(value) {
    received.set(document.currentScript, value);
  }

  /* Loads a script once and gives what it put; one that failed is tried again at the next call.
     Scripts instead of fetch: they also load from a folder (file://), and under `script-src 'self'`. */
  function script(url) {
    const address = String(url);
    if (!scripts.has(address)) {
      const loading = new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.async = false;
        element.onload = () => resolve(received.get(element));
        element.onerror = () => reject(new Error(`cannot load ${address}`));
        element.src = address;
        document.head.append(element);
      });
      loading.catch(() => scripts.delete(address));
      scripts.set(address, loading);
    }
    return scripts.get(address);
  }

  /* The address of a route. No scheme can hide in a route, and a folder has no server that knows its index.html. */
  function address(route) {
    const url = new URL(`./${route}`, root);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }

  function ready() {
    const styled = getComputedStyle(document.documentElement).getPropertyValue("--search-styled");
    if (!styled && !document.querySelector("link[data-search-style]")) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL(`css/search.css${version}`, assets);
      link.dataset.searchStyle = "";
      document.head.append(link);
    }
    return Promise.all(
      ["vendor/lunr.min", "js/search-engine", "js/search-data", "js/search-view", "js/search-finder", "js/search-dialog"]
        .map((path) => script(new URL(`${path}.js${version}`, assets))),
    );
  }

  async function open() {
    try {
      await ready();
    } catch (error) {
      location.assign(address("search/")); // its list of all entities needs no script
      return;
    }
    search.showDialog();
  }

  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    const chord = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;
    const slash = event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !typing(event.target);
    if (chord || slash) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest(opener)) {
      event.preventDefault();
      open();
    }
  });
  const warm = (event) => {
    if (event.target.closest && event.target.closest(opener)) ready().then(() => search.load(() => {})).catch(() => {});
  };
  document.addEventListener("pointerover", warm, { passive: true });
  document.addEventListener("focusin", warm);

  const page = document.querySelector("[data-search-page]");
  if (page) ready().then(() => search.showPage(page)).catch(() => {});
})();

/* Opens search. Every page loads this file; it loads the rest (engine, view, index) on the first use.
   The one global of the portal's scripts is `portalgen`; the index's files call `portalgen.search.put`. */
(() => {
  "use strict";

  const here = document.currentScript;
  const assets = new URL("../", here.src);
  const version = here.dataset.version ? `?v=${here.dataset.version}` : ""; // changes with any of the files below
  const root = new URL(here.dataset.root || "./", document.baseURI);
  const portalgen = (window.portalgen = window.portalgen || {});
  const received = new WeakMap();
  const scripts = new Map();
  let styling = null;
  let opening = false;
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
        element.onload = () => {
          if (received.has(element) || address.startsWith(assets.href)) resolve(received.get(element));
          else reject(new Error(`${address} is no data`)); // some hosts answer with a page
        };
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
    const parts = ["words", "analysis", "engine", "data", "view", "finder", "dialog"].map((name) => `js/search-${name}.js`);
    const paths = ["vendor/lunr.min.js", ...parts];
    return Promise.all([style(), ...paths.map((path) => script(new URL(path + version, assets)))]);
  }

  /* Loads the style sheet, unless the page or the theme's own sheet has it. */
  function style() {
    if (getComputedStyle(document.documentElement).getPropertyValue("--search-styled")) return null;
    styling = styling || new Promise((resolve) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.onload = link.onerror = resolve;
      link.href = new URL(`css/search.css${version}`, assets);
      document.head.append(link);
    });
    return styling;
  }

  async function open() {
    if (opening) return;
    opening = true;
    const typed = listen();
    try {
      await ready();
    } catch (error) {
      location.assign(address("search/")); // its list of all entities needs no script
      return;
    } finally {
      opening = false;
      typed.end();
    }
    if (typed.text !== null) search.showDialog(typed.text);
  }

  /* What is typed while the dialog loads is meant for it; Escape gives it up: no text, null, is left. */
  function listen() {
    const typed = { text: "", end: () => document.removeEventListener("keydown", onKey, true) };
    function onKey(event) {
      const { key, ctrlKey, metaKey, altKey } = event;
      const isText = key && !(ctrlKey || metaKey || altKey) && (key.length === 1 || key === "Backspace");
      if (!isText && key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (key === "Escape") {
        typed.text = null;
        typed.end();
      } else typed.text = key === "Backspace" ? typed.text.slice(0, -1) : typed.text + key;
    }
    document.addEventListener("keydown", onKey, true);
    return typed;
  }

  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    const key = (event.key || "").toLowerCase(); // a browser that fills a field in sends events without a key
    const command = event.metaKey || event.ctrlKey;
    const chord = key === "k" && command && !event.altKey && !event.shiftKey;
    const slash = key === "/" && !command && !event.altKey && !typing(event.target);
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

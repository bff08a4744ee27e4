/* Runs before the first paint: says that scripts work, and which colour scheme was chosen (auto, light, dark). */
(() => {
  "use strict";

  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const portalgen = (window.portalgen = window.portalgen || {});

  function stored(key) {
    try {
      return localStorage.getItem(`portalgen.${key}`);
    } catch {
      return null; // storage may be forbidden
    }
  }

  function store(key, value) {
    try {
      if (value === null) localStorage.removeItem(`portalgen.${key}`);
      else localStorage.setItem(`portalgen.${key}`, value);
    } catch {
      /* the choice then lasts for this page only */
    }
  }

  function apply(choice) {
    const dark = choice === "dark" || (choice !== "light" && system.matches);
    root.dataset.theme = dark ? "dark" : "light";
    root.dataset.themeChoice = choice;
    for (const element of [root, ...document.querySelectorAll("body [data-md-color-scheme]")]) {
      element.dataset.mdColorScheme = dark ? "slate" : "default"; // what Material's styles look at
    }
  }

  portalgen.stored = stored;
  portalgen.store = store;
  portalgen.theme = {
    choice: () => root.dataset.themeChoice,
    choose(choice) {
      store("theme", choice === "auto" ? null : choice);
      apply(choice);
    },
  };
  root.classList.add("js");
  try {
    const size = Number(localStorage.getItem("techdocs.addons.settings.textsize")); // of documentation, as in Backstage
    if (size >= 90 && size <= 150) root.style.setProperty("--docs-text", String(size / 100));
  } catch {
    /* storage may be forbidden */
  }
  apply(stored("theme") || "auto");
  system.addEventListener("change", () => apply(root.dataset.themeChoice));
  document.addEventListener("DOMContentLoaded", () => apply(root.dataset.themeChoice));
})();

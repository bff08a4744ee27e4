/* Every page: links from a folder, the colour scheme switch, stars, recently viewed, copying, the drawer. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const root = new URL(document.currentScript.dataset.root || "./", document.baseURI);

  /* A folder (file://) has no server that knows index.html. */
  function address(route) {
    const url = new URL(`./${route}`, root);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }
  function completeLinks(within) {
    if (location.protocol !== "file:") return;
    for (const link of within.querySelectorAll("a[href]")) {
      const url = new URL(link.href, document.baseURI);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) {
        url.pathname += "index.html";
        link.href = url.href;
      }
    }
  }

  function list(key) {
    try {
      const found = JSON.parse(portalgen.stored(key) || "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }
  const starred = () => list("starred");
  const isStarred = (ref) => starred().some((one) => one.ref === ref);

  /* What is kept has changed, here or in another tab: everything that shows it is told. */
  portalgen.changed = () => document.dispatchEvent(new Event("portalgen:changed"));
  addEventListener("pageshow", ({ persisted }) => persisted && portalgen.changed()); // a page that comes back as it was left
  addEventListener("storage", ({ key }) => {
    if (key === null || key === "portalgen.theme") portalgen.theme.choose(portalgen.stored("theme") || "auto");
    if (key === null || key.startsWith("portalgen.")) portalgen.changed();
  });

  function readable(path) {
    try {
      return decodeURI(path);
    } catch {
      return path; // a percent sign that means itself
    }
  }

  /* Pages from a folder have no clipboard. */
  function selectAndCopy(text) {
    const active = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (active) active.focus({ preventScroll: true });
    return done ? Promise.resolve() : Promise.reject(new Error("not allowed"));
  }
  portalgen.copy = (text) => (navigator.clipboard ? navigator.clipboard.writeText(text) : selectAndCopy(text));

  const said = document.createElement("span"); // for screen readers
  said.className = "visually-hidden";
  said.setAttribute("role", "status");

  /* A button that copies what `text` gives, and says so on itself and to screen readers. */
  portalgen.copyButton = (text, { copy, copied }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    document.body.append(said);
    button.addEventListener("click", async () => {
      try {
        await portalgen.copy(text());
      } catch {
        return;
      }
      button.textContent = said.textContent = copied;
      button.dataset.done = "";
      setTimeout(() => {
        button.textContent = copy;
        said.textContent = "";
        delete button.dataset.done;
      }, 1500);
    });
    return button;
  };

  function addCopy(block) {
    const shown = () => [...block.querySelectorAll("pre")].find((code) => code.getClientRects().length);
    const text = () => shown().textContent.replace(/\n$/, "");
    const button = portalgen.copyButton(text, { copy: block.dataset.code, copied: block.dataset.copied });
    button.className = "copy";
    block.append(button);
  }

  portalgen.address = address;
  portalgen.completeLinks = completeLinks;
  portalgen.list = list;
  portalgen.isStarred = isStarred;

  /* Rows of remembered entities; texts are set as texts, never as markup. */
  portalgen.fill = (place, entities) => {
    place.replaceChildren(
      ...entities.map((entity) => {
        const row = document.createElement("li");
        const link = document.createElement("a");
        link.href = address(entity.route);
        const text = document.createElement("span");
        text.textContent = entity.title;
        link.append(text);
        row.append(link);
        return row;
      }),
    );
  };

  function showStarred() {
    const found = starred();
    for (const place of document.querySelectorAll("[data-starred]")) {
      portalgen.fill(place, place.closest(".sidebar") ? found.slice(0, 12) : found);
      const section = place.closest("[data-personal], [data-starred-section]");
      if (section) section.hidden = found.length === 0;
    }
  }

  function followEntity(header) {
    const { entity: ref, title, kind, route } = header.dataset;
    const here = { ref, title, kind, route };
    const others = list("recent").filter((one) => one.ref !== ref);
    portalgen.store("recent", JSON.stringify([here, ...others].slice(0, 8)));
    const star = header.querySelector("[data-star]");
    if (!star) return;
    const show = () => star.setAttribute("aria-pressed", String(isStarred(ref)));
    star.addEventListener("click", () => {
      const rest = starred().filter((one) => one.ref !== ref);
      portalgen.store("starred", JSON.stringify(isStarred(ref) ? rest : [...rest, here]));
      portalgen.changed();
    });
    document.addEventListener("portalgen:changed", show);
    show();
  }

  function followTheme(button) {
    const order = ["auto", "light", "dark"];
    const show = () => {
      const name = button.dataset[`label${portalgen.theme.choice().replace(/^./, (first) => first.toUpperCase())}`];
      button.setAttribute("aria-label", name);
      button.title = name;
    };
    button.addEventListener("click", () => {
      portalgen.theme.choose(order[(order.indexOf(portalgen.theme.choice()) + 1) % order.length]);
      portalgen.changed();
    });
    document.addEventListener("portalgen:changed", show);
    show();
  }

  /* Of tabs that do not fit, the current one is seen. */
  function showCurrent(strip) {
    const current = strip.querySelector("[aria-current]");
    const [around, box] = [strip, current].map((element) => element.getBoundingClientRect());
    if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft += box.left - around.left - (around.width - box.width) / 2;
  }

  completeLinks(document);
  if (matchMedia("(max-width: 60rem)").matches) document.querySelectorAll(".tabs ul:has([aria-current])").forEach(showCurrent);
  document.addEventListener("portalgen:changed", showStarred);
  showStarred();
  document.querySelectorAll("[data-entity]").forEach(followEntity);
  document.querySelectorAll("[data-theme-switch]").forEach(followTheme);
  document.querySelectorAll("[data-code]").forEach(addCopy);
  if (/mac|iphone|ipad/i.test(navigator.platform)) {
    for (const key of document.querySelectorAll("[data-search-key]")) key.textContent = "⌘K";
  }
  const lost = document.querySelector("[data-lost-path]");
  if (lost) {
    lost.textContent = readable(location.pathname);
    lost.hidden = false;
  }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash === "#menu") location.hash = "#main";
  });
})();

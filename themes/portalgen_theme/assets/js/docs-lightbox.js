/* Pictures and diagrams of a page of documentation, as large as the window allows, or as large as they are. */
(() => {
  "use strict";

  const docs = document.querySelector("div[data-docs]");
  if (!docs) return;
  const article = docs.querySelector(".docs-content");
  const SMALLEST = 64; // badges and icons gain nothing
  const LEGIBLE = 0.6; // of its size: a wide diagram then scrolls in its box
  let box = null;

  function button(words, classes) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = classes;
    made.textContent = words;
    return made;
  }

  function makeBox() {
    const dialog = document.createElement("dialog");
    dialog.className = "docs-lightbox";
    const view = document.createElement("div");
    view.className = "docs-lightbox-view";
    view.tabIndex = 0;
    const full = button(docs.dataset.full, "button");
    const close = button(docs.dataset.close, "button");
    const resize = () => full.setAttribute("aria-pressed", String(dialog.toggleAttribute("data-full")));
    full.addEventListener("click", resize);
    close.addEventListener("click", () => dialog.close());
    view.addEventListener("click", (event) => {
      if (event.target === view) dialog.close();
      else resize();
    });
    const bar = document.createElement("div");
    bar.className = "docs-lightbox-bar";
    const caption = document.createElement("p");
    bar.append(caption, full, close);
    dialog.append(bar, view);
    document.body.append(dialog);
    return { dialog, view, full, caption };
  }

  function copyOf(picture) {
    const copy = picture.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll("*")]) element.removeAttribute("id"); // those of the page stay the only ones
    for (const name of ["role", "tabindex", "aria-label", "aria-haspopup", "class", "loading"]) copy.removeAttribute(name);
    copy.style.minWidth = "";
    return copy;
  }

  /* Diagrams have words in them; a narrow window must not make dots of these. */
  function keepLegible(diagram, width) {
    if (width) diagram.style.minWidth = `${Math.round(width * LEGIBLE)}px`;
  }

  function open(picture, words) {
    box ||= makeBox();
    box.caption.textContent = words;
    box.dialog.setAttribute("aria-label", words || docs.dataset.enlarge);
    box.dialog.removeAttribute("data-full");
    box.full.setAttribute("aria-pressed", "false");
    box.view.replaceChildren(copyOf(picture));
    box.dialog.showModal();
    box.view.focus();
  }

  function wordsOf(picture) {
    return picture.closest("figure:not(.docs-source)")?.querySelector("figcaption")?.textContent.trim() || picture.alt || "";
  }

  function offer(picture) {
    const words = wordsOf(picture);
    picture.setAttribute("role", "button");
    picture.setAttribute("aria-haspopup", "dialog");
    picture.setAttribute("aria-label", `${docs.dataset.enlarge} ${words}`.trim());
    picture.tabIndex = 0;
    picture.classList.add("docs-enlargeable");
    picture.addEventListener("click", () => open(picture, words));
    picture.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(picture, words);
    });
  }

  function enlargeable(picture, always = false) {
    if (always) keepLegible(picture, Number(picture.getAttribute("width")));
    if (picture.closest("a, button, label, summary") || picture.matches(".docs-broken, .twemoji")) return;
    const decide = () => {
      if (always || Math.min(picture.naturalWidth, picture.naturalHeight) >= SMALLEST) offer(picture);
    };
    if (picture.complete) decide();
    else picture.addEventListener("load", decide, { once: true });
  }

  /* Drawn at build, with words and links in it: a button beside it. */
  function enlargeableDrawing(diagram) {
    const drawing = diagram.querySelector("svg");
    if (!drawing) return;
    keepLegible(drawing, drawing.width.baseVal.value);
    const more = button(docs.dataset.enlarge, "docs-enlarge");
    more.setAttribute("aria-haspopup", "dialog");
    more.addEventListener("click", () => open(drawing, drawing.querySelector("title")?.textContent.trim() || ""));
    diagram.append(more);
  }

  window.portalgen.enlargeable = enlargeable;
  article.querySelectorAll("img").forEach((picture) => enlargeable(picture));
  article.querySelectorAll(".docs-diagram").forEach(enlargeableDrawing);
})();

/* Notes at their place: annotations of code and text (Material's `(1)!` with a list below), footnotes on hover and focus. */
(() => {
  "use strict";

  const docs = document.querySelector("div[data-docs]");
  const article = docs?.querySelector(".docs-content");
  if (!article || !("popover" in HTMLElement.prototype)) return;
  const MARK = /\((\d+)\)(!)?/;
  const COMMENTS = ".c, .c1, .cm, .ch, .cp, .cs";
  const GAP = 6;

  function target(link) {
    try {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    } catch {
      return null; // what an author wrote behind the # is no text
    }
  }

  function place(box, anchor) {
    const from = anchor.getBoundingClientRect();
    const left = Math.max(8, Math.min(from.left, innerWidth - box.offsetWidth - 8));
    const below = from.bottom + GAP;
    const above = from.top - GAP - box.offsetHeight;
    box.style.left = `${left}px`;
    box.style.top = `${below + box.offsetHeight > innerHeight && above > 0 ? above : below}px`;
  }

  function follow(box, anchor) {
    const again = () => place(box, anchor);
    box.addEventListener("toggle", (event) => {
      const listen = event.newState === "open" ? addEventListener : removeEventListener;
      listen("scroll", again, { capture: true, passive: true });
      if (event.newState === "open") again();
    });
  }

  function makeBox(kind, ...content) {
    const box = document.createElement("div");
    box.className = "docs-note-text";
    box.popover = kind;
    box.append(...content);
    return box;
  }

  /* The list below is not needed any more: its rows open at their marks, and stand there again on paper. */
  function fold(item) {
    if (!item.querySelector(":scope > .docs-note-text")) {
      item.classList.add("docs-noted");
      item.append(makeBox("auto", ...item.childNodes));
    }
    return item.lastElementChild;
  }

  function mark(text, number, item) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "docs-note";
    button.textContent = number;
    button.setAttribute("aria-label", `${docs.dataset.note} ${number}`);
    const box = fold(item);
    button.popoverTargetElement = box;
    follow(box, button);
    text.replaceWith(button);
  }

  /* As Material reads it: `(1)` is replaced, and with `(1)!` the whole comment. */
  function markText(node, items, forced) {
    const found = MARK.exec(node.data);
    const item = found && items[Number(found[1]) - 1];
    if (!item) return;
    if (forced && found[2]) {
      mark(node, found[1], item);
      return;
    }
    const start = node.splitText(found.index);
    const rest = start.splitText(found[0].length - (found[2] ? 1 : 0));
    mark(start, found[1], item);
    markText(rest, items, forced);
  }

  function texts(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("pre, script, style")) found.push(walker.currentNode);
    }
    return found;
  }

  function listAfter(element) {
    const next = element.nextElementSibling;
    return next?.matches("p:empty") ? listAfter(next) : next?.matches("ol") ? next : null;
  }

  function annotateCode(block) {
    const list = listAfter(block);
    if (!list) return;
    for (const comment of block.querySelectorAll(COMMENTS)) {
      if (comment.firstChild instanceof Text) markText(comment.firstChild, list.children, true);
    }
  }

  function annotateText(element) {
    const list = listAfter(element);
    if (list) texts(element).forEach((node) => markText(node, list.children, false));
  }

  function copyOf(note) {
    const copy = note.cloneNode(true);
    copy.querySelectorAll(".footnote-backref").forEach((link) => link.remove());
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    return copy.childNodes;
  }

  function showFootnotes(links) {
    const box = makeBox("manual");
    box.setAttribute("role", "tooltip");
    article.append(box);
    let waiting = 0;
    const later = (act, time) => {
      clearTimeout(waiting);
      waiting = setTimeout(act, time);
    };
    const hide = () => box.hidePopover();
    const show = (link) => {
      const note = target(link);
      if (!note) return;
      box.replaceChildren(...copyOf(note));
      box.showPopover();
      place(box, link);
    };
    for (const link of links) {
      link.addEventListener("mouseenter", () => later(() => show(link), 150));
      link.addEventListener("mouseleave", () => later(hide, 250));
      link.addEventListener("focus", () => link.matches(":focus-visible") && later(() => show(link), 0));
      link.addEventListener("blur", () => later(hide, 0));
      link.addEventListener("click", () => later(hide, 0));
    }
    box.addEventListener("mouseenter", () => clearTimeout(waiting));
    box.addEventListener("mouseleave", () => later(hide, 250));
    addEventListener("scroll", () => later(hide, 0), { passive: true });
    addEventListener("keydown", (event) => event.key === "Escape" && later(hide, 0));
  }

  article.querySelectorAll(".annotate:not(.highlight)").forEach(annotateText);
  article.querySelectorAll(".highlight").forEach(annotateCode);
  const references = article.querySelectorAll("a.footnote-ref");
  if (references.length) showFootnotes(references);
})();

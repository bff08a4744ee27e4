/* Documentation pages: copy buttons, links to headings, content tabs that change together, contents that follow the reader. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const docs = document.querySelector("div[data-docs]");
  if (!docs) return;
  const article = docs.querySelector(".docs-content");
  const LONG_NAME = 12;
  const LONGEST_WHOLE = 32;
  const PARTS = /(?<=[-_./:?&=,;@#|])(?=[\p{L}\p{N}{[<$(])|(?<=\p{Ll})(?=\p{Lu})/u;

  function target(link) {
    try {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    } catch {
      return null; // what an author wrote behind the # is no text
    }
  }

  function textOf(code) {
    const plain = code.cloneNode(true);
    plain.querySelectorAll(".docs-note").forEach((mark) => mark.remove()); // annotations are not code
    return plain.textContent.replace(/\n$/, "");
  }

  function addCopy(code) {
    const button = portalgen.copyButton(() => textOf(code), docs.dataset);
    button.className = "docs-copy";
    (code.closest(".highlight") || code.parentElement).append(button);
  }

  /* The mark beside a heading leads there, and copies its address. */
  function copyAddress(link) {
    link.addEventListener("click", async () => {
      try {
        await portalgen.copy(link.href);
      } catch {
        return;
      }
      const before = link.title;
      link.title = docs.dataset.copied;
      link.dataset.done = docs.dataset.copied;
      said.textContent = docs.dataset.copied;
      setTimeout(() => {
        link.title = before;
        delete link.dataset.done;
        said.textContent = "";
      }, 1500);
    });
  }

  function words(label) {
    return label.textContent.trim();
  }

  /* Material draws the line below the chosen tab from these two numbers. */
  function markTab(set) {
    const input = set.querySelector(":scope > input:checked");
    const label = input && set.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    const row = set.querySelector(":scope > .tabbed-labels");
    if (!label || !row) return;
    row.style.setProperty("--md-indicator-x", `${label.offsetLeft}px`);
    row.style.setProperty("--md-indicator-width", `${label.offsetWidth}px`);
  }

  function chooseEverywhere(set, input) {
    const label = set.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    if (!label) return;
    const before = label.getBoundingClientRect().top;
    for (const other of article.querySelectorAll(".tabbed-set")) {
      const same = [...other.querySelectorAll(":scope > .tabbed-labels > label")].find((one) => words(one) === words(label));
      const choice = same && other !== set && document.getElementById(same.htmlFor);
      if (choice) choice.checked = true;
      markTab(other);
    }
    label.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    scrollBy({ top: label.getBoundingClientRect().top - before, behavior: "instant" }); // what was read stays in place
  }

  function followTabs() {
    const sets = article.querySelectorAll(".tabbed-set");
    for (const set of sets) {
      set.addEventListener("change", (event) => {
        if (event.target.parentElement === set) chooseEverywhere(set, event.target);
      });
      markTab(set);
    }
    if (sets.length) new ResizeObserver(() => sets.forEach(markTab)).observe(article);
  }

  function followReader(contents) {
    const links = new Map();
    for (const link of contents.querySelectorAll("a")) {
      const heading = target(link);
      if (heading) links.set(heading, link);
    }
    let waiting = false;
    const show = () => {
      waiting = false;
      let current = null;
      for (const heading of links.keys()) {
        if (heading.getBoundingClientRect().top > 96) break;
        current = heading;
      }
      for (const [heading, link] of links) {
        if (heading === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(show);
      waiting = true;
    }, { passive: true });
    show();
    const button = contents.querySelector(".docs-toc-open");
    button?.addEventListener("click", () => {
      const open = contents.toggleAttribute("data-open");
      button.setAttribute("aria-expanded", String(open));
    });
  }

  /* What scrolls sideways can be scrolled with keys. */
  function letKeysScroll() {
    const boxes = article.querySelectorAll("pre, pre > code, table, .tabbed-labels, .docs-diagram, .arithmatex");
    const show = () => {
      for (const box of boxes) {
        if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
        else box.removeAttribute("tabindex");
      }
    };
    if (boxes.length) new ResizeObserver(show).observe(article);
  }

  /* Long names in the cells of tables break between their parts only; where there is room, only the longest do. */
  function letNamesBreak() {
    for (const code of article.querySelectorAll(":is(td, th) code")) {
      if (code.closest("pre") || code.children.length || code.textContent.length < LONG_NAME) continue;
      const parts = code.textContent.split(PARTS);
      code.classList.toggle("docs-whole", code.textContent.length <= LONGEST_WHOLE);
      code.replaceChildren(...parts.flatMap((part, at) => (at ? [document.createElement("wbr"), part] : [part])));
    }
  }

  const said = document.createElement("span"); // for screen readers
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  docs.append(said);
  article.querySelectorAll("pre > code").forEach(addCopy);
  article.querySelectorAll("a.headerlink").forEach(copyAddress);
  letNamesBreak();
  letKeysScroll();
  followTabs();
  docs.querySelectorAll("[data-docs-toc]").forEach(followReader);
  const here = docs.querySelector(".docs-side [aria-current]");
  const side = here?.closest(".docs-side-inner");
  if (side) side.scrollTop = here.offsetTop - side.clientHeight / 2; // the tree alone: the page stays where it is
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash === "#portal-docs-tree") location.hash = "#main";
  });
})();

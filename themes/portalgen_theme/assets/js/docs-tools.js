/* What readers can do with a page of documentation: size of the text, the whole tree, an issue about what is selected. */
(() => {
  "use strict";

  const docs = document.querySelector("div[data-docs]");
  if (!docs) return;
  const article = docs.querySelector(".docs-content");
  const SIZE = "techdocs.addons.settings.textsize"; // these two are Backstage's: who moves keeps the choice
  const TREE = "@backstage/techdocs-addons/nav-expanded";
  const LONGEST = 1_500;

  function read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be forbidden
    }
  }

  function keep(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      /* the choice then lasts for this page only */
    }
  }

  function followSize(select) {
    const known = [...select.options].map((option) => option.value);
    const kept = read(SIZE);
    select.value = known.includes(kept) ? kept : "100";
    select.addEventListener("change", () => {
      keep(SIZE, select.value);
      document.documentElement.style.setProperty("--docs-text", String(select.value / 100));
    });
  }

  function followTree(button) {
    const sections = [...docs.querySelectorAll(".docs-side details")];
    button.hidden = sections.length === 0;
    const show = (open) => {
      for (const section of sections) section.open = open || section.querySelector("[aria-current]") !== null;
      button.setAttribute("aria-pressed", String(open));
    };
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      keep(TREE, JSON.stringify({ expandAllNestedNavs: open }));
      show(open);
    });
    if (/:\s*true/.test(read(TREE) || "")) show(true);
  }

  /* The link to the host's form is there without script; here it learns what was selected. */
  function formWith(link, text) {
    const address = new URL(link.href);
    const { titleField, bodyField } = link.dataset;
    const quote = text.slice(0, LONGEST).split("\n").map((line) => `> ${line.trim()}`.trim()).join("\n");
    const start = text.replace(/\s+/g, " ").slice(0, 70);
    const body = address.searchParams.get(bodyField);
    address.searchParams.set(titleField, `${docs.dataset.feedback} ${start}${text.length > 70 ? "…" : ""}`);
    address.searchParams.set(bodyField, `${quote}\n\n${body}\n${location.href}\n`);
    return address.href;
  }

  function selectedText() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const text = selection.toString().trim();
    return text && article.contains(range.commonAncestorContainer) ? { text, range } : null;
  }

  function followSelection(link) {
    const offer = document.createElement("a");
    offer.className = "button docs-report";
    offer.textContent = docs.dataset.report;
    offer.rel = "noopener";
    offer.target = "_blank";
    offer.hidden = true;
    offer.href = link.href;
    offer.addEventListener("mousedown", (event) => event.preventDefault()); // it would end the selection
    (article.closest(".docs-own") || article).after(offer);
    let waiting = 0;
    const show = () => {
      const found = selectedText();
      offer.hidden = !found;
      if (!found) return;
      offer.href = formWith(link, found.text);
      const box = found.range.getBoundingClientRect();
      const home = offer.offsetParent.getBoundingClientRect();
      const left = Math.min(box.left, innerWidth - offer.offsetWidth - 16);
      offer.style.left = `${Math.max(left, 8) - home.left}px`;
      offer.style.top = `${box.bottom - home.top + 6}px`;
    };
    document.addEventListener("selectionchange", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 250);
    });
  }

  docs.querySelectorAll("[data-docs-size]").forEach(followSize);
  docs.querySelectorAll("[data-docs-expand]").forEach(followTree);
  docs.querySelectorAll("[data-docs-issue]").forEach(followSelection);
})();

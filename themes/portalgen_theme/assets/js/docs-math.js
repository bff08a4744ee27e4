/* Formulas: TeX between the marks of arithmatex becomes what KaTeX makes of it; what it cannot read stays as it is. */
(() => {
  "use strict";

  const MARKS = /^\s*\\([([])([\s\S]*)\\[)\]]\s*$/;
  const LIMITS = { trust: false, maxSize: 50, maxExpand: 500, strict: "ignore", throwOnError: true };

  /* The policy forbids style attributes, not styles: KaTeX sets a few as attributes. */
  function withStyles(render) {
    const { setAttribute } = Element.prototype;
    Element.prototype.setAttribute = function set(name, value) {
      if (name === "style") this.style.cssText = value;
      else setAttribute.call(this, name, value);
    };
    try {
      render();
    } finally {
      Element.prototype.setAttribute = setAttribute;
    }
  }

  for (const place of document.querySelectorAll(".docs-content .arithmatex")) {
    const [, mark, tex] = place.textContent.match(MARKS) || [];
    if (tex === undefined) continue;
    const formula = document.createElement("span");
    try {
      withStyles(() => katex.render(tex, formula, { ...LIMITS, displayMode: mark === "[" }));
      place.replaceChildren(formula);
    } catch (error) {
      place.title = String(error.message);
      place.classList.add("docs-unreadable");
    }
  }
})();

/* A client chosen at one operation is chosen at all of them, and kept. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const choices = [...document.querySelectorAll("[data-client]")];
  const choose = (name) => choices.filter(({ value }) => value === name).forEach((one) => (one.checked = true));

  choose(portalgen.stored("client"));
  for (const one of choices) {
    one.addEventListener("change", () => {
      const before = one.getBoundingClientRect().top;
      choose(one.value);
      scrollBy(0, one.getBoundingClientRect().top - before); // what is above has changed its height
      portalgen.store("client", one.value);
    });
  }
})();

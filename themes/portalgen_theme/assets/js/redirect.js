/* Leads on at once, and takes the place in the page along. A folder (file://) has no server that knows index.html. */
(() => {
  "use strict";

  const target = new URL(document.currentScript.dataset.target, document.baseURI);
  if (target.protocol === "file:" && target.pathname.endsWith("/")) target.pathname += "index.html";
  if (!target.search) target.search = location.search;
  if (!target.hash) target.hash = location.hash;
  location.replace(target.href);
})();

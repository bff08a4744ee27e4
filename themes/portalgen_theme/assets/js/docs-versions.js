/* The version switcher. A version that is just like another stands there: who came by its address is told. */
(() => {
  "use strict";

  const menu = document.querySelector("[data-docs-versions]");
  const notice = document.querySelector("[data-docs-from]");
  if (!menu) return;

  addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  const wanted = new URLSearchParams(location.search).get("version");
  const from = wanted && [...menu.querySelectorAll("a[data-version]")].find((link) => link.dataset.version === wanted);
  if (!from || !notice) return;
  const name = from.firstChild.textContent.trim();
  notice.querySelector("span").textContent = notice.dataset.docsFrom.replace("{}", name);
  notice.hidden = false;
})();

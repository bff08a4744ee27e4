/* A page that several versions share stands at the address of the current one: tells who came from another, and how to go back. */
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
  const back = notice.querySelector("a");
  back.href = from.href;
  back.textContent = from.firstChild.textContent.trim();
  notice.hidden = false;
})();

/* /settings/: what the browser keeps of a reader, to see, change, take along and forget. Needs js/site.js before it. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const page = document.querySelector("[data-settings]");
  const PREFIX = "portalgen.";
  const LISTS = ["starred", "recent"];
  const LONGEST = 100_000; // characters of a file that is taken
  const part = (name) => page.querySelector(`[data-settings-${name}]`);

  /* ---- showing ---- */

  function show() {
    for (const input of page.querySelectorAll("[name=theme]")) input.checked = input.value === portalgen.theme.choice();
    part("team").value = portalgen.stored("team") || "";
    const starred = portalgen.list("starred");
    part("none").hidden = starred.length > 0;
    portalgen.fill(part("starred"), starred);
    [...part("starred").children].forEach((row, at) => row.append(unstar(starred[at])));
  }

  function unstar({ ref, title }) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet", textContent: part("starred").dataset.unstar });
    button.setAttribute("aria-label", `${part("starred").dataset.unstar}: ${title}`);
    button.addEventListener("click", () => {
      portalgen.store("starred", JSON.stringify(portalgen.list("starred").filter((one) => one.ref !== ref)));
      const at = [...part("starred").children].indexOf(button.closest("li"));
      portalgen.changed();
      const rest = part("starred").querySelectorAll("button");
      (rest[Math.min(at, rest.length - 1)] || part("export")).focus();
    });
    return button;
  }

  const say = (words) => (part("status").textContent = page.dataset[words]);

  /* ---- taking along ---- */

  function kept() {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
      return Object.fromEntries(names.sort().map((name) => [name.slice(PREFIX.length), localStorage.getItem(name)]));
    } catch {
      return {};
    }
  }

  function download() {
    const text = `${JSON.stringify({ portalgen: 1, values: kept() }, null, 2)}\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "portal-settings.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /* Values of a file, of which nobody knows who wrote it: texts under our names, lists of entities of this portal. */
  function readValues(text) {
    const { portalgen: version, values } = JSON.parse(text);
    if (version !== 1) throw new Error("not a file of settings");
    return Object.entries(values).filter(([name, value]) => /^[a-z][a-z\d.-]*$/.test(name) && typeof value === "string" && isRight(name, value));
  }

  function isRight(name, value) {
    if (name === "theme") return ["light", "dark"].includes(value);
    return !LISTS.includes(name) || isList(value);
  }

  function isList(value) {
    const found = JSON.parse(value);
    return Array.isArray(found) && found.every((one) => ["ref", "title", "kind", "route"].every((name) => typeof one[name] === "string") && one.route.startsWith("catalog/"));
  }

  async function take(file) {
    try {
      if (file.size > LONGEST) throw new Error("too large");
      for (const [name, value] of readValues(await file.text())) portalgen.store(name, value);
      say("imported");
    } catch {
      say("wrong");
    }
    portalgen.theme.choose(portalgen.stored("theme") || "auto");
    portalgen.changed();
  }

  function clear() {
    for (const name of Object.keys(kept())) portalgen.store(name, null);
    portalgen.theme.choose("auto");
    portalgen.changed();
    say("removed");
  }

  page.addEventListener("change", ({ target }) => {
    if (target.name === "theme") {
      portalgen.theme.choose(target.value);
      portalgen.changed();
    }
    if (target === part("team")) portalgen.store("team", target.value || null);
    if (target === part("import") && target.files.length) take(target.files[0]).then(() => (target.value = ""));
  });
  part("export").addEventListener("click", download);
  part("clear").addEventListener("click", clear);
  document.addEventListener("portalgen:changed", show);
  show();
})();

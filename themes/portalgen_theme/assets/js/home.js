/* Home: my team and what it owns, recently viewed. Needs js/site.js before it. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const choice = document.querySelector("[data-team-choice]");
  const select = document.querySelector("[data-team-select]");
  const mine = document.querySelector("[data-mine]");

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function link(href, text) {
    const made = element("a", text);
    made.href = href;
    return made;
  }

  function showTeam() {
    const option = [...select.options].find((one) => one.value && one.value === portalgen.stored("team"));
    choice.hidden = Boolean(option) && document.activeElement !== select; // a key may be one of many that choose
    if (mine) mine.hidden = !option;
    if (!option || !mine) return;
    select.value = option.value;
    const head = element("p", "", "mine-head");
    head.append(link(option.dataset.route, option.textContent), element("span", option.dataset.owned, "muted"));
    const links = element("p", "", "mine-links");
    const query = `filters[owners]=${encodeURIComponent(option.value)}`;
    links.append(link(portalgen.address("catalog/") + `?${query}`, mine.dataset.all));
    const change = element("button", select.dataset.change, "button button-quiet");
    change.type = "button";
    change.addEventListener("click", () => {
      portalgen.store("team", null);
      showTeam();
      select.focus();
    });
    links.append(change);
    const things = [...mine.querySelectorAll("[data-team-things]")].find((one) => one.dataset.teamThings === option.value);
    mine.querySelector("[data-mine-body]").replaceChildren(head, things ? things.content.cloneNode(true) : "", links);
    portalgen.completeLinks(mine);
  }

  if (select) {
    select.addEventListener("change", () => {
      portalgen.store("team", select.value || null);
      showTeam();
    });
    select.addEventListener("blur", showTeam);
    document.addEventListener("portalgen:changed", showTeam);
    showTeam();
  }

  const place = document.querySelector("[data-recent]");
  function showRecent() {
    const recent = portalgen.list("recent");
    portalgen.fill(place, recent);
    place.closest("[data-recent-section]").hidden = !recent.length;
  }
  if (place) {
    document.addEventListener("portalgen:changed", showRecent);
    showRecent();
  }
})();

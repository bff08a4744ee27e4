/* Makes rows of a table as partials/entity-table.html does, from what js/table-data.js knows of them. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const { table } = portalgen;
  const LIFECYCLES = ["production", "experimental", "deprecated"];
  const MOST = 50;

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /* What rows are made of beside data: icons and words, from the template on the page. */
  table.readParts = (template) => {
    const icons = {};
    const words = {};
    for (const part of template.content.querySelectorAll("[data-icon]")) {
      icons[part.dataset.icon] = part.firstElementChild;
      words[part.dataset.icon] = part.dataset.word;
    }
    return { icon: (name) => (icons[name] || icons["=unknown"]).cloneNode(true), words, say: template.dataset };
  };

  function link(parts, { label, route, ref }, icon) {
    const text = element("span", "", label);
    if (!route) {
      const lost = element("span", "entity entity-missing", parts.icon("=unknown"), text);
      lost.title = parts.say.missing.replace("{ref}", ref);
      return lost;
    }
    const made = element("a", "entity", ...(icon ? [icon] : []), text);
    made.href = portalgen.address(route);
    return made;
  }

  function links(parts, values) {
    return values.length ? [element("span", "entities", ...values.flatMap((value) => [link(parts, value), " "]).slice(0, -1))] : [];
  }

  /* The plural form that goes with a number, in the language of the page. */
  const language = document.documentElement.lang || "en";
  const plural = new Intl.PluralRules(language);
  function counted(say, name, n) {
    const form = plural.select(n);
    const text = say[`${name}${form[0].toUpperCase()}${form.slice(1)}`] || say[`${name}Other`];
    return text.replace("{n}", table.number(n));
  }

  function nameCell(row, parts) {
    const title = element("span", "cell-title", link(parts, { label: row.title, route: row.route }, parts.icon(row.kind)));
    if (row.docs) {
      const docs = element("a", "quiet-icon", parts.icon("=docs"));
      Object.assign(docs, { href: portalgen.address(row.docs), ariaLabel: parts.say.docsOf.replace("{name}", row.title), title: parts.say.docs });
      title.append(docs);
    }
    if (row.problems) {
      const words = counted(parts.say, "problems", row.problems);
      const mark = element("span", "quiet-icon severity-warning", parts.icon("=warning"), element("span", "visually-hidden", words));
      mark.title = words;
      title.append(mark);
    }
    return title;
  }

  function more(parts, n) {
    return n > 0 ? [" ", element("span", "muted", counted(parts.say, "more", n))] : [];
  }

  const CELLS = {
    owner: (row, parts) => links(parts, row.owner),
    system: (row, parts) => links(parts, row.system),
    groups: (row, parts) => links(parts, row.groups),
    kind: (row) => [row.word],
    type: (row) => [row.type],
    lifecycle: (row) => (row.lifecycle ? [element("span", `lifecycle lifecycle-${LIFECYCLES.includes(row.lifecycle) ? row.lifecycle : "other"}`, row.lifecycle)] : []),
    namespace: (row) => [row.namespace],
    description: () => [element("span")],
    tags: (row) => row.tags.slice(0, MOST).flatMap((tag) => [element("span", "tag", tag), " "]).slice(0, -1),
    targets: (row, parts) => [...row.targets.slice(0, MOST).map((target) => element("code", "", target)), ...more(parts, row.targets.length - MOST)],
  };

  /* A row as an element; its description comes when its file is there. */
  table.makeRow = (row, columns, parts) => {
    const made = element("tr");
    made.dataset.ref = row.ref;
    for (const column of columns) {
      if (column === "name") {
        const head = element("th", "cell-name", nameCell(row, parts));
        head.scope = "row";
        made.append(head);
      } else made.append(element("td", `cell-${column}`, ...CELLS[column](row, parts)));
    }
    const place = made.querySelector(".cell-description > span");
    if (place) table.textOf(row).then((text) => (place.textContent = text)).catch(() => {});
    return made;
  };

  /* The first words of a row's description. */
  table.textOf = async (row) => (await portalgen.search.script(row.file))[row.line];
})();

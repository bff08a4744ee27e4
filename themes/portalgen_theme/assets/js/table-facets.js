/* The boxes beside a table: each value with how many rows it would leave. */
(() => {
  "use strict";

  const { table } = window.portalgen;
  const FEW = 8;
  const language = document.documentElement.lang || undefined;
  const collator = new Intl.Collator(language, { numeric: true });

  function choice(type, name, value) {
    const box = document.createElement("label");
    box.append(Object.assign(document.createElement("input"), { type, name, value }), document.createElement("span"), document.createElement("span"));
    return box;
  }

  function fill(box, label, count, checked) {
    const [input, text, number] = box.children;
    const shown = table.number(count);
    input.checked = checked;
    if (text.textContent !== label) text.textContent = text.title = label; // what is written is laid out anew
    if (number.textContent !== shown) number.textContent = shown;
    box.toggleAttribute("data-zero", !count);
  }

  /* Puts choices below the legend of a box. One that was there stays the same element, and in its place if it can:
     a mouse may be down on it. */
  function put(box, type, name, choices, ...rest) {
    const legend = box.querySelector("legend");
    const known = new Map([...box.querySelectorAll("input")].map((input) => [input.value, input.parentElement]));
    const rows = choices.map(({ key, label, count, checked }) => {
      const row = known.get(key) || choice(type, name, key);
      fill(row, label, count, checked);
      return row;
    });
    const wanted = [legend, ...rows, ...rest];
    for (const child of [...box.children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((child, at) => {
      if (box.children[at] !== child) keepFocus(child, () => box.insertBefore(child, box.children[at] || null));
    });
  }

  function keepFocus(element, move) {
    const active = element.contains(document.activeElement) ? document.activeElement : null;
    move();
    if (active) active.focus({ preventScroll: true });
  }

  /* The links of a page without script become boxes before anything is loaded. */
  table.readFacet = (box, chosen) => {
    const values = [...box.querySelectorAll("[data-key]")].map((value) => {
      const [label, count] = [...value.children].map((part) => part.textContent);
      return { key: value.dataset.key, label, count: Number(count.replace(/\D/g, "")) };
    });
    if (values.length) show(box, values, chosen, Number(box.dataset.total), false);
  };

  function show(box, values, chosen, total, complete) {
    const name = box.dataset.facet;
    const sorted = complete ? values.sort((one, other) => chosen.has(other.key) - chosen.has(one.key) || other.count - one.count || collator.compare(one.label, other.label)) : values;
    const shown = box.dataset.open === "" || total <= FEW + 1 ? sorted : sorted.slice(0, FEW);
    const choices = shown.map((one) => ({ ...one, checked: chosen.has(one.key) }));
    put(box, "checkbox", name, choices, ...(shown.length < total ? [more(box, total)] : []));
  }

  function more(box, total) {
    const button = box.querySelector("[data-facet-more]") || Object.assign(document.createElement("button"), { type: "button", className: "facet-more" });
    button.dataset.facetMore = "";
    button.textContent = `${box.dataset.more} (${table.number(total)})`;
    return button;
  }

  /* The word that the page has for a value of its own. */
  const sayOf = (box, key) => box.getAttribute(`data-say-${key}`);

  /* Shows a facet's values with their counts; one with nothing to choose from is hidden. Of many values, those that
     would leave nothing are not named. */
  table.showFacet = (box, column, counts, chosen = new Set()) => {
    const values = column ? column.values.map(({ key, label }, at) => ({ key, label: sayOf(box, key) || label, count: counts[at] })) : [];
    for (const key of chosen) if (!column || column.find(key) === undefined) values.push({ key, label: key, count: 0 });
    const least = ["has", "tags"].includes(box.dataset.facet) ? 1 : 2;
    box.hidden = values.length < least && !chosen.size;
    const useful = values.length > FEW + 1 ? values.filter((one) => one.count || chosen.has(one.key)) : values;
    show(box, useful, chosen, useful.length, true);
  };

  /* All, mine, starred: those that there can be. */
  table.showPersonal = (box, users, user) => {
    const portalgen = window.portalgen;
    const known = ["all", ...(portalgen.stored("team") ? ["owned"] : []), ...(portalgen.list("starred").length ? ["starred"] : [])];
    if (!known.includes(user)) known.push(user);
    box.hidden = known.length < 2;
    put(box, "radio", "user", known.map((key) => ({ key, label: sayOf(box, key) || key, count: users[key] || 0, checked: key === user })));
  };
})();

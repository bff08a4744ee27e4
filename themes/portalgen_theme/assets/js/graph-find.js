/* A field that finds entities by name or title: an ARIA combobox over the names of the whole graph. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;
  const MOST = 12;

  let names = null;
  /* Every node with what it is found by, loaded when somebody first looks for one. */
  function everything(data) {
    names = names || (async () => {
      const found = [];
      for (let file = 0; file < data.index.nodes.length; file += 1) {
        const shard = await data.nodeFile(file);
        for (let row = 0; row < shard.names.length; row += 1) {
          if (row % 100 === 0) await graph.breathe();
          found.push({ number: shard.at + row, text: `${shard.titles[row] || shard.names[row]}\n${shard.names[row]}`.toLowerCase() });
        }
      }
      return found;
    })();
    names.catch(() => { names = null; });
    return names;
  }

  /* The best first: what begins so, then words that do, then what has it anywhere. */
  async function search(data, typed) {
    const text = typed.trim().toLowerCase();
    const ranks = [[], [], []];
    for (const [at, one] of (await everything(data)).entries()) {
      if (at % 500 === 0) await graph.breathe();
      const place = one.text.indexOf(text);
      if (place < 0) continue;
      const rank = place === 0 || one.text[place - 1] === "\n" ? 0 : /[\s\-_./]/.test(one.text[place - 1]) ? 1 : 2;
      if (ranks[rank].length < MOST) ranks[rank].push(one.number);
    }
    return ranks.flat().slice(0, MOST);
  }

  /* field: an input with a list after it; picked(node, event) is told what was chosen. */
  graph.finder = (field, data, words, picked) => {
    const list = document.getElementById(field.getAttribute("aria-controls"));
    let active = -1;
    let asked = 0;

    function close() {
      asked += 1;
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
      active = -1;
    }
    function activate(at) {
      const rows = [...list.querySelectorAll("[role=option]")];
      active = rows.length ? (at + rows.length) % rows.length : -1;
      for (const [number, row] of rows.entries()) row.setAttribute("aria-selected", String(number === active));
      if (active < 0) return;
      field.setAttribute("aria-activedescendant", rows[active].id);
      rows[active].scrollIntoView({ block: "nearest" });
    }
    function rowOf(number, at) {
      const node = data.node(number);
      const row = document.createElement("li");
      row.id = `${list.id}-${at}`;
      row.setAttribute("role", "option");
      row.dataset.node = number;
      const title = document.createElement("span");
      title.textContent = node.title;
      const detail = document.createElement("span");
      detail.className = "muted";
      const name = node.title === node.name ? "" : node.name;
      detail.textContent = [words.kind(node.kind), node.lost ? words("lost") : node.type, name, node.namespace === "default" ? "" : node.namespace].filter(Boolean).join(" · ");
      row.append(title, detail);
      return row;
    }
    async function look() {
      asked += 1;
      const own = asked;
      if (!field.value.trim()) return close();
      const found = await search(data, field.value);
      if (own !== asked) return null;
      const nothing = document.createElement("li");
      nothing.className = "muted";
      nothing.setAttribute("role", "option");
      nothing.setAttribute("aria-disabled", "true");
      nothing.id = `${list.id}-none`;
      nothing.textContent = words("nothing");
      list.replaceChildren(...(found.length ? found.map(rowOf) : [nothing]));
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      activate(0);
      return null;
    }
    function pick(row, event) {
      if (!row || !row.dataset.node) return;
      close();
      field.value = "";
      picked(Number(row.dataset.node), event);
    }

    field.addEventListener("input", () => look().catch(() => close()));
    field.addEventListener("focus", () => everything(data).catch(() => {}));
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // the key is the input method's
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) look().catch(() => close());
        else activate(active + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (!list.hidden) pick(list.querySelector("[aria-selected=true]"), event);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => pick(event.target.closest("[role=option]"), event));
  };
})();

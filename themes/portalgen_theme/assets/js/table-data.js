/* Where the rows of a table come from: from the page, when all of them stand on it, or from the files of its kind.
   Both give a model: { length, columns, words, refs, sorted(name), ... }; see js/table-model.js. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const { table } = portalgen;
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-./:;=?@[]^_{|}~";
  const COLUMNS = ["type", "owner", "system", "groups", "lifecycle", "tags", "namespace"];
  const FACETS = ["kind", ...COLUMNS, "has"];

  function empty(length) {
    const columns = Object.create(null); // addresses can ask for `constructor`
    for (const name of FACETS) columns[name] = new table.Column();
    return { length, columns, words: [], refs: [] };
  }
  function seal(model) {
    for (const column of Object.values(model.columns)) column.seal();
    const text = (name, row) => model.columns[name].of(row).map((value) => value.label).join(" ");
    model.sorted = (name) => (model.columns[name] ? Array.from({ length: model.length }, (_, row) => text(name, row)) : model.texts(name));
    return model;
  }

  /* ---- rows that stand on the page ---- */

  table.readRows = (body) => {
    const rows = [...body.rows];
    const model = empty(rows.length);
    const cell = (row, name) => row.querySelector(`.cell-${name}`);
    const has = (row) => ["docs", "problems"].filter((name) => name in row.dataset);
    for (const row of rows) {
      const owners = (row.dataset.owners || "").split(" ").filter(Boolean);
      for (const [name, column] of Object.entries(model.columns)) {
        const labels = name === "has" ? has(row) : name === "kind" ? [row.dataset.kind].filter(Boolean) : texts(cell(row, name));
        column.add(labels.map((label, at) => {
          const key = name === "owner" ? owners[at] || label : name === "has" ? label : table.keyOf(name, label);
          return column.number(key, () => ({ key, label }));
        }));
      }
      model.refs.push(row.dataset.ref || "");
      model.words.push([row.querySelector("th").textContent, row.dataset.ref, ...texts(cell(row, "tags"))].join(" ").toLowerCase());
    }
    const text = (row, name) => (name === "changed" ? (row.querySelector("time") || {}).dateTime || "" : (cell(row, name) || row.cells[0]).textContent.trim());
    model.rows = rows;
    model.texts = (name) => rows.map((row) => text(row, name));
    return seal(model);
  };

  function texts(found) {
    if (!found) return [];
    const parts = found.querySelectorAll(".tag, .entity");
    return (parts.length ? [...parts] : [found]).map((part) => part.textContent.trim()).filter(Boolean);
  }

  /* ---- rows in files ---- */

  /* Loads shards (addresses) into one model, in the order of the page; words: kind -> its name. */
  table.loadRows = async (addresses, words) => {
    const shards = await Promise.all(addresses.map(async (address) => readShard(await portalgen.search.script(address), address)));
    const places = shards.flatMap((shard) => shard.names.map((_, row) => ({ shard, row, key: shard.titles[row].toLowerCase() })));
    if (new Set(shards.map((shard) => shard.kind)).size > 1) places.sort((one, { key }) => (one.key < key ? -1 : one.key > key ? 1 : 0));
    const model = empty(places.length);
    const maps = new Map(shards.map((shard) => [shard, numbered(model, shard)]));
    for (const { shard, row } of places) add(model, shard, row, maps.get(shard), words);
    return Object.assign(seal(model), { places });
  };

  /* Undoes what portalgen/render/catalog_shards.py does to make a shard small. */
  function readShard(data, address) {
    const names = [];
    for (const line of data.names.split("\n")) names.push((names.at(-1) || "").slice(0, line.charCodeAt(0) - 64) + line.slice(1));
    const titles = names.map((name, row) => titleOf((data.titles || [])[row], name));
    const columns = {};
    for (const name of COLUMNS) columns[name] = data[name] ? { values: data[name].values.map(valueOf), rows: numbersOf(data[name], names.length) } : null;
    return { ...data, address, names, titles, columns };
  }

  function titleOf(said, name) {
    if (!said) return name;
    return said === 1 ? name.split(/[-_.]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(" ") : said;
  }

  function valueOf(value) {
    if (!Array.isArray(value)) return { key: value, label: value };
    const [ref, title, lost] = value;
    const [kind, namespace, name] = ref.split(/[:/]/);
    return { key: ref, ref, label: title || name, route: lost ? "" : routeOf(namespace, kind, name) };
  }
  const routeOf = (...parts) => `catalog/${parts.map(encodeURIComponent).join("/")}/`;

  /* Row -> the numbers of its values, from 0. */
  function numbersOf({ rows, width, many }, length) {
    const number = (text) => [...text].reduce((sum, digit) => sum * DIGITS.length + DIGITS.indexOf(digit), 0) - 1;
    const cut = (text) => Array.from({ length: text.length / width }, (_, at) => number(text.slice(at * width, (at + 1) * width)));
    if (many) return rows.split(",").map(cut);
    return cut(rows).map((found) => (found < 0 ? [] : [found])).slice(0, length);
  }

  /* The numbers that a shard's values have in the columns of all shards. */
  function numbered(model, { columns }) {
    const map = {};
    for (const [name, column] of Object.entries(columns)) {
      if (column) map[name] = column.values.map((value) => {
        const key = value.ref ? value.key : table.keyOf(name, value.key);
        return model.columns[name].number(key, () => ({ ...value, key }));
      });
    }
    return map;
  }

  function add(model, shard, row, map, words) {
    const { columns } = model;
    const number = (name, key, label) => columns[name].number(key, () => ({ key, label }));
    const has = ["docs", "problems"].filter((name) => shard[name] && shard[name][row]);
    for (const name of FACETS) {
      if (name === "kind") columns.kind.add([number("kind", shard.kind, words[shard.kind] || shard.kind)]);
      else if (name === "has") columns.has.add(has.map((key) => number("has", key, key)));
      else columns[name].add(map[name] ? shard.columns[name].rows[row].map((one) => map[name][one]) : []);
    }
    const ref = `${shard.kind}:${first(shard, "namespace", row) || "default"}/${shard.names[row]}`;
    const targets = (shard.targets && shard.targets[row]) || [];
    model.refs.push(ref);
    model.words.push([shard.titles[row], shard.names[row], ...labels(shard, "tags", row), ...targets].join(" ").toLowerCase());
  }

  const labels = ({ columns }, name, row) => (columns[name] ? columns[name].rows[row].map((one) => columns[name].values[one].label) : []);
  const first = (shard, name, row) => labels(shard, name, row)[0] || "";

  /* Everything that is known of a row, its description as well: `description` is null until its file is there. */
  table.rowOf = (model, number) => {
    const { shard, row } = model.places[number];
    const values = (name) => model.columns[name].of(number);
    const namespace = first(shard, "namespace", row) || "default";
    const route = routeOf(namespace, shard.kind, shard.names[row]);
    const docs = shard.docs && shard.docs[row];
    return {
      ref: model.refs[number],
      kind: shard.kind,
      word: values("kind")[0].label,
      namespace,
      name: shard.names[row],
      title: shard.titles[row],
      route,
      docs: docs === 1 ? route.replace("catalog/", "docs/") : docs || "",
      problems: (shard.problems && shard.problems[row]) || 0,
      targets: (shard.targets && shard.targets[row]) || [],
      type: first(shard, "type", row),
      lifecycle: first(shard, "lifecycle", row),
      owner: values("owner"),
      system: values("system"),
      groups: values("groups"),
      tags: labels(shard, "tags", row),
      file: new URL(shard.texts[Math.floor(row / shard.every)], shard.address).href,
      line: row % shard.every,
    };
  };
})();

/* What a table knows of its rows, by row number: columns of few different values, texts, and the order of each column.
   One pass over all rows says which match and how many would match with each further value. */
(() => {
  "use strict";

  const { table } = window.portalgen;

  /* Values are kept once, as { key, label, ... }; rows refer to them by number, any count of them. */
  table.Column = class {
    values = [];
    #numbers = new Map();
    #starts = [0];
    #items = [];

    number(key, make) {
      let found = this.#numbers.get(key);
      if (found === undefined) {
        found = this.values.push(make()) - 1;
        this.#numbers.set(key, found);
      }
      return found;
    }
    find(key) {
      return this.#numbers.get(key);
    }
    add(numbers) {
      this.#items.push(...numbers);
      this.#starts.push(this.#items.length);
    }
    seal() {
      this.starts = Uint32Array.from(this.#starts);
      this.items = Uint32Array.from(this.#items);
    }
    of(row) {
      return Array.from(this.items.subarray(this.starts[row], this.starts[row + 1]), (number) => this.values[number]);
    }
  };

  /* Says for each row how many of the chosen values it has, and how many it needs. */
  function tester(name, column, chosen) {
    const mask = new Uint8Array(column.values.length);
    for (const key of chosen) {
      const number = column.find(key);
      if (number !== undefined) mask[number] = 1;
    }
    const needed = table.ALL_OF.includes(name) ? chosen.size : 1;
    return (row) => {
      let found = 0;
      for (let at = column.starts[row]; at < column.starts[row + 1]; at += 1) found += mask[column.items[at]];
      return found >= needed;
    };
  }

  function count(column, counts, row) {
    for (let at = column.starts[row]; at < column.starts[row + 1]; at += 1) counts[column.items[at]] += 1;
  }

  /* model: { length, columns, words: lower-case text of each row }; personal: row -> { owned, starred }.
     Gives the rows that match, in order, and counts: of a facet's value as if that facet chose nothing else. */
  table.tally = (model, state, order, personal) => {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = Object.create(null);
    for (const [name, column] of Object.entries(model.columns)) counts[name] = new Uint32Array(column.values.length);
    const tests = Object.entries(state.chosen)
      .filter(([, values]) => values.size)
      .map(([name, values]) => ({ name, passes: model.columns[name] ? tester(name, model.columns[name], values) : () => false }));
    const users = { all: 0, owned: 0, starred: 0 };
    const rows = [];
    for (const row of order) {
      if (!words.every((word) => model.words[row].includes(word))) continue;
      const own = personal(row);
      const failed = tests.filter((test) => !test.passes(row));
      if (!failed.length) for (const user of Object.keys(users)) users[user] += user === "all" || own[user] ? 1 : 0;
      if (state.user !== "all" && !own[state.user]) continue;
      if (!failed.length) {
        rows.push(row);
        for (const name of Object.keys(counts)) count(model.columns[name], counts[name], row);
      } else if (failed.length === 1 && counts[failed[0].name] && !table.ALL_OF.includes(failed[0].name)) {
        count(model.columns[failed[0].name], counts[failed[0].name], row);
      }
    }
    return { rows, counts, users };
  };

  /* Row numbers in the order of a column, "" for that of the page; rows without a value come last both ways. */
  table.orderOf = (model, sort) => {
    const name = sort.replace(/^-/, "");
    const sign = sort.startsWith("-") ? -1 : 1;
    const plain = Uint32Array.from({ length: model.length }, (_, row) => row);
    if (name === "name") return sign > 0 ? plain : plain.reverse(); // as the page has them
    const sorted = name ? model.sorted(name) : null;
    if (!sorted) return plain;
    const compare = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;
    const labels = [...new Set(sorted)].filter(Boolean).sort(compare);
    const rank = new Map(labels.map((label, at) => [label, sign * at]));
    const last = labels.length;
    const ranks = sorted.map((label) => (label ? rank.get(label) : last));
    return plain.sort((one, other) => ranks[one] - ranks[other] || one - other);
  };
})();

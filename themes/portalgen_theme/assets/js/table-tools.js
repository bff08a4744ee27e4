/* Which columns a table shows, and its rows as a file. */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const { table } = portalgen;
  const QUOTED = /[",\r\n]/;
  const FORMULA = /^[=+\-@\t\r]/; // a spreadsheet would compute it

  /* ---- columns ---- */

  /* Shows the chosen columns, all if none are chosen; `changed` is told the new choice. */
  table.followColumns = (tools, element, key, state, changed) => {
    const boxes = [...tools.querySelectorAll("[data-columns] input")];
    const every = boxes.map((box) => box.value);
    const kept = portalgen.stored(key);
    state.columns = state.columns || (kept === null ? null : kept.split(","));
    const apply = () => {
      element.dataset.without = every.filter((name) => state.columns && !state.columns.includes(name)).join(" ");
      for (const box of boxes) box.checked = !state.columns || state.columns.includes(box.value);
    };
    tools.addEventListener("change", () => {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      state.columns = chosen.length === every.length ? null : chosen;
      portalgen.store(key, state.columns && state.columns.join(","));
      apply();
      changed();
    });
    apply();
  };

  /* ---- export ---- */

  function cell(value) {
    const text = FORMULA.test(value) ? `'${value}` : value;
    return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  const refs = (values) => values.map((value) => value.ref || value.label);

  async function record(row) {
    const { kind, namespace, name, title, type, lifecycle } = row;
    const description = await table.textOf(row);
    return { kind, namespace, name, title, owner: refs(row.owner), system: refs(row.system), type, lifecycle, description, tags: row.tags };
  }

  function asCsv(records) {
    const names = ["kind", "namespace", "name", "title", "owner", "system", "type", "lifecycle", "description", "tags"];
    const lines = records.map((one) => names.map((name) => cell([].concat(one[name]).join(" "))).join(","));
    return `\ufeff${[names.join(","), ...lines].join("\r\n")}\r\n`; // the mark says UTF-8 to spreadsheets
  }

  const FORMATS = {
    csv: { type: "text/csv", write: asCsv },
    json: { type: "application/json", write: (records) => `${JSON.stringify(records, null, 2)}\n` },
  };

  /* Gives the reader a file with the rows; descriptions are as short as in the table. */
  table.download = async (rows, format, name) => {
    const { type, write } = FORMATS[format];
    const text = write(await Promise.all(rows.map(record)));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `${name}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
})();

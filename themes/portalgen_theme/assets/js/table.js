/* Tables that can be filtered, sorted and leafed through: [data-filter-table]. Rows stand on the page (documentation)
   or come from files when they are needed (the catalog); what a reader chose is in the address (js/table-state.js). */
(() => {
  "use strict";

  const portalgen = window.portalgen;
  const { table } = portalgen;
  const NEAR = 2; // pages before and after this one that are named
  const SCREEN = 18; // rows that are drawn at once; the others of a page follow, as many at a time, when the keys rest
  const PAUSE = 60; // milliseconds
  const WIDE = matchMedia("(min-width: 60rem)"); // as in css/narrow.css

  class Table {
    constructor(element) {
      this.element = element;
      this.form = element.querySelector("[data-filters]");
      this.body = element.querySelector("[data-table] tbody");
      this.heads = [...element.querySelectorAll("[data-column]")];
      this.boxes = [...this.form.querySelectorAll("[data-facet]")];
      this.pages = element.querySelector("[data-filter-pages]");
      const tools = element.querySelector("[data-table-tools]");
      const template = element.querySelector("[data-row-parts]");
      const { facetSet: facet = "", value = "", offset = 0, limit = 100 } = element.dataset;
      this.preset = { facet, value, offset: Number(offset), limit: Number(limit) };
      this.state = table.readState(this.preset);
      this.parts = template && table.readParts(template);
      this.shards = (element.dataset.shards || "").split(" ").filter(Boolean).map((path) => new URL(path, document.baseURI).href);
      this.columns = this.heads.map((head) => head.dataset.column);
      if (!this.sortable().includes(this.state.sort.replace(/^-/, ""))) this.state.sort = "";
      this.form.querySelector("[name=text]").value = this.state.text;
      if (this.columns.every((name) => name !== "kind") && this.shards.length) delete this.state.chosen.kind; // a page of one kind
      this.standing = !table.queryOf({ ...this.state, columns: null }, this.preset); // the page's own rows are the right ones
      if (tools) table.followColumns(tools, element, `columns.${element.dataset.kind}`, this.state, () => this.write());
      this.listen(tools);
      if (!this.standing || !this.shards.length || this.personal()) this.load();
      else if (WIDE.matches) this.readFacets();
      else setTimeout(() => this.rows || this.readFacets(), PAUSE); // they are folded away, the rows come first
    }

    sortable() {
      return this.columns.filter((name) => name !== "description" && name !== "targets");
    }

    readFacets() {
      this.boxes.forEach((box) => table.readFacet(box, this.state.chosen[box.dataset.facet] || new Set()));
    }

    personal() {
      return portalgen.stored("team") || portalgen.list("starred").length;
    }

    /* The rows, once; a table that could not be loaded is tried again with the next key. */
    load() {
      this.loading = this.loading || this.model().then((model) => {
        this.rows = model;
        this.show();
      }).catch((error) => {
        this.loading = null;
        this.fail(error);
      });
      return this.loading;
    }
    fail(error) {
      this.status(this.form.querySelector("[data-filter-status]").dataset.failed);
      reportError(error);
    }
    async model() {
      return this.shards.length ? table.loadRows(this.shards, this.parts.words) : table.readRows(this.body);
    }

    write() {
      try {
        history.replaceState(null, "", (table.queryOf(this.state, this.preset) || location.pathname) + location.hash);
      } catch {
        /* some browsers allow so many in a while; the next one has all of it */
      }
    }
    change(rest) {
      Object.assign(this.state, { offset: 0 }, rest);
      this.standing = false;
      this.write();
      if (this.rows) this.show();
      else this.load();
    }

    /* ---- showing ---- */

    show() {
      const { state, rows: model } = this;
      const team = portalgen.stored("team");
      const stars = new Set(portalgen.list("starred").map((one) => one.ref));
      const mine = team === null ? undefined : model.columns.owner.find(team);
      const owns = (row) => mine !== undefined && model.columns.owner.items.subarray(model.columns.owner.starts[row], model.columns.owner.starts[row + 1]).includes(mine);
      if (this.sorted !== state.sort) [this.order, this.sorted] = [table.orderOf(model, state.sort), state.sort];
      const found = table.tally(model, state, this.order, (row) => ({ owned: owns(row), starred: stars.has(model.refs[row]) }));
      this.found = found.rows;
      this.boxes.forEach((box) => table.showFacet(box, model.columns[box.dataset.facet], found.counts[box.dataset.facet], state.chosen[box.dataset.facet]));
      table.showPersonal(this.form.querySelector("[data-personal-facet]"), found.users, state.user);
      this.draw();
      this.say();
    }

    draw() {
      const { state, rows: model, found } = this;
      if (model.rows) {
        const shown = new Set(found);
        model.rows.forEach((row, number) => (row.hidden = !shown.has(number)));
        this.body.append(...Array.from(this.order, (number) => model.rows[number]));
        return;
      }
      if (this.standing) return;
      if (state.offset >= found.length) state.offset = 0;
      const page = found.slice(state.offset, state.offset + state.limit);
      const make = (number) => table.makeRow(table.rowOf(model, number), this.columns, this.parts);
      clearTimeout(this.later);
      this.body.replaceChildren(...page.slice(0, SCREEN).map(make));
      const append = (from) => {
        this.body.append(...page.slice(from, from + SCREEN).map(make));
        if (from + SCREEN < page.length) this.later = setTimeout(append, 0, from + SCREEN);
      };
      this.later = setTimeout(append, PAUSE, SCREEN);
      this.leaf();
    }

    /* Links to the first page, the last, and those around this one. */
    leaf() {
      const { limit, offset } = this.state;
      const count = Math.ceil(this.found.length / limit);
      const current = Math.floor(offset / limit);
      const numbers = [...Array(count).keys()].filter((page) => page === 0 || page === count - 1 || Math.abs(page - current) <= NEAR);
      const rows = numbers.map((page, at) => {
        const link = document.createElement("a");
        const row = document.createElement("li");
        link.textContent = table.number(page + 1);
        link.href = table.queryOf({ ...this.state, offset: page * limit }, this.preset) || location.pathname;
        link.dataset.leaf = page * limit;
        if (page === current) link.ariaCurrent = "page";
        row.classList.toggle("pages-gap", at > 0 && page - numbers[at - 1] > 1);
        row.append(link);
        return row;
      });
      this.pages.hidden = count < 2;
      this.pages.firstElementChild.replaceChildren(...rows);
    }

    say() {
      const { element, form, found, rows: model, state } = this;
      const words = form.querySelector("[data-filter-status]").dataset.words;
      this.status(words.replace("{shown}", table.number(found.length)).replace("{total}", table.number(model.length)));
      form.querySelector("[data-filter-reset]").hidden = !table.narrows(state);
      element.querySelector("[data-filter-empty]").hidden = found.length > 0;
      element.querySelector("[data-table]").hidden = !found.length;
      const name = state.sort.replace(/^-/, "");
      for (const head of this.heads) {
        if (name && head.dataset.column === name) head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
    }
    status(text) {
      this.form.querySelector("[data-filter-status]").textContent = text;
    }

    /* ---- listening ---- */

    listen(tools) {
      const { element, form } = this;
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("focusin", () => this.load(), { once: true });
      form.addEventListener("input", (event) => this.choose(event.target));
      element.addEventListener("click", (event) => this.click(event));
      element.addEventListener("keydown", (event) => this.move(event));
      if (tools) tools.addEventListener("click", (event) => this.export(event.target.dataset.export));
      for (const head of this.heads) {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "sort", textContent: head.textContent });
        const name = head.dataset.column;
        if (!this.sortable().includes(name)) continue;
        button.addEventListener("click", () => this.change({ sort: this.state.sort === name ? `-${name}` : name }));
        head.replaceChildren(button);
      }
    }

    choose({ name, value, checked }) {
      if (name === "text" || name === "user") return this.change({ [name]: value });
      const values = (this.state.chosen[name] = this.state.chosen[name] || new Set());
      if (checked) values.add(value);
      else values.delete(value);
      return this.change({});
    }

    click(event) {
      const part = (selector) => event.target.closest(selector);
      if (part("[data-filter-reset]")) this.reset();
      if (part("[data-filter-toggle]")) part("[data-filter-toggle]").setAttribute("aria-expanded", String(this.form.toggleAttribute("data-open")));
      if (part("[data-facet-more]")) this.open(part("[data-facet]"));
      const leaf = part("[data-leaf]");
      if (!leaf || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.change({ offset: Number(leaf.dataset.leaf) });
      this.element.querySelector("[data-table]").scrollIntoView({ block: "nearest" });
      scrollTo({ top: 0 });
      this.body.querySelector(".entity").focus({ preventScroll: true });
    }

    async open(box) {
      const shown = box.querySelectorAll("label").length;
      box.dataset.open = "";
      await this.load();
      if (!this.rows) return;
      this.show();
      const next = box.querySelectorAll("input")[shown];
      if (next) next.focus();
    }

    reset() {
      const text = this.form.querySelector("[name=text]");
      text.value = "";
      this.change({ text: "", user: "all", chosen: Object.create(null) });
      text.focus();
    }

    /* Up and down go from name to name, and up from the first one back to the text. */
    move(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const text = this.form.querySelector("[name=text]");
      const names = [...this.body.querySelectorAll("tr:not([hidden]) .cell-name a.entity")];
      const at = names.indexOf(document.activeElement);
      if (!step || (at < 0 && document.activeElement !== text)) return;
      const next = at < 0 ? names[step > 0 ? 0 : -1] : at + step < 0 ? text : names[at + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }

    async export(format) {
      if (!format) return;
      await this.load();
      if (!this.rows) return;
      try {
        await table.download(this.found.map((number) => table.rowOf(this.rows, number)), format, this.element.dataset.kind || "catalog");
      } catch (error) {
        this.fail(error);
      }
    }
  }

  document.querySelectorAll("[data-filter-table]").forEach((element) => new Table(element));
})();

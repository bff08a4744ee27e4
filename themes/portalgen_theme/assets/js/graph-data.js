/* The graph as data: numbered nodes in files, loaded as a walk needs them; written by portalgen/render/graph_shards.py.
   Long work gives way to the browser every few milliseconds: graph.breathe(). */
(() => {
  "use strict";

  const portalgen = (window.portalgen = window.portalgen || {});
  const graph = (portalgen.graph = portalgen.graph || {});
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-./:;=?@[]^_{|}~";
  const VALUES = new Uint8Array(128);
  for (let at = 0; at < DIGITS.length; at += 1) VALUES[DIGITS.charCodeAt(at)] = at;
  const SLICE = 14; // ms

  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  let since = 0;

  /* Waits for the browser's next turn if this one has been long; true if it waited. */
  graph.breathe = async () => {
    if (performance.now() - since < SLICE) return false;
    await new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(0);
    });
    since = performance.now();
    return true;
  };

  /* "component:default/shop" from any way to write it, as Backstage reads it. */
  graph.refOf = (text) => {
    const lower = String(text).trim().toLowerCase();
    const [, kind, namespace, name] = /^(?:([^:/]+):)?(?:([^/]+)\/)?([^/]+)$/.exec(lower) || [];
    return name ? `${kind || "component"}:${namespace || "default"}/${name}` : "";
  };
  const partsOf = (ref) => [ref.slice(0, ref.indexOf(":")), ...ref.slice(ref.indexOf(":") + 1).split("/")];

  function before(one, other) {
    const [a, b] = [partsOf(one), partsOf(other)];
    const at = a.findIndex((part, place) => part !== b[place]);
    return at >= 0 && a[at] < b[at];
  }

  /* The last place in a sorted list whose entry does not lie behind what is looked for. */
  function lastNotBehind(list, isBehind) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(list[middle])) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  function number(text, at, width) {
    let value = 0;
    for (let place = width - 1; place >= 0; place -= 1) value = value * DIGITS.length + VALUES[text.charCodeAt(at + place)];
    return value;
  }
  function numbers(text, width) {
    const found = [];
    for (let at = 0; at < text.length; at += width) found.push(number(text, at, width));
    return found;
  }

  class Data {
    constructor(index, address) {
      Object.assign(this, { index, address, count: index.count, nodes: new Map(), edges: new Map(), names: new Map() });
      const said = graph.relationWords; // in the language of the page; the data has the words of the catalog's own relations
      this.pairs = index.pairs.map(([forward, backward, words, back]) => ({ forward, backward, words: said.get(forward) || words, back: said.get(backward) || back }));
      for (const [at, { forward, backward, words, back }] of this.pairs.entries()) {
        this.names.set(forward, { pair: at, forward: true, words });
        this.names.set(backward, { pair: at, forward: false, words: back });
      }
    }

    load(file) {
      return portalgen.search.script(new URL(file, this.address));
    }
    kindOf(node) {
      const { kinds } = this.index;
      return kinds[lastNotBehind(kinds, ([, start]) => start > node)][0];
    }

    /* Loads what is known of some nodes; then node() tells. */
    async needNodes(wanted) {
      const files = new Set();
      for (const node of wanted) files.add(Math.floor(node / this.index.every));
      await Promise.all([...files].map((file) => this.nodeFile(file)));
    }
    nodeFile(file) {
      if (!this.nodes.has(file)) {
        const loading = this.load(this.index.nodes[file][0]).then((found) => {
          this.nodes.set(file, readNodes(found, this.index.width));
          return this.nodes.get(file);
        });
        loading.catch(() => this.nodes.delete(file));
        this.nodes.set(file, loading);
      }
      return this.nodes.get(file);
    }
    node(at) {
      const shard = this.nodes.get(Math.floor(at / this.index.every));
      const row = at - shard.at;
      const [kind, namespace, name] = [this.kindOf(at), shard.namespaces ? shard.namespaces[row] : "default", shard.names[row]];
      return {
        number: at, kind, namespace, name,
        ref: `${kind}:${namespace}/${name}`,
        title: shard.titles[row] || (shard.lost.has(row) && namespace !== "default" ? `${namespace}/${name}` : name),
        type: shard.types ? shard.types.values[number(shard.types.rows, row * shard.types.width, shard.types.width)] : "",
        lost: shard.lost.has(row),
        owners: shard.owners[row] ? numbers(shard.owners[row], this.index.width) : [],
        mail: (shard.mail || {})[row] || "",
        links: (shard.links || {})[row] || [],
        route: `catalog/${[namespace, kind, name].map(encodeURIComponent).join("/")}/`,
      };
    }

    /* The number of a ref, -1 if there is none. */
    async find(ref) {
      const file = lastNotBehind(this.index.nodes, ([, first]) => before(ref, first));
      if (!ref || file < 0) return -1;
      const shard = await this.nodeFile(file);
      for (let row = 0; row < shard.names.length; row += 1) {
        if (ref.endsWith(`/${shard.names[row]}`) && this.node(shard.at + row).ref === ref) return shard.at + row;
      }
      return -1;
    }

    /* Loads the edges at some nodes; then edgesAt() gives them as [other, pair * 2 + (1 if forward)] one after the other. */
    async needEdges(wanted) {
      const files = new Set();
      for (const node of wanted) files.add(lastNotBehind(this.index.edges, ([, start]) => start > node));
      const missing = [...files].filter((file) => !this.edges.has(file));
      const found = await Promise.all(missing.map((file) => this.load(this.index.edges[file][0])));
      for (const [at, file] of missing.entries()) {
        await graph.breathe();
        this.edges.set(file, readEdges(found[at], this.index.width));
      }
    }
    edgesAt(node) {
      const file = lastNotBehind(this.index.edges, ([, start]) => start > node);
      const shard = this.edges.get(file);
      return shard.rows[node - shard.at];
    }
  }

  function readNodes(found, width) {
    const names = [];
    let last = "";
    for (const line of found.names.split("\n")) {
      last = last.slice(0, line.charCodeAt(0) - 64) + line.slice(1);
      names.push(last);
    }
    return { ...found, width, names, titles: found.titles || [], lost: new Set(found.lost || []), owners: (found.owners || "").split(",") };
  }

  /* Every edge stands once in a file; here it comes to both of its ends that the file is about. */
  function readEdges({ at, count, pairs }, width) {
    const rows = Array.from({ length: count }, () => []);
    const inside = (node) => node >= at && node < at + count;
    for (const [pair, [out, into]] of Object.entries(pairs)) {
      const [forward, backward] = [pair * 2 + 1, pair * 2];
      for (const [row, text] of out.split(",").entries()) {
        for (const target of numbers(text, width)) {
          rows[row].push(target, forward);
          if (inside(target)) rows[target - at].push(at + row, backward);
        }
      }
      for (const [row, text] of into.split(",").entries()) {
        for (const source of numbers(text, width)) rows[row].push(source, backward);
      }
    }
    return { at, rows };
  }

  graph.open = async (address) => new Data(await portalgen.search.script(address), address);
})();

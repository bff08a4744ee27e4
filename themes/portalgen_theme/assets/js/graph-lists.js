/* The same without a picture: what a walk found as lists with headings and links, and as text to copy. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;
  const STEP = 100; // rows that are shown at a time

  function element(name, attributes = {}, ...inside) {
    const found = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) found.setAttribute(key, value);
    found.append(...inside);
    return found;
  }
  graph.element = element;

  graph.lists = (data, words, address) => {
    function link(node, icon = true) {
      const { title, kind, route, lost } = data.node(node);
      const name = element("span", {}, title);
      if (lost) return element("span", { class: "graph-lost", title: words("lost") }, title);
      const found = element("a", { class: "entity", href: address(route) }, name);
      if (icon) {
        const use = graph.svg("use", { href: words.icon(kind) });
        found.prepend(graph.svg("svg", { class: `icon kind-${kind}`, "aria-hidden": "true" }, use));
      }
      return found;
    }

    /* "Web shop depends on Payments" of two nodes; code is pair * 2 + (1 if read forward). */
    const said = (code) => data.pairs[code >> 1][code & 1 ? "words" : "back"];
    function steps(path) {
      return path.slice(1).map(([node, code], at) => [path[at][0], said(code), node]);
    }

    /* Rows a hundred at a time. */
    function rows(list, items, make) {
      let shown = 0;
      const more = element("button", { type: "button", class: "button button-quiet" });
      const box = element("div", {}, list);
      async function next() {
        const part = items.slice(shown, shown + STEP);
        await data.needNodes(part.flatMap(({ nodes }) => nodes));
        for (const item of part) {
          await graph.breathe();
          list.append(make(item));
        }
        shown += part.length;
        more.textContent = words("more", { n: items.length - shown });
        if (shown < items.length) box.append(more);
        else {
          const last = [...box.querySelectorAll("a")].at(-1);
          if (document.activeElement === more && last) last.focus();
          more.remove();
        }
      }
      more.addEventListener("click", next);
      return next().then(() => box);
    }

    /* What a graph shows, by distance; each with its relations to what is nearer. */
    async function explored(found) {
      const near = new Map();
      for (const edge of found.edges) {
        await graph.breathe();
        for (const [one, other, turned] of [[edge.from, edge.to, false], [edge.to, edge.from, true]]) {
          if (found.distance.get(other) > found.distance.get(one)) continue;
          if (!near.has(one)) near.set(one, []);
          for (const relation of edge.relations) near.get(one).push([relation.pair * 2 + (relation.forward === turned ? 0 : 1), other]);
        }
      }
      const levels = [];
      for (const [node, distance] of found.distance) if (distance) (levels[distance] = levels[distance] || []).push(node);
      const parts = [];
      for (const [distance, nodes] of levels.entries()) {
        if (!nodes) continue;
        const items = nodes.map((node) => ({ node, nodes: [node, ...(near.get(node) || []).map(([, other]) => other)] }));
        const box = await rows(element("ul", { class: "graph-rows" }), items, ({ node }) => {
          const row = element("li", {}, link(node), detail(node));
          for (const [at, [code, other]] of (near.get(node) || []).slice(0, 4).entries()) row.append(at ? "; " : " ", element("span", { class: "muted" }, said(code)), " ", link(other, false));
          return row;
        });
        parts.push(element("section", {}, element("h3", {}, words("steps-away", { n: distance }), " ", element("span", { class: "count" }, words.number(nodes.length))), box));
      }
      return parts;
    }
    function detail(node) {
      const { kind, type, lost } = data.node(node);
      return element("span", { class: "graph-detail" }, ` ${lost ? words("lost") : type || words.kind(kind)}`);
    }

    /* Paths as sentences. */
    async function paths(found) {
      await data.needNodes(found.flat().map(([node]) => node));
      return found.map((path, at) => {
        const list = element("ol", { class: "graph-steps" });
        for (const [one, relation, other] of steps(path)) list.append(element("li", {}, link(one), " ", element("span", { class: "muted" }, relation), " ", link(other)));
        return element("section", {}, element("h3", {}, words("path", { number: at + 1, n: path.length - 1 })), list);
      });
    }

    function contact(owner) {
      const { mail, links } = data.node(owner);
      const found = mail ? [element("a", { href: `mailto:${mail}` }, mail)] : [];
      for (const [title, url] of links) found.push(element("a", { href: url, rel: "noopener" }, title));
      return element("span", { class: "graph-contact" }, ...found.flatMap((one) => [one, " "]));
    }

    /* Teams to tell, then what breaks by distance, each with why. */
    async function impact(found, teams) {
      const byNode = new Map(found.map((row) => [row.node, row]));
      const told = element("ul", { class: "graph-rows" });
      for (const [owner, nodes] of teams) {
        const who = owner < 0 ? element("span", { class: "graph-lost" }, words("nobody")) : link(owner);
        const names = element("span", { class: "graph-detail" }, nodes.slice(0, 5).map((node) => data.node(node).title).join(", "), nodes.length > 5 ? ` ${words("and-more", { n: nodes.length - 5 })}` : "");
        told.append(element("li", {}, who, " ", element("span", { class: "count" }, words.number(nodes.length)), owner < 0 ? "" : contact(owner), names));
      }
      const parts = [element("section", {}, element("h3", {}, words("teams"), " ", element("span", { class: "count" }, words.number(teams.length))), told)];
      const levels = [];
      for (const row of found) (levels[row.distance] = levels[row.distance] || []).push(row);
      for (const [distance, own] of levels.entries()) {
        if (!own) continue;
        const items = own.map(({ node }) => ({ node, nodes: [node, ...graph.why(byNode, node).map(([step]) => step), ...data.node(node).owners] }));
        const box = await rows(element("ul", { class: "graph-rows" }), items, ({ node }) => {
          const row = element("li", {}, link(node), detail(node));
          for (const [at, [, relation, other]] of steps(graph.why(byNode, node)).entries()) row.append(at ? element("span", { class: "muted" }, `, ${words("which")} ${relation} `) : element("span", { class: "muted" }, ` ${relation} `), link(other, false));
          const { owners } = data.node(node);
          if (owners.length) row.append(element("span", { class: "graph-detail" }, ` · ${words("owned-by")} `, ...owners.flatMap((owner, at) => (at ? [", ", link(owner, false)] : [link(owner, false)]))));
          return row;
        });
        const title = distance ? words("steps-away", { n: distance }) : words("inside");
        parts.push(element("section", {}, element("h3", {}, title, " ", element("span", { class: "count" }, words.number(own.length))), box));
      }
      return parts;
    }

    /* The same as Markdown: whom to tell of what, and why. */
    async function asText(roots, found, teams) {
      const byNode = new Map(found.map((row) => [row.node, row]));
      const title = (node) => data.node(node).title;
      const lines = [`# ${words("impact-of", { name: roots.map(title).join(", ") })}`, ""];
      for (const [owner, nodes] of teams) {
        const mail = owner < 0 ? "" : data.node(owner).mail;
        lines.push(`## ${owner < 0 ? words("nobody") : title(owner)}${mail ? ` <${mail}>` : ""}`, "");
        for (const node of nodes) {
          await graph.breathe();
          const why = steps(graph.why(byNode, node)).map(([, relation, other], at) => `${at ? `, ${words("which")} ` : ""}${relation} ${title(other)}`).join("");
          lines.push(`- ${title(node)} (${data.node(node).ref})${why ? `: ${why}` : ""}`);
        }
        lines.push("");
      }
      return lines.join("\n");
    }

    return { explored, paths, impact, asText, link, said };
  };
})();

/* Words of the graph explorer, from the page's template: words("key", { name: value }) and what is said of boxes and lines. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;

  graph.readWords = (template) => {
    const texts = new Map();
    const kinds = new Map();
    for (const element of template.content.querySelectorAll("[data-word]")) texts.set(element.dataset.word, element.dataset);
    for (const element of template.content.querySelectorAll("[data-kind]")) {
      const { kind, one, other } = element.dataset;
      kinds.set(kind, { one, other, icon: element.querySelector("use").getAttribute("href") });
    }
    const format = new Intl.NumberFormat(document.documentElement.lang || "en");
    const shown = (value) => (typeof value === "number" ? format.format(value) : value);
    const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));

    function words(key, values = {}) {
      const { one, other } = texts.get(key);
      return fill(values.n === 1 && one ? one : other, values);
    }
    const known = (kind) => kinds.get(kind) || { one: kind, other: kind, icon: "#portal-i-unknown" };
    words.kind = (kind) => known(kind).one;
    words.icon = (kind) => known(kind).icon;
    words.count = (kind, n) => `${format.format(n)} ${n === 1 ? known(kind).one : known(kind).other}`;

    const nameOf = (box) => (box.about ? box.about.title : words.count(box.kind, box.members.length));
    /* What a line says, from what has, needs or provides. */
    words.sentences = (edge, from, to) =>
      edge.relations.map(({ forward, words: said }) => {
        const [one, other] = forward ? [from, to] : [to, from];
        return `${nameOf(one)} ${said} ${nameOf(other)}`;
      });
    words.box = (box, { label, detail }) => {
      const said = [label, box.about ? words.kind(box.kind) : "", detail].filter(Boolean).join(", ");
      return box.about ? said : words("open-many", { name: said });
    };
    return words;
  };
})();

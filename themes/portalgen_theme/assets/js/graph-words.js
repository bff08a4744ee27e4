/* Words of the graph explorer, from the page's template: words("key", { name: value }) and what is said of boxes and lines. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;

  graph.readWords = (template) => {
    const texts = new Map();
    const kinds = new Map();
    for (const element of template.content.querySelectorAll("[data-word]")) texts.set(element.dataset.word, element.dataset);
    for (const element of template.content.querySelectorAll("[data-kind]")) {
      kinds.set(element.dataset.kind, { ...element.dataset, icon: element.querySelector("use").getAttribute("href") });
    }
    graph.relationWords = new Map();
    for (const { dataset } of template.content.querySelectorAll("[data-relation]")) graph.relationWords.set(dataset.relation, dataset.words);
    const language = document.documentElement.lang || "en";
    const format = new Intl.NumberFormat(language);
    const plural = new Intl.PluralRules(language);
    const form = (forms, n) => forms[plural.select(n)] || forms.other;
    const shown = (value) => (typeof value === "number" ? format.format(value) : value);
    const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));

    function words(key, values = {}) {
      return fill(form(texts.get(key), values.n || 0), values);
    }
    const known = (kind) => kinds.get(kind) || { one: kind, other: kind, icon: "#portal-i-unknown" };
    words.number = (n) => format.format(n);
    words.kind = (kind) => form(known(kind), 1);
    words.icon = (kind) => known(kind).icon;
    words.count = (kind, n) => `${format.format(n)} ${form(known(kind), n)}`;

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

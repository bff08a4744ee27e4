/* What each view of the graph shows of what a reader chose: a picture or none, words for it, and a list beside it. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;
  const title = (data, nodes) => nodes.map((node) => data.node(node).title).join(", ");

  graph.views = {
    async explore({ data, lists, words, state, opened }, roots) {
      const found = await graph.explore(data, roots, state);
      await data.needNodes(roots);
      const picture = await graph.gather(data, found, opened);
      const status = words("shown", { name: title(data, roots), n: found.distance.size - roots.length, boxes: picture.boxes.length });
      return { picture, status, list: () => lists.explored(found) };
    },
    async path({ data, lists, words, state, opened }, [start], goal) {
      const found = await graph.paths(data, start, goal, state);
      await data.needNodes([start, goal]);
      const names = { start: title(data, [start]), goal: title(data, [goal]) };
      if (!found.length) return { picture: null, status: words("no-path", names), list: async () => [] };
      const picture = await graph.gather(data, graph.pathEdges(data, found, start, goal), opened);
      for (const box of picture.boxes) box.focus = box.node === start || box.node === goal;
      return { picture, status: words("paths", { ...names, n: found.length, steps: found[0].length - 1 }), list: () => lists.paths(found) };
    },
    async impact({ data, lists, words, state, opened }, roots) {
      const rows = await graph.impact(data, roots, state);
      const broken = rows.filter(({ node }) => !roots.includes(node));
      if (!broken.length) return { picture: null, status: words("no-impact", { name: title(data, roots) }), list: async () => [] };
      const picture = await graph.gather(data, await graph.impactEdges(data, rows, roots), opened);
      const teams = await graph.teams(data, broken);
      const status = words("impact", { name: title(data, roots), n: broken.length, teams: teams.filter(([owner]) => owner >= 0).length });
      const all = async () => {
        await data.needNodes(rows.map(({ node }) => node));
        return lists.asText(roots, rows, teams);
      };
      return { picture, status, list: () => lists.impact(broken, teams), text: all };
    },
  };
})();

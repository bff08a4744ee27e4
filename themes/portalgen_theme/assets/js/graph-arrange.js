/* Where boxes and lines go, by dagre. The same file is the worker, and its stand-in on the page where none can start
   (a page from the disk); portalgen.graph.arrange uses one or the other. */
(() => {
  "use strict";

  /* request: { direction, nodes: [[id, width, height]], edges: [[from, to, label width, label height]] } */
  function arrange(dagre, { direction, nodes, edges }) {
    const picture = new dagre.graphlib.Graph({ multigraph: true });
    const hasLabels = edges.some(([, , width]) => width);
    picture.setGraph({ rankdir: direction, nodesep: 20, edgesep: 14, ranksep: hasLabels ? 26 : 72, marginx: 12, marginy: 12 });
    for (const [id, width, height] of nodes) picture.setNode(id, { width, height });
    for (const [at, [from, to, width, height]] of edges.entries()) picture.setEdge(from, to, { width, height, labelpos: "c" }, String(at));
    dagre.layout(picture);
    const { width, height } = picture.graph();
    return {
      width,
      height,
      boxes: nodes.map(([id]) => [picture.node(id).x, picture.node(id).y]),
      lines: edges.map(([from, to], at) => {
        const { points, x, y } = picture.edge(from, to, String(at));
        return { points: points.map((point) => [point.x, point.y]), label: edges[at][2] ? [x, y] : null };
      }),
    };
  }

  if (typeof document === "undefined") {
    self.onmessage = ({ data: { dagre, id, request } }) => {
      if (!self.dagre) importScripts(dagre);
      self.postMessage({ id, answer: arrange(self.dagre, request) });
    };
    return;
  }

  const portalgen = window.portalgen;
  const { graph } = portalgen;
  let worker = null;
  let broken = false;
  let last = 0;
  const asked = new Map();

  function start(address) {
    worker = new Worker(address);
    worker.onmessage = ({ data: { id, answer } }) => {
      asked.get(id).resolve(answer);
      asked.delete(id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      broken = true;
      for (const { reject } of asked.values()) reject(new Error("no worker"));
      asked.clear();
    };
  }

  function ask(files, request) {
    if (!worker) start(files.arrange);
    last += 1;
    return new Promise((resolve, reject) => {
      asked.set(last, { resolve, reject });
      worker.postMessage({ dagre: files.dagre, id: last, request });
    });
  }

  /* files: { arrange, dagre }, addresses of this file and of the library. */
  graph.arrange = async (files, request) => {
    if (!broken && location.protocol !== "file:") {
      try {
        return await ask(files, request);
      } catch {
        broken = true;
      }
    }
    await portalgen.search.script(files.dagre);
    return arrange(window.dagre, request);
  };
})();

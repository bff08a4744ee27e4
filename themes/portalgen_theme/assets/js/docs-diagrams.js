/* Mermaid diagrams: drawn in a sandboxed frame as soon as one is near, shown as pictures; their source stays at hand. */
(() => {
  "use strict";

  const docs = document.querySelector("div[data-docs]");
  const blocks = [...docs.querySelectorAll("pre.mermaid")];
  const LONGEST = 4_000_000;
  const WIDEST = 20_000;
  const jobs = [];
  const places = new Map();
  let frame = null;

  function make(name, classes, text = "") {
    const element = document.createElement(name);
    element.className = classes;
    element.textContent = text;
    return element;
  }

  /* The picture of both colour schemes is there, styles choose. */
  function show(block, scheme, found) {
    const picture = make("img", `docs-drawn docs-drawn-${scheme}`);
    const name = [found.title, found.description].filter(Boolean).join(". ");
    picture.alt = name || `${docs.dataset.diagram} ${found.type}`.trim();
    picture.width = found.width;
    picture.height = found.height;
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(found.svg)}`;
    place(block).append(picture);
    window.portalgen.enlargeable?.(picture, true);
  }

  function place(block) {
    if (places.has(block)) return places.get(block);
    const diagram = make("div", "docs-diagram");
    places.set(block, diagram);
    const button = make("button", "docs-drawn-source", docs.dataset.source);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      block.hidden = !block.hidden;
      button.setAttribute("aria-expanded", String(!block.hidden));
    });
    block.closest(".docs-source")?.setAttribute("data-drawn", "");
    block.hidden = true;
    block.before(diagram, button);
    return diagram;
  }

  function explain(block, message) {
    if (block.nextElementSibling?.matches(".docs-undrawn")) return;
    block.after(make("p", "docs-undrawn", `${docs.dataset.undrawn} ${message.split("\n")[0]}`));
  }

  function isPicture(found) {
    const fits = (size) => Number.isFinite(size) && size > 0 && size < WIDEST;
    const texts = [found.svg, found.title, found.description, found.type];
    return texts.every((text) => typeof text === "string" && text.length < LONGEST) && fits(found.width) && fits(found.height);
  }

  /* The frame runs what repositories wrote: nothing it says is believed without a look. */
  function hear(event) {
    if (!frame || event.source !== frame.contentWindow) return;
    if (event.data === "ready") {
      for (const [id, { block, scheme }] of jobs.entries()) {
        frame.contentWindow.postMessage({ id, source: (block.querySelector("code") || block).textContent, scheme }, "*");
      }
      return;
    }
    const id = event.data?.id;
    if (!Number.isInteger(id) || !Object.hasOwn(jobs, id)) return;
    const job = jobs[id];
    if (job.done) return;
    job.done = true;
    if (isPicture(event.data)) show(job.block, job.scheme, event.data);
    else explain(job.block, typeof event.data.error === "string" ? event.data.error : "");
    if (jobs.every((one) => one.done)) frame.remove();
  }

  function start() {
    const now = document.documentElement.dataset.theme === "dark" ? "dark" : "light";
    for (const scheme of [now, now === "dark" ? "light" : "dark"]) jobs.push(...blocks.map((block) => ({ block, scheme })));
    frame = make("iframe", "docs-drawing");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    frame.src = docs.dataset.diagrams;
    addEventListener("message", hear);
    document.body.append(frame);
  }

  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    start();
  }, { rootMargin: "1000px" });
  blocks.forEach((block) => near.observe(block));
})();

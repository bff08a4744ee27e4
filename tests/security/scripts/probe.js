/* Opens pages in frames, looks at what is left of each, then moves over, focuses, types into and clicks all of it. */
async (addresses) => {
  const ACTING = "script, iframe, object, embed, form, base, meta, link, template, style, portal, frameset, applet";
  const EVENTS = ["pointerover", "mouseover", "mousedown", "keydown", "input", "copy", "toggle"];
  const NAMES = /^(on.*|style|srcdoc|formaction|action|ping|target|accesskey|autofocus|popover|is|slot|contenteditable)$/i;
  const SCRIPTS = /^[\s\x00-\x20]*(javascript:|vbscript:|data:text)/i;
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  function open(address) {
    const frame = document.createElement("iframe");
    frame.style.cssText = "position: absolute; inset: 0; width: 1280px; height: 900px";
    frame.src = address;
    document.body.append(frame);
    return new Promise((done) => frame.addEventListener("load", () => done(frame), { once: true }));
  }

  /* In the page as it was sent: what the portal's own scripts add later is not asked about. */
  function* left(page) {
    for (const node of page.querySelectorAll("*")) {
      for (const { name, value } of node.attributes) {
        if (/^(.*:)?(href|src|srcset|action|formaction|cite|data|poster|background)$/i.test(name) && SCRIPTS.test(value)) yield `${name}=${value}`;
      }
    }
    for (const node of page.querySelectorAll(".docs-content, .docs-content *")) {
      if (node.matches(ACTING)) yield `<${node.localName}>`;
      for (const { name, value } of node.attributes) if (NAMES.test(name)) yield `${name}=${value}`;
    }
  }

  function* covered(page, content) {
    for (const one of page.querySelectorAll(".topbar a, .topbar button, .sidebar a")) {
      const { left: x, top: y, width, height } = one.getBoundingClientRect();
      const seen = !content.contains(one) && width && height && y > 0 && y + height < page.defaultView.innerHeight;
      if (seen && content.contains(page.elementFromPoint(x + width / 2, y + height / 2))) yield `lies over ${one.outerHTML}`;
    }
  }

  function handle(page, content) {
    const { Event, MouseEvent } = page.defaultView;
    for (const node of [...content.querySelectorAll("*")].slice(0, 200)) {
      for (const kind of EVENTS) node.dispatchEvent(new Event(kind, { bubbles: kind !== "toggle" }));
      if (node.tabIndex >= 0) node.focus();
      node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
    page.defaultView.scrollTo(0, 0);
  }

  async function look(frame) {
    const sent = await (await fetch(frame.src, { cache: "force-cache" })).text();
    const page = frame.contentDocument;
    if (!page) return { found: ["it left"], url: "", title: "", portal: "" };
    const content = page.querySelector(".docs-content, main") || page.body || page.documentElement;
    const found = [...left(new DOMParser().parseFromString(sent, "text/html")), ...covered(page, content)];
    handle(page, content);
    const portal = typeof frame.contentWindow.portalgen?.search?.open;
    return { found, url: frame.contentWindow.location.href, title: page.title, portal };
  }

  const frames = await Promise.all(addresses.map(open));
  await drawn();
  const found = await Promise.all(frames.map(look));
  await drawn();
  frames.forEach((frame) => frame.remove());
  return found;
};

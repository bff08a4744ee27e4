/* Draws Mermaid diagrams inside a sandboxed frame: takes texts from the page around it, gives back pictures (SVG). */
(() => {
  "use strict";

  if (self.origin !== "null" || parent === self) return; // opened by itself, it would act for the portal

  const FONT = '"Inter Variable", Inter, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
  const COLOURS = {
    light: {
      primaryColor: "#eef2fb", primaryBorderColor: "#7d93c9", primaryTextColor: "#1b1f24", lineColor: "#5b6470",
      secondaryColor: "#f2f4f6", tertiaryColor: "#fbf6e8", tertiaryBorderColor: "#d5c48f", background: "#ffffff",
      edgeLabelBackground: "#ffffff", clusterBkg: "#f6f7f8", clusterBorder: "#c9ced4", titleColor: "#1b1f24",
      textColor: "#1b1f24", noteBkgColor: "#fbf6e8", noteBorderColor: "#d5c48f", noteTextColor: "#1b1f24", sequenceNumberColor: "#ffffff",
    },
    dark: {
      primaryColor: "#26324a", primaryBorderColor: "#7d97d6", primaryTextColor: "#e4e7eb", lineColor: "#9ba4b0",
      secondaryColor: "#2a2f37", tertiaryColor: "#39331f", tertiaryBorderColor: "#8a7a45", background: "#16181c",
      edgeLabelBackground: "#16181c", clusterBkg: "#1d2126", clusterBorder: "#454c57", titleColor: "#e4e7eb",
      textColor: "#e4e7eb", noteBkgColor: "#39331f", noteBorderColor: "#8a7a45", noteTextColor: "#e4e7eb", sequenceNumberColor: "#16181c",
    },
  };
  let drawn = 0;
  let last = Promise.resolve();

  function settings(scheme) {
    return {
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      htmlLabels: false,
      flowchart: { htmlLabels: false },
      class: { htmlLabels: false },
      fontFamily: FONT,
      theme: "base",
      darkMode: scheme === "dark",
      themeVariables: { ...COLOURS[scheme], darkMode: scheme === "dark", fontFamily: FONT, fontSize: "14px" },
    };
  }

  /* What stands alone as a picture: well-formed, with a size, without links. */
  function picture(text) {
    const svg = new DOMParser().parseFromString(text, "text/html").querySelector("svg");
    const { width, height } = svg.viewBox.baseVal || {};
    if (!(width > 0 && height > 0)) throw new Error("nothing to draw");
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    svg.style.maxWidth = "";
    const words = [":scope > title", ":scope > desc"].map((name) => svg.querySelector(name)?.textContent.trim() || "");
    return {
      svg: new XMLSerializer().serializeToString(svg),
      width: Math.ceil(width),
      height: Math.ceil(height),
      title: words[0],
      description: words[1],
      type: (svg.getAttribute("aria-roledescription") || "").replace(/-v\d+$/, ""),
    };
  }

  async function draw({ id, source, scheme }) {
    try {
      mermaid.initialize(settings(scheme === "dark" ? "dark" : "light"));
      const { svg } = await mermaid.render(`diagram-${(drawn += 1)}`, String(source));
      return { id, ...picture(svg) };
    } catch (error) {
      return { id, error: String(error?.message || error).slice(0, 500) };
    }
  }

  addEventListener("message", (event) => {
    if (event.source !== parent) return;
    last = last.then(async () => parent.postMessage(await draw(event.data), "*"));
  });
  parent.postMessage("ready", "*");
})();

/* Starts Swagger UI with the definition in the page: nothing is fetched, and requests go to the allowed servers only. */
(() => {
  "use strict";

  const place = document.querySelector("[data-try]");
  const origins = place.dataset.origins.split(" ");

  /* Texts of definitions are shown as texts, and what the page says itself is not said again. */
  function plain({ React }) {
    const Text = ({ source }) => (source ? React.createElement("p", { className: "try-it-text" }, source) : null);
    const nothing = () => null;
    return { components: { Markdown: Text, InfoContainer: nothing, info: nothing } };
  }

  function guarded(request) {
    if (!origins.includes(new URL(request.url, location.href).origin)) throw new Error(place.dataset.refused);
    return request;
  }

  /* What Swagger UI leaves without a name, or calls the main part of a page that has one. */
  function name() {
    for (const one of place.querySelectorAll("[role=main], main")) one.setAttribute("role", "group");
    const servers = place.querySelector("#servers");
    if (servers) servers.setAttribute("aria-label", place.querySelector(".servers-title").textContent);
  }

  /* A sign that is no escape, as in `#GET /sales/50%`, stands for itself. */
  function decoded(text) {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
  }

  /* What the anchor says; one that nothing can decode is written anew, as Swagger UI reads it, too. */
  function anchor() {
    const text = decoded(location.hash.slice(1));
    try {
      decodeURIComponent(location.hash);
    } catch {
      history.replaceState(null, "", `#${encodeURIComponent(text)}`);
    }
    return text;
  }

  /* `#GET /orders/{id}` opens that operation, as soon as it is there. */
  function open() {
    if (!place.querySelector(".opblock")) return;
    drawn.disconnect();
    name();
    const block = [...place.querySelectorAll(".opblock")].find(
      (one) => `${one.querySelector(".opblock-summary-method").textContent} ${one.querySelector("[data-path]").dataset.path}` === wanted,
    );
    if (!block) return;
    if (!block.classList.contains("is-open")) block.querySelector(".opblock-summary-control").click();
    block.scrollIntoView();
  }

  function follow() {
    const { documentElement: root } = document;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.classList.toggle("dark-mode", dark);
  }

  const wanted = anchor();
  const drawn = new MutationObserver(open);
  drawn.observe(place, { childList: true, subtree: true });

  follow();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow);
  new MutationObserver(follow).observe(document.documentElement, { attributeFilter: ["data-theme"] });

  document.querySelector("[data-try-lost]").remove();
  window.SwaggerUIBundle({
    spec: JSON.parse(document.querySelector("[data-try-definition]").textContent),
    domNode: place,
    plugins: [plain],
    presets: [window.SwaggerUIBundle.presets.apis],
    requestInterceptor: guarded,
    tryItOutEnabled: true,
    deepLinking: false,
    queryConfigEnabled: false,
    validatorUrl: null,
    persistAuthorization: false,
    withCredentials: false,
    syntaxHighlight: { activated: false },
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
  });
})();

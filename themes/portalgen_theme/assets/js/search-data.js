/* Loads the index: a manifest, then the tiers one after another (entities first), then texts as they are shown. */
(() => {
  "use strict";

  const { search } = window.portalgen;
  const listeners = new Set();
  const state = { tiers: [], done: false };
  let loading = null;
  let attempt = 0;

  async function loadAll() {
    // The manifest's name never changes, so after a failure an old copy of it may be to blame.
    const manifest = await search.script(new URL(`search/index.js${attempt ? `?again=${attempt}` : ""}`, search.root));
    state.tiers = [];
    for (const { file } of manifest.tiers) {
      state.tiers.push(search.engine.openTier(await search.script(new URL(`search/index/${file}`, search.root))));
      listeners.forEach((tell) => tell(state));
    }
    state.done = true;
    listeners.forEach((tell) => tell(state));
  }

  /* Loads what is not there yet, and tells the listener each time there is more: { tiers, done }. */
  search.load = (listener) => {
    listeners.add(listener);
    if (state.tiers.length || state.done) listener(state);
    loading = loading || loadAll().catch((error) => {
      loading = null;
      attempt += 1;
      throw error;
    });
    return loading;
  };

  /* Gives the text of a document, as much of it as excerpts are cut from. */
  search.textOf = async (tier, document) => {
    const shard = tier.shards.filter(([start]) => start <= document).pop();
    if (!shard) return "";
    const { start, texts } = await search.script(new URL(`search/index/${shard[1]}`, search.root));
    return texts[document - start] || "";
  };
})();

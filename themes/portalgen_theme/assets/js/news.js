/* Which news are shown depends on the reader's day. Runs right after them, so that nothing moves once it is seen. */
(() => {
  "use strict";

  const day = new Date();
  const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const news of document.querySelectorAll("[data-announcement]")) {
    const { start = "", end = "9999" } = news.dataset;
    news.hidden = today < start || today > end;
  }
})();

/* The frame around a picture: it scrolls, so that it can be moved with a finger, a wheel, keys, or by dragging; zoom
   changes the picture's size. Arrow keys lead from box to box. */
(() => {
  "use strict";

  const graph = window.portalgen.graph;
  const [LEAST, WHOLE, LIKED, LARGEST, STEP] = [0.2, 0.6, 1.15, 2.5, 1.25];
  const DRAG = 4; // px that a press may move and still be a click

  graph.view = (frame) => {
    let drawn = null;
    let scale = 1;
    let current = null;

    function zoom(to, around) {
      const next = Math.min(LARGEST, Math.max(LEAST, to));
      const box = frame.getBoundingClientRect();
      const [x, y] = around || [box.left + box.width / 2, box.top + box.height / 2];
      const before = drawn.element.getBoundingClientRect();
      const [partX, partY] = [(x - before.left) / before.width, (y - before.top) / before.height];
      scale = next;
      drawn.element.setAttribute("width", drawn.width * scale);
      drawn.element.setAttribute("height", drawn.height * scale);
      const after = drawn.element.getBoundingClientRect();
      frame.scrollBy({ left: after.left + after.width * partX - x, top: after.top + after.height * partY - y, behavior: "instant" });
    }
    function center(place) {
      const box = place.element.getBoundingClientRect();
      const own = frame.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2 - own.left - own.width / 2, box.top + box.height / 2 - own.top - own.height / 2];
      frame.scrollBy({ left: x, top: y, behavior: "instant" });
    }
    /* As much as can be read, around the root. */
    function fit(least = WHOLE) {
      const room = [frame.clientWidth / drawn.width, frame.clientHeight / drawn.height];
      zoom(Math.min(LIKED, Math.max(least, Math.min(...room))));
      center(drawn.places.find(({ box }) => box.focus) || drawn.places[0]);
    }

    function choose(place, { focus = true } = {}) {
      if (current) current.element.setAttribute("tabindex", "-1");
      current = place;
      place.element.setAttribute("tabindex", "0");
      if (!focus) return;
      place.element.focus({ preventScroll: true });
      place.element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    }
    function light(id) {
      for (const element of drawn.element.querySelectorAll("[data-from]")) {
        element.classList.toggle("is-lit", id !== null && (element.dataset.from === id || element.dataset.to === id));
      }
    }

    const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    function nearest([wayX, wayY]) {
      let best = null;
      for (const place of drawn.places) {
        const [x, y] = [place.x - current.x, place.y - current.y];
        const along = x * wayX + y * wayY;
        const cost = along + 2.2 * Math.abs(x * wayY + y * wayX);
        if (along > 1 && (!best || cost < best.cost)) best = { place, cost };
      }
      return best && best.place;
    }
    frame.addEventListener("keydown", (event) => {
      if (!drawn || event.ctrlKey || event.metaKey || event.altKey) return;
      const onBox = event.target.closest("[data-id]");
      const way = WAYS[event.key];
      if (way && (onBox || event.target === frame)) {
        event.preventDefault();
        choose(onBox ? nearest(way) || current : current);
      } else if (["+", "="].includes(event.key)) zoom(scale * STEP);
      else if (["-", "_"].includes(event.key)) zoom(scale / STEP);
      else if (event.key === "0") fit(LEAST);
      else if (event.key === "Home" && onBox) choose(drawn.places.find(({ box }) => box.focus) || drawn.places[0]);
      else if ((event.key === " " || event.key === "Enter") && onBox && !onBox.getAttribute("href")) onBox.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      else return;
      event.preventDefault();
    });
    frame.addEventListener("focusin", ({ target }) => light(target.dataset.id || null));
    frame.addEventListener("focusout", () => drawn && light(null));
    frame.addEventListener("pointerover", ({ target }) => {
      const box = target.closest("[data-id]");
      if (drawn) light(box ? box.dataset.id : null);
    });
    frame.addEventListener("wheel", (event) => {
      if (!drawn || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      zoom(scale * Math.exp(-event.deltaY / 300), [event.clientX, event.clientY]);
    }, { passive: false });

    /* A mouse drags the picture; fingers scroll it anyway. */
    let drag = null;
    let dragged = false;
    frame.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button) return;
      drag = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, moved: false };
    });
    window.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
      drag.moved = drag.moved || Math.hypot(x, y) > DRAG;
      if (!drag.moved) return;
      frame.classList.add("is-dragged");
      frame.scrollTo({ left: drag.left - x, top: drag.top - y, behavior: "instant" });
    });
    window.addEventListener("pointerup", () => {
      dragged = Boolean(drag && drag.moved);
      drag = null;
      frame.classList.remove("is-dragged");
      if (dragged) setTimeout(() => { dragged = false; });
    });
    frame.addEventListener("click", (event) => {
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
    }, { capture: true });
    frame.addEventListener("dragstart", (event) => event.preventDefault());

    return {
      show(found, { focus = false } = {}) {
        drawn = found;
        current = null;
        frame.replaceChildren(found.element);
        frame.hidden = false;
        fit();
        choose(found.places.find(({ box }) => box.focus) || found.places[0], { focus });
      },
      place: (id) => drawn && drawn.places.find(({ box }) => box.id === id),
      choose,
      larger: () => drawn && zoom(scale * STEP),
      smaller: () => drawn && zoom(scale / STEP),
      whole: () => drawn && fit(LEAST),
      clear() {
        drawn = null;
        frame.hidden = true;
        frame.replaceChildren();
      },
    };
  };
})();

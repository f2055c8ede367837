// The buttons beside a map: zoom in, zoom out, and back to where the picture began.
"use strict";
(() => {
  function arm(map) {
    const picture = map.querySelector("[data-picture]");
    const buttons = map.querySelector(".map__buttons");
    if (!picture || !buttons || !buttons.hidden) return;
    buttons.hidden = false;
    buttons.addEventListener("click", (event) => {
      const by = Number(event.target.closest("[data-zoom]")?.dataset.zoom ?? Number.NaN);
      const view = picture.picture;
      if (Number.isNaN(by) || !view) return;
      if (by === 0) { desk.picture.show(picture); return; }
      view.signal("zoom", view.signal("zoom") + by).runAsync();
    });
  }
  const all = () => { for (const map of document.querySelectorAll("[data-map]")) arm(map); };
  addEventListener("DOMContentLoaded", all);
  addEventListener("desk:fresh", all);
})();

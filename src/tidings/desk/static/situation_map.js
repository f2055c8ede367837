// The map: pan, zoom and choose, by pointer, by buttons and by keyboard. The picture's signals lon, lat and zoom
// move it; when it rests the server groups the places anew for what is shown.
"use strict";
(() => {
  const map = document.getElementById("map");
  if (!map) return;
  const rubber = document.getElementById("rubber"), told = document.getElementById("map-told");
  const words = map.dataset;
  const TURN = Math.PI / 180, MOST = 14, LEAST = 0.3, EDGE = 84, FINE = 3.2, TOWNS = 4.5;
  let at = null;         // {lon, lat, zoom} once it is drawn
  let fine = null;       // the nearer outlines, once asked for
  let isFine = false, selecting = false, frame = 0, rest = 0, asking = null;

  const clamp = (x, low, high) => Math.min(high, Math.max(low, x));
  const up = (lat) => Math.log(Math.tan(Math.PI / 4 + clamp(lat, -89, 89) * TURN / 2));
  const down = (y) => (2 * Math.atan(Math.exp(y)) - Math.PI / 2) / TURN;
  const round = (lon) => ((lon + 180) % 360 + 360) % 360 - 180;
  const scale = (zoom = at.zoom) => 256 * 2 ** zoom / (2 * Math.PI);
  const size = () => ({ width: Math.max(200, map.clientWidth - 10), height: matchMedia("(max-width: 40rem)").matches ? 300 : 420 });
  const view = () => map.picture;

  desk.situation.view = () => ({ ...(at ? { lon: at.lon.toFixed(4), lat: at.lat.toFixed(4), zoom: at.zoom.toFixed(3) } : {}), ...size() });

  /** Degrees at a pixel of the picture. */
  function degrees(x, y) {
    const { width, height } = size();
    return [at.lon + (x - width / 2) / scale() / TURN, down(up(at.lat) - (y - height / 2) / scale())];
  }

  function move(next, { resting = true } = {}) {
    if (!at) return;
    at = { lon: round(next.lon ?? at.lon), lat: clamp(next.lat ?? at.lat, -EDGE, EDGE), zoom: clamp(next.zoom ?? at.zoom, LEAST, MOST) };
    if (!frame) frame = requestAnimationFrame(() => {
      frame = 0;
      const shown = view();
      if (!shown) return;
      shown.signal("lon", at.lon).signal("lat", at.lat).signal("zoom", at.zoom);
      tiles();
      shown.runAsync();
    });
    clearTimeout(rest);
    if (resting) rest = setTimeout(settle, 150);
  }

  /** Zoom by so many steps, with what lies under a pixel staying there. */
  function zoom(by, x = size().width / 2, y = size().height / 2) {
    const before = degrees(x, y), to = clamp(at.zoom + by, LEAST, MOST);
    const { width, height } = size();
    move({
      lon: before[0] - (x - width / 2) / scale(to) / TURN,
      lat: down(up(before[1]) + (y - height / 2) / scale(to)),
      zoom: to,
    });
  }

  async function settle() {
    asking?.abort();
    asking = new AbortController();
    const more = { ...desk.situation.view(), ...(at.zoom >= TOWNS && !words.tiles ? { towns: 1 } : {}) };
    try {
      const answer = await fetch(desk.situation.address("/situation/cells.json", more), { signal: asking.signal });
      if (!answer.ok) return;
      const found = await answer.json();
      desk.situation.fill(found.parts);
      desk.situation.setPictures();
      view().data("cells", found.cells).data("held", found.held).data("towns", found.towns);
      await outlines();
      view().runAsync();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  /** From some nearness on the finer outlines; they are fetched once. */
  async function outlines() {
    if (at.zoom < FINE || isFine) return;
    isFine = true;
    fine ??= await (await fetch("/situation/world.json")).json();
    view().data("countries", globalThis.tidingsVega.vega.read(fine, { type: "topojson", feature: "countries" }));
  }

  /** Pieces of the online map that are in view, where the user has turned them on. */
  function tiles() {
    if (!words.tiles) return;
    const z = clamp(Math.round(at.zoom), 0, 18), many = 2 ** z, { width, height } = size();
    const [west, north] = degrees(0, 0), [east, south] = degrees(width, height);
    const column = (lon) => Math.floor((lon + 180) / 360 * many);
    const row = (lat) => clamp(Math.floor((1 - up(lat) / Math.PI) / 2 * many), 0, many - 1);
    const found = [];
    for (let x = column(west); x <= column(east); x++) {
      for (let y = row(north); y <= row(south); y++) {
        const wrapped = (x % many + many) % many;
        const url = words.tiles.replace("{z}", z).replace("{x}", wrapped).replace("{y}", y);
        // A hair inside, so that the world's edge is not drawn at its other end.
        found.push({ url, z, lon: round(x / many * 360 - 180 + 1e-6), lat: down(Math.PI * (1 - 2 * y / many)) });
      }
    }
    view().data("tiles", found).signal("tiled", true);
  }

  function say(datum) {
    if (!datum) return void (told.textContent = selecting ? words.selecting : "\u00a0");
    const n = datum.n === 1 ? words.one : words.many.replace("{n}", datum.n.toLocaleString("en"));
    const parts = [datum.name, n];
    if (datum.kind === "region") parts.push(words.region);
    if (!datum.kind) parts.splice(0, 1, datum.id, n, words.country);
    if (datum.killed) parts.push(words.killed.replace("{n}", datum.killed.toLocaleString("en")));
    told.textContent = [...new Set(parts)].filter(Boolean).join(" · ");
  }

  const countryOf = (item) => item?.datum?.n && item.datum.id && !item.datum.kind ? item.datum : null;
  const cellOf = (item) => item?.datum?.kind ? item.datum : null;

  function choose(item) {
    const cell = cellOf(item), country = countryOf(item);
    if (cell) {
      const [west, south, east, north] = cell.box;
      desk.situation.narrow({ bbox: box(west - 0.01, south - 0.01, east + 0.01, north + 0.01) });
    } else if (country) desk.situation.narrow({ place: country.id });
  }

  const box = (west, south, east, north) =>
    [round(west), clamp(south, -90, 90), round(east), clamp(north, -90, 90)].map((n) => +n.toFixed(4)).join(",");

  function narrowTo(x1, y1, x2, y2) {
    const [west, north] = degrees(Math.min(x1, x2), Math.min(y1, y2));
    const [east, south] = degrees(Math.max(x1, x2), Math.max(y1, y2));
    const wide = east - west >= 359.9;
    desk.situation.narrow({ bbox: wide ? box(-180, south, 179.9999, north) : box(west, south, east, north) });
  }

  function select(on) {
    selecting = on;
    map.classList.toggle("selecting", on);
    document.querySelector('[data-map="select"]').setAttribute("aria-pressed", String(on));
    say(null);
  }

  async function fit() {
    const { width, height } = size();
    const answer = await fetch(desk.situation.address("/situation/fit.json", { width, height }));
    if (answer.ok) move(await answer.json());
  }

  const whole = () => move({ lon: 15, lat: 25, zoom: Math.max(LEAST, Math.log2(size().width / 256) - 0.15) });
  const acts = {
    in: () => zoom(1), out: () => zoom(-1), whole, fit, select: () => select(!selecting),
    narrow: () => narrowTo(0, 0, size().width, size().height), drop: () => desk.situation.narrow({ bbox: null }),
  };
  for (const button of document.querySelectorAll("[data-map]")) button.addEventListener("click", () => at && acts[button.dataset.map]());

  const STEP = 80;
  const byPixels = (x, y) => { const [lon, lat] = degrees(size().width / 2 + x, size().height / 2 + y); move({ lon, lat }); };
  const keys = {
    ArrowLeft: () => byPixels(-STEP, 0), ArrowRight: () => byPixels(STEP, 0),
    ArrowUp: () => byPixels(0, -STEP), ArrowDown: () => byPixels(0, STEP),
    "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1), 0: whole, Enter: acts.narrow, Escape: () => select(false),
  };
  map.addEventListener("keydown", (event) => {
    if (!at || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Pointers: one drags the map or draws a box, two pinch.
  const pointers = new Map();
  let start = null, moved = 0;
  const pixel = (event) => {
    const edge = (map.querySelector("canvas, svg") ?? map).getBoundingClientRect();
    return [event.clientX - edge.left, event.clientY - edge.top];
  };
  const apart = () => { const [a, b] = [...pointers.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
  map.addEventListener("pointerdown", (event) => {
    if (!at || event.button) return;
    pointers.set(event.pointerId, pixel(event));
    map.setPointerCapture(event.pointerId);
    moved = 0;
    start = { pixel: pixel(event), box: selecting || event.shiftKey, apart: pointers.size === 2 ? apart() : 0, zoom: at.zoom };
  });
  map.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const now = pixel(event);
    pointers.set(event.pointerId, now);
    moved += Math.abs(now[0] - last[0]) + Math.abs(now[1] - last[1]);
    if (pointers.size === 2 && start.apart) move({ zoom: start.zoom + Math.log2(apart() / start.apart) });
    else if (start.box) draw(start.pixel, now);
    else if (event.pointerType !== "touch" || document.activeElement === map) {
      map.classList.add("dragging");
      const { width, height } = size();
      const [lon, lat] = degrees(width / 2 - (now[0] - last[0]), height / 2 - (now[1] - last[1]));
      move({ lon, lat });
    }
  });
  const end = (event) => {
    const now = pointers.get(event.pointerId);
    if (!pointers.delete(event.pointerId)) return;
    map.classList.remove("dragging");
    rubber.hidden = true;
    if (event.type === "pointercancel" || !start?.box || moved < 6) return;
    select(false);
    narrowTo(...start.pixel, ...now);
  };
  map.addEventListener("pointerup", end);
  map.addEventListener("pointercancel", end);
  function draw([x1, y1], [x2, y2]) {
    rubber.hidden = false;
    const edge = (map.querySelector("canvas, svg") ?? map).getBoundingClientRect(), ground = map.parentElement.getBoundingClientRect();
    rubber.style.left = `${Math.min(x1, x2) + edge.left - ground.left}px`;
    rubber.style.top = `${Math.min(y1, y2) + edge.top - ground.top}px`;
    rubber.style.width = `${Math.abs(x2 - x1)}px`;
    rubber.style.height = `${Math.abs(y2 - y1)}px`;
  }
  // The page scrolls past a map that nobody has touched.
  map.addEventListener("wheel", (event) => {
    if (!at || (document.activeElement !== map && !event.ctrlKey)) return;
    event.preventDefault();
    zoom(clamp(-event.deltaY / 240, -1, 1), ...pixel(event));
  }, { passive: false });

  map.addEventListener("picture:drawn", () => {
    const shown = view();
    at = { lon: shown.signal("lon"), lat: shown.signal("lat"), zoom: shown.signal("zoom") };
    isFine = false;
    shown.addEventListener("click", (_, item) => { if (moved < 6 && !selecting) choose(item); });
    shown.addEventListener("mouseover", (_, item) => say(cellOf(item) ?? countryOf(item)));
    shown.addEventListener("mouseout", () => say(null));
    if (words.tiles) move({}, { resting: false });
    if (at.zoom >= FINE || at.zoom >= TOWNS) settle();
  });
  addEventListener("situation:told", ({ detail }) => {
    const shown = view();
    if (!shown) return;
    shown.data("cells", detail.map.cells).data("held", detail.map.held).data("chosen", detail.map.chosen);
    shown.runAsync();
  });
  // The first picture in the size it will have, and at that size fit to what is shown.
  if (!map.querySelector("canvas, svg")) map.dataset.picture = desk.situation.address("/picture/map.json", size());
})();

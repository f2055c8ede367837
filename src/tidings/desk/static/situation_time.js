// The timeline: a period is chosen by dragging, by a click on a bar, or with arrow keys, Shift and Enter.
"use strict";
(() => {
  const time = document.getElementById("time");
  if (!time) return;
  const told = document.getElementById("time-told");
  const DAY = 86400000;
  let bars = [];       // [start, end) of each that has something
  let marked = null;   // [first, last] of bars, by keyboard
  let drag = null;

  const view = () => time.picture;
  const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
  const choose = (start, end) => desk.situation.narrow({ since: iso(start), until: iso(end - DAY) });

  function read() {
    const found = new Map();
    for (const name of ["counts", "tolls"]) for (const row of view().data(name)) {
      const bar = found.get(row.start) ?? { start: row.start, end: row.end, n: 0, killed: 0 };
      if (name === "counts") bar.n += row.y1 - row.y0; else bar.killed = row.best;
      found.set(row.start, bar);
    }
    bars = [...found.values()].sort((a, b) => a.start - b.start);
    marked = null;
  }

  function paint(from, to) {
    view().signal("from", from).signal("to", to).runAsync();
  }

  function say(some) {
    if (!some.length) return void (told.textContent = "\u00a0");
    const first = iso(some[0].start), last = iso(some.at(-1).end - DAY);
    const total = (name) => some.reduce((sum, bar) => sum + bar[name], 0).toLocaleString("en");
    told.textContent = time.dataset.says.replace("{period}", first === last ? first : `${first} – ${last}`)
      .replace("{n}", total("n")).replace("{killed}", total("killed"));
  }

  /** The time at a pointer, within the picture. */
  function at(event) {
    const edge = time.querySelector("svg, canvas").getBoundingClientRect();
    const x = event.clientX - edge.left - view().origin()[0];
    return view().scale("x").invert(Math.min(view().width(), Math.max(0, x))).valueOf();
  }
  const within = (from, to) => bars.filter((bar) => bar.end > from && bar.start < to);

  time.addEventListener("pointerdown", (event) => {
    if (!view() || event.button) return;
    drag = { from: at(event), x: event.clientX };
    time.setPointerCapture(event.pointerId);
  });
  time.addEventListener("pointermove", (event) => {
    if (!view()) return;
    const now = at(event);
    if (!drag) return say(within(now, now + 1));
    if (Math.abs(event.clientX - drag.x) < 4) return;
    const [from, to] = [Math.min(drag.from, now), Math.max(drag.from, now)];
    paint(from, to);
    say(within(from, to));
  });
  time.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const now = at(event), clicked = Math.abs(event.clientX - drag.x) < 4;
    const some = clicked ? within(now, now + 1) : within(Math.min(drag.from, now), Math.max(drag.from, now));
    drag = null;
    if (some.length) choose(some[0].start, some.at(-1).end);
    else restore();
  });
  time.addEventListener("pointercancel", () => { drag = null; restore(); });
  time.addEventListener("pointerleave", () => { if (!drag && !marked) say([]); });

  const asked = (name) => Date.parse(new URLSearchParams(location.search).get(name) ?? "") || 0;
  function restore() {
    const until = asked("until");
    paint(asked("since"), until ? until + DAY : 0);
  }

  time.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!view() || !bars.length || event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) {
      const last = marked ? Math.min(bars.length - 1, Math.max(0, marked[1] + step)) : step > 0 ? 0 : bars.length - 1;
      marked = [event.shiftKey && marked ? marked[0] : last, last];
      const some = bars.slice(Math.min(...marked), Math.max(...marked) + 1);
      paint(some[0].start, some.at(-1).end);
      say(some);
    } else if (event.key === "Enter" && marked) {
      const some = bars.slice(Math.min(...marked), Math.max(...marked) + 1);
      choose(some[0].start, some.at(-1).end);
    } else if (event.key === "Escape") {
      marked = null;
      say([]);
      restore();
    } else return;
    event.preventDefault();
  });
  document.getElementById("time-drop").addEventListener("click", () => desk.situation.narrow({ since: null, until: null }));

  time.addEventListener("picture:drawn", read);
  addEventListener("situation:told", ({ detail }) => {
    const shown = view();
    if (!shown) return;
    shown.data("counts", detail.time.counts).data("tolls", detail.time.tolls);
    for (const [name, value] of Object.entries(detail.time.signals)) shown.signal(name, value);
    shown.runAsync().then(read);
  });
})();

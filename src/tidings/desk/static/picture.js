// Draws each [data-picture] with Vega, in the page's colours. Signals named in data-signals are told as a
// "picture:signal" event on the element ({name, value}); element.picture is the Vega view.
"use strict";
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function config() {
    const ink = colour("--ink"), muted = colour("--muted"), rule = colour("--rule");
    return {
      background: "transparent",
      axis: { labelColor: muted, titleColor: ink, domainColor: rule, tickColor: rule, gridColor: rule,
              labelFontSize: 11, titleFontSize: 12, titleFontWeight: "normal" },
      legend: { labelColor: ink, titleColor: ink, labelFontSize: 11, titleFontSize: 12 },
      title: { color: ink, anchor: "start", fontSize: 13 },
      style: { "guide-label": { font: "sans-serif" }, "guide-title": { font: "sans-serif" } },
    };
  }

  // A specification may name the page's colours: {"signal": "ink"} and so on.
  function coloured(spec) {
    const named = ["ink", "muted", "rule", "paper", "land", "sea", "accent",
                   "occurred", "ongoing", "planned", "possible", "denied"];
    const known = new Set(named);
    const signals = (spec.signals ?? []).map((s) => known.has(s.name) ? { ...s, value: colour(`--${s.name}`) || s.value } : s);
    return { ...spec, signals };
  }

  // "#id" names a specification that stands in the page itself, as in the one-file report.
  async function specification(address) {
    if (address.startsWith("#")) return JSON.parse(document.getElementById(address.slice(1)).textContent);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).error ?? answer.statusText);
    return answer.json();
  }

  async function draw(element) {
    const address = element.dataset.picture;
    const spec = await specification(address);
    if (element.dataset.picture !== address) return; // asked for another meanwhile
    const drawn = coloured(spec);
    if ("fit" in element.dataset || spec.usermeta?.fit !== false) drawn.width = Math.max(200, element.clientWidth - 10);
    const { vegaEmbed } = globalThis.tidingsVega;
    const before = element.picture;
    const { view } = await vegaEmbed(element, drawn, {
      ast: true, actions: false, mode: "vega", renderer: element.dataset.renderer ?? "svg",
      tooltip: false, defaultStyle: false, config: config(), logLevel: 1,
    });
    before?.finalize();
    element.querySelector("svg, canvas")?.setAttribute("aria-hidden", "true"); // the element itself has the name
    element.picture = view;
    for (const name of (element.dataset.signals ?? "").split(" ").filter(Boolean)) {
      view.addSignalListener(name, (_, value) => {
        element.dispatchEvent(new CustomEvent("picture:signal", { bubbles: true, detail: { name, value } }));
      });
    }
    element.dispatchEvent(new CustomEvent("picture:drawn", { bubbles: true }));
  }

  const failed = (element) => (error) => { element.textContent = error.message; };
  const all = () => document.querySelectorAll("[data-picture]");

  desk.picture = {
    /** Draw an element, of another address where one is given. */
    show(element, address) {
      if (address) element.dataset.picture = address;
      return draw(element).catch(failed(element));
    },
  };
  const showAll = () => { for (const one of all()) desk.picture.show(one); };
  addEventListener("DOMContentLoaded", showAll); // after the page's own script, which may ask for another address
  addEventListener("desk:theme", showAll);
  let wait = 0;
  addEventListener("resize", () => {
    clearTimeout(wait);
    wait = setTimeout(showAll, 200);
  });
})();

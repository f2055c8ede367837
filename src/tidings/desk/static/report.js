// A report: layers on and off, what a mark was read as, next and previous mark, links to a stretch of text.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const text = document.getElementById("text");
  const body = document.getElementById("reading-body");
  const marks = JSON.parse(text.dataset.marks);
  const layers = text.dataset.layers.split(" ");
  const help = body.firstElementChild;
  for (const one of document.querySelectorAll(".scripted")) one.hidden = false;
  document.querySelector("#layers .apply").hidden = true;

  // Layers
  const boxes = document.querySelectorAll('#layers input[type="checkbox"]');
  const isOn = (layer) => text.classList.contains(`show-${layer}`);
  const shows = (piece) => numbers(piece).some((n) => isOn(marks[n][0]));
  function setLayers() {
    for (const box of boxes) text.classList.toggle(`show-${box.value}`, box.checked);
    for (const link of text.querySelectorAll("a")) link.tabIndex = shows(link) ? 0 : -1;
    const on = layers.filter(isOn);
    const address = new URL(location.href);
    address.searchParams.delete("layers");
    address.searchParams.set("layers", on.length ? on.join(",") : "none");
    history.replaceState(null, "", address);
  }
  for (const box of boxes) box.addEventListener("change", setLayers);
  for (const link of text.querySelectorAll("a")) link.tabIndex = shows(link) ? 0 : -1;

  // What was read
  function numbers(piece) { return piece?.dataset.m ? piece.dataset.m.split(" ").map(Number) : []; }
  const element = (name, content, kind) => Object.assign(document.createElement(name), { textContent: content, className: kind ?? "" });
  let near = [];
  function tell(piece) {
    for (const one of near) one.classList.remove("near");
    const own = numbers(piece).filter((n) => isOn(marks[n][0]));
    near = own.length ? [...text.querySelectorAll(`[data-m~="${own[0]}"]`)] : [];
    const parts = [];
    const records = new Set();
    for (const [at, n] of own.entries()) {
      for (const [role, value, why, of, named] of marks[n][3]) {
        for (const number of of) if (at === 0) records.add(number);
        const line = element("p", "");
        line.append(element("strong", `${role}: `), plain(value), element("span", ` ${text.dataset.of.replace("{}", named)}`, "muted small"));
        if (why) line.append(element("span", why, "why muted"));
        parts.push(line);
      }
    }
    for (const number of records) {
      const card = document.getElementById(`r-${number}`);
      if (card) near.push(card);
    }
    for (const one of near) one.classList.add("near");
    body.replaceChildren(...(parts.length ? parts : [help]));
  }
  // As the server shows them: what turns the direction of text is named and not obeyed.
  const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  function plain(value) {
    const shown = value.replace(turning, (c) => `⟨U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
    const out = element("bdi", shown);
    return out;
  }
  const piece = (event) => event.target.closest?.("[data-s]");
  text.addEventListener("pointerover", (event) => { const at = piece(event); if (at && numbers(at).length) tell(at); });
  text.addEventListener("focusin", (event) => tell(piece(event)));
  addEventListener("keydown", (event) => { if (event.key === "Escape") tell(null); });

  // Next and previous
  function step(by) {
    const links = [...text.querySelectorAll("a")].filter((link) => link.tabIndex === 0);
    if (!links.length) return;
    const here = links.indexOf(document.activeElement);
    const from = here >= 0 ? here : by > 0 ? -1 : links.length;
    const next = links[Math.min(links.length - 1, Math.max(0, from + by))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }
  let last = null;
  text.addEventListener("focusout", (event) => { last = event.target; });
  for (const [id, by] of [["mark-next", 1], ["mark-previous", -1]]) {
    document.getElementById(id).addEventListener("click", () => { last?.focus({ preventScroll: true }); step(by); });
  }
  const keys = document.getElementById("keys");
  try { keys.checked = localStorage.getItem("tidings-keys") !== "off"; } catch { /* they are on */ }
  keys.addEventListener("change", () => { try { localStorage.setItem("tidings-keys", keys.checked ? "on" : "off"); } catch { /* for this page */ } });
  addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches?.('textarea, select, input:not([type="checkbox"])')) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else return;
    event.preventDefault();
  });

  // From a mark to its record, and from a record to its words
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const start = Number(link.dataset.go);
    const found = [...text.querySelectorAll("[data-s]")].filter((one) => Number(one.dataset.s) <= start).pop();
    if (!found) return;
    history.replaceState(null, "", link.href);
    point(link.href);
    (found.matches("a") ? found : found.closest("p").querySelector("a") ?? found).focus({ preventScroll: true });
    found.scrollIntoView({ block: "center" });
  });

  // Offsets count characters; JavaScript counts halves of some. A turning character shows as a mark of its own.
  function length(node) {
    if (node.nodeType === Node.TEXT_NODE) return [...node.data].length;
    if (node.classList?.contains("turning")) return 1;
    return [...node.childNodes].reduce((sum, one) => sum + length(one), 0);
  }
  function offset(node, at) {
    const own = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-s]");
    if (!own || !text.contains(own)) return null;
    const range = document.createRange();
    range.setStart(own, 0);
    range.setEnd(node, at);
    return Number(own.dataset.s) + length(range.cloneContents());
  }
  // Mark what an address points at, as far as pieces go.
  function point(address) {
    const [start, end] = (new URL(address).searchParams.get("at") ?? "").split("-").map(Number);
    for (const one of text.querySelectorAll("[data-s]")) {
      const from = Number(one.dataset.s);
      one.classList.toggle("at", from < end && from + length(one) > start);
    }
  }
  const copy = document.getElementById("copy-link");
  let chosen = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    chosen = start !== null && end !== null && start < end ? `${start}-${end}` : null;
    copy.disabled = chosen === null;
  });
  copy.addEventListener("click", async () => {
    const address = new URL(location.href);
    address.searchParams.set("at", chosen);
    address.hash = "";
    history.replaceState(null, "", address);
    point(address.href);
    try {
      await navigator.clipboard.writeText(address.href);
      desk.say(copy.dataset.copied);
    } catch { desk.say(copy.dataset.linked); }
  });

  const at = text.querySelector(".at");
  if (at && !location.hash) {
    at.scrollIntoView({ block: "center", behavior: "instant" });
    tell(at.matches("[data-m]") ? at : text.querySelector(".at[data-m]"));
  }
});

// Of every page: the theme button, the menu on narrow screens, and posting without leaving the page.
"use strict";

const desk = {
  /** The seal that a request which changes something carries. */
  seal: () => document.querySelector('meta[name="seal"]')?.content ?? "",

  /** POST a form's fields to our own address; the answer's JSON. Throws with the server's words. */
  async post(path, fields) {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    const answer = await fetch(path, { method: "POST", body, headers: { "X-Tidings-Seal": desk.seal(), Accept: "application/json" } });
    const told = await answer.json().catch(() => ({ error: answer.statusText }));
    if (!answer.ok) throw new Error(told.error ?? answer.statusText);
    return told;
  },

  /** Whether dark colours show now. */
  dark() {
    const set = document.documentElement.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  },

  /** Say something to everybody, screen readers too. */
  say(text) {
    let place = document.getElementById("said");
    if (!place) {
      place = Object.assign(document.createElement("p"), { id: "said", className: "said" });
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    place.textContent = text;
  },
};
globalThis.desk = desk;

addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("theme");
  button?.addEventListener("click", () => {
    const next = desk.dark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try { localStorage.setItem("tidings-theme", next); } catch { /* it holds for this page */ }
    dispatchEvent(new CustomEvent("desk:theme"));
  });
  const menu = document.querySelector(".menu");
  const narrow = matchMedia("(max-width: 60rem)");
  const fold = () => { if (menu) menu.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => dispatchEvent(new CustomEvent("desk:theme")));

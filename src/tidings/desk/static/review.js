// The review queue by keyboard: each key does what the button or link that names it does.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const edit = document.getElementById("edit");
  const value = document.getElementById("value");
  const of = (key) => document.querySelector(`[data-key="${key}"]`);
  if (edit) { // an empty queue has none
    edit.hidden = false;
    edit.addEventListener("click", () => { value.focus(); value.scrollIntoView({ block: "center" }); });
  }
  const same = { ArrowDown: "j", ArrowUp: "k" };

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    if (typing || event.target.closest("[role=region]") && event.key.startsWith("Arrow")) return;
    const button = event.key === "u" ? document.querySelector(".done button") : of(same[event.key] ?? event.key);
    if (!button || button.hidden) return;
    event.preventDefault();
    button.click();
  });
});

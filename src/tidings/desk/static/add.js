// Files dropped anywhere on the form, and which ones are chosen.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("add");
  const drop = document.getElementById("drop");
  const files = form.elements.namedItem("files");
  const chosen = document.getElementById("chosen");
  function tell() {
    const names = [...files.files].map((file) => file.name);
    const shown = names.slice(0, 5).join(", ") + (names.length > 5 ? " …" : "");
    chosen.textContent = names.length ? chosen.dataset.some.replace("{n}", names.length).replace("{names}", shown) : chosen.dataset.none;
  }
  files.addEventListener("change", tell);
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  form.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) drop.classList.remove("over"); });
  form.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop.classList.remove("over");
    const all = new DataTransfer();
    for (const file of [...files.files, ...event.dataTransfer.files]) all.items.add(file);
    files.files = all.files;
    tell();
  });
  form.addEventListener("submit", () => { form.querySelector("button:not([type])").disabled = true; });
  addEventListener("pageshow", () => { form.querySelector("button:not([type])").disabled = false; tell(); });
});

// The one-file report: filters its list. Without scripts the list is whole.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const all = [...document.querySelectorAll("details.incident")];
  if (!form) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  const texts = all.map((one) => one.textContent.toLowerCase());

  function filter() {
    const asked = new FormData(form);
    const words = String(asked.get("words") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    all.forEach((one, n) => {
      const fits = (!asked.get("type") || one.dataset.type === asked.get("type"))
        && (!asked.get("status") || one.dataset.status === asked.get("status"))
        && (!asked.get("disputed") || "disputed" in one.dataset)
        && words.every((word) => texts[n].includes(word));
      one.hidden = !fits;
      count += fits;
    });
    shown.textContent = shown.dataset.text.replace("{count}", count).replace("{of}", all.length);
  }
  form.addEventListener("input", filter);
  filter();

  function open() { // a link to an incident opens it
    const one = document.getElementById(location.hash.slice(1));
    if (one?.matches("details.incident")) { one.hidden = false; one.open = true; one.scrollIntoView(); }
  }
  addEventListener("hashchange", open);
  open();
})();

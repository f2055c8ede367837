// Follows a job until it is over; then the page itself says what came of it.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const job = document.getElementById("job");
  const state = document.getElementById("state");
  const rows = document.getElementById("entries");
  if (job.dataset.over) return;
  let shown = Number(job.dataset.shown);
  let failures = 0;

  function row(entry) {
    const made = document.createElement("tr");
    const [name, result] = [made.insertCell(), made.insertCell()];
    if (entry.report) name.append(Object.assign(document.createElement("a"), { href: `/report/${entry.report}`, textContent: entry.name }));
    else name.textContent = entry.name;
    if (entry.error) {
      made.className = "bad";
      result.append(Object.assign(document.createElement("strong"), { textContent: `${rows.dataset.error}: ` }), entry.error);
    } else {
      result.textContent = entry.told;
    }
    return made;
  }

  async function look() {
    try {
      const answer = await fetch(`${location.pathname}?since=${shown}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const told = await answer.json();
      failures = 0;
      rows.append(...told.entries.slice(0, Math.max(0, job.dataset.most - rows.rows.length)).map(row));
      shown += told.entries.length;
      if (told.over && shown >= told.done) { location.reload(); return; }
      const count = told.done ? ` · ${job.dataset.count.replace("{done}", told.done)}` : "";
      const text = job.dataset[told.state] + count;
      if (state.textContent !== text) state.textContent = text;
    } catch (error) {
      failures += 1;
      if (failures > 5) { state.textContent = error.message; return; }
    }
    setTimeout(look, 500);
  }
  look();
});

// The start page: filters without leaving it. `desk.situation.narrow({name: value})` asks anew; what comes back
// goes into the parts of the page, and to map and timeline as a "situation:told" event. Every state has an address.
"use strict";
(() => {
  const root = document.getElementById("situation");
  if (!root) return;
  const form = document.getElementById("filters");
  const places = ["lon", "lat", "zoom", "width", "height"];
  let asking = null;

  const query = () => new URLSearchParams(location.search);

  /** The address of something under the filters that are set now. */
  function address(path, more = {}) {
    const asked = query();
    for (const [name, value] of Object.entries(more)) asked.set(name, String(value));
    const text = asked.toString();
    return text ? `${path}?${text}` : path;
  }

  async function tell() {
    asking?.abort();
    asking = new AbortController();
    root.classList.add("waiting");
    try {
      const answer = await fetch(address("/situation.json", desk.situation.view()), { signal: asking.signal });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error ?? answer.statusText);
      fill(told.parts);
      setFields(told.fields, told.sort);
      setPictures();
      dispatchEvent(new CustomEvent("situation:told", { detail: told }));
    } catch (error) {
      if (error.name !== "AbortError") desk.say(root.dataset.failed.replace("{why}", error.message));
    } finally {
      root.classList.remove("waiting");
    }
  }

  /** Put parts of the page in place; what had the focus keeps it, and what was unfolded stays so. */
  function fill(parts) {
    for (const [id, html] of Object.entries(parts)) {
      const place = document.getElementById(id);
      const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      const open = [...place.querySelectorAll("details")].map((one) => one.open);
      place.innerHTML = html; // our own templates: everything in them is escaped
      [...place.querySelectorAll("details")].forEach((one, n) => { one.open = open[n] ?? false; });
      if (key) (place.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? document.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
    }
  }

  function setFields(fields, sort) {
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.type === "checkbox") field.checked = field.name in fields;
      else field.value = field.name === "sort" ? sort : fields[field.name] ?? "";
    }
  }

  /** What a redrawing (another theme, another width) and the files are made from. */
  function setPictures() {
    for (const [id, name] of [["map", "map"], ["time", "timeline"]]) {
      const more = id === "map" ? desk.situation.view() : {};
      document.getElementById(id).dataset.picture = address(`/picture/${name}.json`, more);
      const [svg, png] = document.querySelectorAll(`[data-files="${name}"] a`);
      svg.href = address(`/picture/${name}.svg`, more);
      png.href = address(`/picture/${name}.png`, more);
    }
  }

  function go(asked) {
    for (const name of places) asked.delete(name);
    for (const [name, value] of [...asked]) if (!value) asked.delete(name);
    if (asked.get("sort") === "told") asked.delete("sort");
    const text = asked.toString();
    history.pushState(null, "", text ? `/?${text}` : "/");
    return tell();
  }

  desk.situation = {
    /** Set filters (null takes one away) and ask anew. */
    narrow(changes) {
      const asked = query();
      asked.delete("page");
      for (const [name, value] of Object.entries(changes)) value === null ? asked.delete(name) : asked.set(name, value);
      return go(asked);
    },
    address,
    fill,
    setPictures,
    /** What the map shows, as an address has it; situation_map.js knows. */
    view: () => ({}),
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(new URLSearchParams(new FormData(form)));
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox], [type=date]")) go(new URLSearchParams(new FormData(form)));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-narrow]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(new URL(link.href).searchParams).then(() => {
      if (["next", "previous"].includes(link.dataset.key)) document.getElementById("listed").scrollIntoView();
    });
  });
  addEventListener("popstate", tell);
})();

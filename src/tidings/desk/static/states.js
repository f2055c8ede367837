// The slider of days: shows the day at once, and what holds on it a moment later, at an address of its own.
"use strict";
(() => {
  const WAIT = 150;
  const DAY = 86_400_000;

  addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-slide]");
    const slide = document.getElementById("slide");
    const form = document.getElementById("asked");
    if (!box || !slide || !form) return;
    box.hidden = false;
    const first = Date.parse(`${box.dataset.first}T00:00:00Z`);
    const dayOf = (n) => new Date(first + n * DAY).toISOString().slice(0, 10);
    let wait = 0;
    slide.addEventListener("input", () => {
      tell(slide, form, dayOf(Number(slide.value)));
      clearTimeout(wait);
      wait = setTimeout(() => show(address(form)), WAIT);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".jumps a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const day = new URL(link.href).searchParams.get("as_of");
      slide.value = String((Date.parse(`${day}T00:00:00Z`) - first) / DAY);
      tell(slide, form, day);
      const way = link.rel;
      show(link.href).then(() => (document.querySelector(`.jumps a[rel="${way}"]`) ?? slide).focus());
    });
  });

  function tell(slide, form, day) {
    slide.setAttribute("aria-valuetext", day);
    document.getElementById("slide-day").textContent = day;
    form.elements.as_of.value = day;
  }

  function address(form) {
    const asked = [...new FormData(form)].filter(([, value]) => value !== "");
    return `${form.getAttribute("action")}?${new URLSearchParams(asked)}`;
  }

  // Only the last question counts: answers to earlier ones are dropped.
  let asking = 0;
  async function show(href) {
    const mine = ++asking;
    const held = document.getElementById("held");
    held.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(href);
      const text = await answer.text();
      if (mine !== asking) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      const fresh = page.getElementById("held");
      if (!answer.ok || !fresh) { location.assign(href); return; }
      for (const id of ["held", "heading"]) document.getElementById(id).replaceWith(page.getElementById(id));
      document.title = page.title;
      history.replaceState(null, "", href);
      for (const one of document.querySelectorAll("#held [data-picture]")) desk.picture.show(one);
      dispatchEvent(new CustomEvent("desk:fresh"));
    } catch (error) {
      if (mine === asking) { held.removeAttribute("aria-busy"); desk.say(error.message); }
    }
  }
})();

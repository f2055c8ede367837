// Before the first paint: the theme this browser was left in. Without one the system's holds.
"use strict";
(() => {
  let kept = null;
  try { kept = localStorage.getItem("tidings-theme"); } catch { /* storage is off: the system's theme */ }
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
})();

"use strict";

// Keeps 大字版 from page to page. Without this script the box in the head works on each page by itself.
// Read before the page is painted, so that it never jumps.
(() => {
  const KEY = "gongshi-large";
  const root = document.documentElement;
  const kept = () => {
    try {
      return localStorage.getItem(KEY) === "1";
    } catch {
      return false; // storage is switched off
    }
  };
  const keep = (on) => {
    try {
      if (on) localStorage.setItem(KEY, "1");
      else localStorage.removeItem(KEY);
    } catch {
      // then it holds for this page
    }
  };

  root.classList.toggle("large", kept());
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("large");
    if (!box) return;
    box.checked = kept();
    box.addEventListener("change", () => {
      root.classList.toggle("large", box.checked);
      keep(box.checked);
    });
  });
  // A page from the history may have been left in the other size, and browsers bring back what boxes held.
  window.addEventListener("pageshow", () => {
    const box = document.getElementById("large");
    root.classList.toggle("large", kept());
    if (box) box.checked = kept();
  });
})();

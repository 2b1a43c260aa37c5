"use strict";

// Filters the rows of the page while one types. Without this script the page lists everyone and shows no search box.
(() => {
  const box = document.getElementById("search");
  const input = document.getElementById("query");
  const found = document.getElementById("found");
  if (!box || !input || !found) return;

  // 张 三 is 张三 and 阿·里 is 阿里: spaces, middle dots and the width of letters do not count.
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\u00b7\u2022\u2027\u22c5\u30fb]/gu, "");
  const length = (text) => Array.from(text).length;

  // A line break between the cells keeps a match from running over two of them.
  const groups = Array.from(document.querySelectorAll(".group"), (section) => ({
    section,
    rows: Array.from(section.querySelectorAll("tbody tr"), (row) => ({
      row,
      text: Array.from(row.cells, (cell) => plain(cell.textContent)).join("\n"),
    })),
  }));

  let speak;
  const say = (text) => {
    clearTimeout(speak);
    speak = setTimeout(() => {
      found.textContent = text;
    }, 200);
  };

  const filter = () => {
    const query = plain(input.value);
    const words = input.value.split(/\s+/u).map(plain);
    const apart = words.length > 1 && words.every((word) => length(word) > 1);
    const asked = length(query) > 1;
    const matches = (text) => !asked || text.includes(query) || (apart && words.every((word) => text.includes(word)));
    let count = 0;
    for (const { section, rows } of groups) {
      let any = false;
      for (const { row, text } of rows) {
        const shown = matches(text);
        row.hidden = !shown;
        any = any || shown;
        count += shown ? 1 : 0;
      }
      section.hidden = !any;
    }
    if (asked) say(count ? `找到${count}条。` : "没有找到。可以换用姓名或单位名称中的另外几个字。");
    else say(query ? "请再输入1个字。" : "");
  };

  input.addEventListener("input", (event) => {
    if (!event.isComposing) filter();
  });
  input.addEventListener("compositionend", filter);
  // A browser that comes back to the page may have kept what was typed.
  window.addEventListener("pageshow", () => {
    if (input.value) filter();
  });
  box.hidden = false;
})();

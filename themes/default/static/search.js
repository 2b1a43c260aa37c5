"use strict";

// Finds people and teams by any part of name, unit, field or text, and names by their pinyin. The data comes in pieces
// (search/*.js) that are loaded when they are needed, as scripts, since a page opened from a disk may not read files.
// Without this script the page shows its index and no search box.
(() => {
  const byId = (id) => document.getElementById(id);
  const [box, input, found, results, more, index] =
    ["search", "query", "found", "results", "more", "index"].map(byId);
  if (!box || !input || !found || !results || !more || !index) return;
  const rowsShown = results.querySelector("tbody");
  const labels = Array.from(results.querySelectorAll("th"), (head) => head.textContent);
  const STEP = 30;

  // ---- The pieces ----
  const pieces = new Map();
  const asked = new Map();
  globalThis.gongshi = { piece: (name, data) => pieces.set(name, data) };
  const load = (name) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `search/${name}.js`;
        script.onload = () => done(pieces.get(name));
        script.onerror = () => {
          asked.delete(name);
          failed(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  };
  const numbered = (name, count) => Promise.all(Array.from({ length: count }, (_, n) => load(`${name}-${n}`)));

  // ---- The form in which texts are compared: the program's `plain`, with lines kept apart ----
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{Alphabetic}\p{N}\n]/gu, "");
  const length = (text) => Array.from(text).length;

  // ---- Names ----
  let start;
  let rows;
  const reading = (syllables) => {
    const starts = [];
    let letters = "";
    for (const syllable of syllables.split(" ")) {
      starts.push(letters.length);
      letters += syllable;
    }
    return { letters, starts, initials: starts.map((at) => letters[at] ?? "").join("") };
  };
  const row = ([name, unit, field, round, standing, href, read, leader, leaderRead]) => ({
    name, unit, standing, href, leader,
    field: typeof field === "number" ? start.fields[field] : field,
    round: start.rounds[round],
    text: [name, unit, leader ?? ""].map(plain).join("\n"),
    readings: [read, leaderRead].filter(Boolean).map(reading),
  });
  const ready = async () => {
    if (rows) return;
    start = await load("start");
    const all = await numbered("names", start.names);
    rows = all.flat().map(row);
    for (const entry of rows) entry.text += `\n${plain(entry.field)}`;
  };
  // Pinyin counts from the beginning of a syllable: zhiyuan finds 林知远, hiyu nobody. Ü may be typed as v or u.
  const reads = ({ letters, starts, initials }, word) =>
    initials.includes(word) || starts.some((at) => letters.startsWith(word, at));
  const inHead = (entry, word) => {
    if (entry.text.includes(word)) return true;
    const sound = word.replace(/[vü]/gu, "u");
    return /^[a-z]+$/u.test(sound) && entry.readings.some((one) => reads(one, sound));
  };

  // ---- Texts: pairs of characters say where to look, the text itself says whether it is there ----
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*+";
  const numbers = (coded) => {
    const list = [];
    let next = 0;
    let value = 0;
    for (const sign of coded) {
      const digit = ALPHABET.indexOf(sign);
      value = value * 32 + (digit & 31);
      if (digit > 31) continue;
      list.push(next + value);
      next += value + 1;
      value = 0;
    }
    return list;
  };
  // The entries that may hold a word: a set, or null for any.
  const candidates = async (word) => {
    const signs = Array.from(word);
    const pairs = signs.slice(1).map((sign, at) => signs[at] + sign);
    const shard = (pair) => {
      const [first, second] = Array.from(pair, (sign) => sign.codePointAt(0));
      return `pairs-${(first * 31 + second) % start.pairs}`;
    };
    if (!start.pairs) return new Set();
    const shards = await Promise.all(pairs.map((pair) => load(shard(pair))));
    let possible = null;
    for (const [at, pair] of pairs.entries()) {
      const coded = shards[at][pair];
      if (coded === undefined) return new Set();
      if (coded === "") continue;
      const here = new Set(numbers(coded));
      possible = possible === null ? here : new Set([...possible].filter((number) => here.has(number)));
    }
    return possible;
  };
  const textOf = async (number) => {
    let piece = start.texts.length - 1;
    while (start.texts[piece] > number) piece -= 1;
    return (await load(`texts-${piece}`))[number - start.texts[piece]];
  };

  // ---- One search: first what is in the head of an entry, then what is only in its text ----
  const words = (typed) => {
    const parts = typed.split(/\s+/u).map(plain).filter(Boolean);
    // 张 三 is one name, 张三 林州 are two words.
    return parts.every((part) => length(part) > 1) ? parts : [parts.join("")];
  };
  async function* matches(wanted) {
    const joined = wanted.join("");
    const head = (entry) => inHead(entry, joined) || wanted.every((word) => inHead(entry, word));
    for (const entry of rows) if (head(entry)) yield { entry };
    const possible = await Promise.all(wanted.map(candidates));
    for (const [number, entry] of rows.entries()) {
      const may = (word, at) => inHead(entry, word) || possible[at] === null || possible[at].has(number);
      if (head(entry) || !wanted.every(may)) continue;
      const text = await textOf(number);
      const searched = plain(text);
      if (wanted.every((word) => inHead(entry, word) || searched.includes(word))) yield { entry, text };
    }
  }

  // ---- The page ----
  const element = (name, content, attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...content);
    return made;
  };
  // Where the words stand in a text, with a little around them.
  const excerpt = (text, wanted) => {
    const at = wanted.map((word) => text.toLowerCase().indexOf(word)).find((place) => place >= 0);
    if (at === undefined) return [];
    const width = wanted.find((word) => text.toLowerCase().indexOf(word) === at).length;
    const [from, to] = [Math.max(0, at - 20), at + width + 30];
    const mark = element("mark", [text.slice(at, at + width)]);
    const around = [`${from ? "…" : ""}${text.slice(from, at)}`, mark, `${text.slice(at + width, to)}${to < text.length ? "…" : ""}`];
    return [element("span", around, { className: "small" })];
  };
  const shown = ({ entry, text }, wanted) => {
    const link = element("a", [entry.name], { href: entry.href });
    const leader = entry.leader ? [" ", element("span", [`负责人：${entry.leader}`], { className: "small" })] : [];
    const round = element("a", [entry.round[0]], { href: entry.round[1] });
    const cells = [
      [link, ...leader, ...(text ? [" ", ...excerpt(text, wanted)] : [])],
      [entry.unit],
      [entry.field],
      [element("span", [round, `（${entry.standing}）`])],
    ];
    const row = element("tr", cells.map((content, at) => {
      const cell = element("td", content);
      cell.setAttribute("role", "cell");
      cell.dataset.label = labels[at];
      return cell;
    }));
    row.setAttribute("role", "row");
    return row;
  };

  let turn = 0;
  let going;
  const say = (text) => {
    found.textContent = text;
  };
  // Shows the next rows of a search, unless another has begun.
  const next = async () => {
    const { mine, iterator, wanted } = going;
    const made = [];
    let over = false;
    while (made.length < STEP && !over) {
      const { done, value } = await iterator.next();
      if (mine !== turn) return;
      over = Boolean(done);
      if (value) made.push(shown(value, wanted));
    }
    rowsShown.append(...made);
    going.count += made.length;
    more.parentElement.hidden = over;
    results.hidden = going.count === 0;
    if (!over) say(`已显示${going.count}条，还有更多。`);
    else say(going.count ? `找到${going.count}条。` : "没有找到。可以换用姓名或单位名称中的另外几个字。");
  };
  const search = async () => {
    turn += 1;
    const mine = turn;
    const wanted = words(input.value);
    const enough = wanted.every((word) => length(word) > 1) && wanted.length > 0 && wanted[0] !== "";
    index.hidden = enough;
    if (!enough) {
      rowsShown.replaceChildren();
      results.hidden = true;
      more.parentElement.hidden = true;
      say(wanted[0] ? "请再输入1个字。" : "");
      return;
    }
    try {
      await ready();
      if (mine !== turn) return;
      rowsShown.replaceChildren();
      going = { mine, wanted, count: 0, iterator: matches(wanted) };
      await next();
    } catch {
      if (mine === turn) say("查找所需的数据没有载入，请检查网络后再试，或者使用下面的索引。");
      index.hidden = false;
    }
  };

  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  };
  input.addEventListener("input", (event) => {
    if (!event.isComposing) soon();
  });
  input.addEventListener("compositionend", soon);
  input.addEventListener("focus", () => ready().catch(() => {}), { once: true });
  more.addEventListener("click", () => next().catch(() => say("数据没有载入，请检查网络后再试。")));
  // A link may carry what to look for, and a browser that comes back to the page may have kept what was typed.
  window.addEventListener("pageshow", () => {
    input.value ||= new URLSearchParams(location.search).get("q") ?? "";
    if (input.value) search();
  });
  box.hidden = false;
})();

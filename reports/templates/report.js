(() => {
"use strict";
const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];
const make = (tag, props) => Object.assign(document.createElement(tag), props);

const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");

// Filters; their state is the fragment, as in #severity=error&rule=citation/no-title
const form = $(".filters");
const found = $$(".f");
const texts = new Map();
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
  return texts.get(item);
};
const groupings = new Map($$(".groups").map((box) => [box, { section: [...box.children], items: $$(".f", box) }]));
let grouping = "";

const group = (by) => {
  if (by === grouping) return;
  grouping = by;
  for (const [box, { section, items }] of groupings) {
    if (!items.length) continue;
    if (by !== "rule") {
      const lists = new Map(section.map((g) => [g, $("ol", g)]));
      const titles = new Map();
      for (const item of items) {
        if (!titles.has(item.dataset.k)) titles.set(item.dataset.k, section[titles.size]);
        lists.get(titles.get(item.dataset.k)).append(item);
      }
      box.replaceChildren(...section);
      continue;
    }
    const tag = $("h3,h4,h5", section[0]).tagName;
    const rules = new Map();
    for (const item of items) {
      const rule = item.dataset.r;
      if (!rules.has(rule)) {
        const made = make("div", { className: "group" });
        const head = make(tag, {});
        head.append(make("code", { textContent: rule }), " ", make("span", { className: "n" }));
        made.append(head, make("ol", {}));
        rules.set(rule, made);
      }
      rules.get(rule).lastChild.append(item);
    }
    const sorted = [...rules].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map((pair) => pair[1]);
    box.replaceChildren(...sorted);
  }
};

const apply = () => {
  const on = new Set($$("[name=severity]:checked", form).map((box) => box.value));
  const is = (name) => (form.elements[name] ? form.elements[name].value : "");
  const rule = is("rule"), section = is("section"), article = is("article");
  const words = is("text").toLowerCase().split(/\s+/).filter(Boolean);
  group(is("group"));
  let shown = 0;
  for (const item of found) {
    const d = item.dataset;
    item.hidden = !(on.has(d.s) && (!rule || d.r === rule) && (!section || "=" + d.k === section) &&
      (!article || d.a === article) && words.every((word) => textOf(item).includes(word)));
    if (!item.hidden) shown += 1;
  }
  for (const box of $$(".group")) {
    const left = $$(".f:not([hidden])", box).length;
    box.hidden = !left;
    $("h3 .n,h4 .n,h5 .n", box).textContent = left;
  }
  $(".status", form).textContent = shown === found.length
    ? `All ${count(shown)} findings on this page shown`
    : `${count(shown)} of ${count(found.length)} findings on this page shown`;
};

const remember = () => {
  const state = new URLSearchParams();
  const on = $$("[name=severity]:checked", form).map((box) => box.value);
  if (on.length < $$("[name=severity]", form).length) state.set("severity", on.join(","));
  for (const name of ["article", "rule", "section", "group", "text"]) {
    const field = form.elements[name];
    if (field && field.value) state.set(name, field.value);
  }
  const text = state.toString();
  history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
};

const restore = () => {
  const hash = location.hash.slice(1);
  if (!hash.includes("=")) return;
  const state = new URLSearchParams(hash);
  const on = state.has("severity") ? state.get("severity").split(",") : null;
  for (const box of $$("[name=severity]", form)) box.checked = !on || on.includes(box.value);
  for (const name of ["article", "rule", "section", "group", "text"]) {
    const field = form.elements[name];
    if (!field) continue;
    field.value = state.get(name) || "";
    if (field.selectedIndex === -1) field.value = "";
  }
  apply();
};

// An anchor may lie in a fold, or on a finding that the filters hide.
const reveal = () => {
  const hash = location.hash.slice(1);
  if (!hash || hash.includes("=")) return;
  const target = document.getElementById(hash);
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (form && target.matches(".f[hidden]")) {
    form.reset();
  }
  target.scrollIntoView({ block: target.matches("mark,li") ? "center" : "start" });
  if (target.matches(".f")) target.focus({ preventScroll: true });
};

if (form) {
  form.hidden = false;
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); if (location.hash.includes("=")) remember(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
  restore();
}
addEventListener("hashchange", () => { if (form) restore(); reveal(); });
reveal();

// Sorting
for (const table of $$("table.sortable")) {
  const body = table.tBodies[0];
  if (body.rows.length < 2) continue;
  $$("thead th", table).forEach((head, column) => {
    const button = make("button", { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of $$("th[aria-sort]", table)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => {
        const cell = row.cells[column];
        const text = cell ? (cell.dataset.v ?? cell.textContent.trim()) : "";
        return text !== "" && !isNaN(text) ? Number(text) : text.toLowerCase();
      };
      const order = (a, b) => (typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1);
      const rows = [...body.rows].map((row) => [key(row), row]).sort((a, b) => (up ? 1 : -1) * order(a[0], b[0]));
      body.append(...rows.map((pair) => pair[1]));
    });
  });
}

// Copying a fingerprint
for (const place of $$(".fp")) {
  const button = make("button", { type: "button", className: "copy", textContent: "Copy" });
  const code = $("code", place);
  button.setAttribute("aria-label", `Copy fingerprint ${code.textContent}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  place.append(button);
}

// Keyboard
const dialog = $("dialog");
const toggle = $("input", dialog);
const KEY = "wikivet-single-keys";
try { toggle.checked = localStorage.getItem(KEY) !== "off"; } catch { /* no storage */ }
toggle.addEventListener("change", () => {
  try { localStorage.setItem(KEY, toggle.checked ? "on" : "off"); } catch { /* no storage */ }
});
const opener = $(".keys");
opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());
$("button", dialog).addEventListener("click", () => dialog.close());
let current = null;
const step = (by) => {
  const all = $$(".f:not([hidden])");
  if (!all.length) return;
  const focused = document.activeElement.closest(".f");
  const at = all.indexOf(focused || current);
  current = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
  for (let up = current; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  current.focus({ preventScroll: true });
  current.scrollIntoView({ block: "center" });
};
addEventListener("keydown", (event) => {
  if (!toggle.checked || dialog.open || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input,select,textarea")) return;
  if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (event.key === "/" && form) form.elements.text.focus();
  else if (event.key === "?") dialog.showModal();
  else return;
  event.preventDefault();
});

// Paper shows everything that is folded.
let opened = [];
addEventListener("beforeprint", () => {
  opened = $$("details:not([open])");
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });
})();

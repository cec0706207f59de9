// The preview of a draft: each act goes to the server, and only the rows that it has changed are put in anew.

import { Picks } from "./picks.js";
import { markQuotations, startQuotations } from "./quotations.js";
import { element } from "./trusted.js";

const KEYS = { j: "join", s: "split", x: "out", t: "in", u: "undo", b: "before", "[": "shallower", "]": "deeper" };
const KINDS = { h: "heading", p: "paragraph", i: "item", n: "note" };
const form = document.getElementById("recognising");
let before = Promise.resolve(); // each act is about the state that the one before has left

/** Tell how many are chosen, and show in the fields what the only one is. */
function tell(picked) {
  const said = document.getElementById("picked");
  said.textContent = picked.length ? `${said.dataset.words} ${picked.length}` : said.dataset.none;
  if (picked.length !== 1) return;
  const { kind, level, label, language } = picked[0].closest("li").dataset;
  Object.entries({ kind, level, label, language }).forEach(([name, value]) => (form.elements[name].value = value));
}

/** The rows that `html` holds. */
function rowsOf(html) {
  return [...element(`<ol>${html}</ol>`).children];
}

function act(verb, more = {}) {
  const box = document.activeElement; // it may have gone when the act before has been done
  before = before.then(() => {
    const meant = picks.meant();
    const about = meant.length || !box.isConnected || box.name !== "pick" ? meant : [box];
    return send(typeof verb === "function" ? verb() : verb, about.map((each) => each.value), more);
  }).catch(console.error);
}

async function send(verb, picked, more) {
  const fields = ["mark", "first", "last", "kind", "level", "label", "language"].map((name) => [name, form.elements[name].value]);
  const body = new URLSearchParams([...fields.filter(([name]) => !(name in more)), ["verb", verb], ...Object.entries(more)]);
  for (const each of picked) body.append("pick", each);
  let said = null;
  try {
    const answer = await fetch(form.dataset.edits, { method: "POST", body, headers: { Accept: "application/json" } });
    said = await answer.json();
    if (answer.ok) return take(said);
  } catch (error) {
    console.error(error);
  }
  const place = document.getElementById("unsaid");
  place.textContent = said?.sentence ?? place.dataset.lost;
  place.hidden = false;
}

/** Put in what has changed; the rest of the page, its focus and its place stay. */
function take(said) {
  document.getElementById("unsaid").hidden = true;
  if (said.reload) return location.assign(said.reload);
  if (said.row) return divide(said);
  const list = picks.list, rows = [...list.children];
  const come = rowsOf(said.html);
  list.insertBefore(fragmentOf(come), rows[said.to] ?? null);
  for (const row of rows.slice(said.from, said.to)) row.remove();
  form.elements.mark.value = said.mark;
  number();
  document.getElementById("facts").replaceChildren(...element(`<div>${said.facts}</div>`).childNodes);
  picks.choose(said.picked);
  document.getElementById("picked").textContent = `${said.said} ${document.getElementById("picked").textContent}`;
  markQuotations();
}

function fragmentOf(nodes) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes);
  return fragment;
}

/** Rows know their places by their names, and these move when there are more or fewer. */
function number() {
  const first = Number(form.elements.first.value);
  [...picks.list.children].forEach((row, place) => {
    row.id = `n-${first + place}`;
    row.querySelector("input[name=pick]").value = first + place;
    for (const button of row.querySelectorAll("[data-of]")) button.value = `${button.dataset.of}:${first + place}`;
  });
  form.elements.last.value = first + picks.list.children.length - 1;
}

/** A row as a field: it is divided where the cursor stands, or wherever an empty line was put in. */
function divide(said) {
  const row = document.getElementById(`n-${said.row}`);
  const [field] = rowsOf(said.html);
  row.replaceWith(field);
  const area = field.querySelector("textarea");
  const back = () => {
    field.replaceWith(row);
    row.querySelector("input[name=pick]").focus();
  };
  field.querySelector("[data-stop]").addEventListener("click", (event) => {
    event.preventDefault();
    back();
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") back();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      cut(area);
    }
  });
  area.focus();
  area.setSelectionRange(0, 0);
}

function cut(area) {
  const typed = area.value, at = area.selectionStart;
  const divided = typed === area.defaultValue ? `${typed.slice(0, at)}\n\n${typed.slice(at)}` : typed;
  const button = area.closest("li").querySelector("[data-of=split]");
  act(() => button.value, { divided });
}

function submitted(event) {
  const button = event.submitter;
  if (!button?.formAction?.endsWith("/edits") || !button.hasAttribute("formaction")) return;
  event.preventDefault();
  const area = button.closest("li")?.querySelector("textarea");
  if (area && button.dataset.of === "split") cut(area);
  else act(() => button.value);
}

function pressed(event) {
  if (event.altKey || event.target.name !== "pick") return;
  const key = event.key.toLowerCase();
  const takesBack = key === "z" && (event.ctrlKey || event.metaKey);
  if ((event.ctrlKey || event.metaKey) && !takesBack) return;
  if (takesBack) act("undo");
  else if (KEYS[key]) act(KEYS[key]);
  else if (KINDS[key]) act("make", { kind: KINDS[key], level: key === "i" || key === "h" ? form.elements.level.value || "1" : "1" });
  else if (/^[1-9]$/.test(key)) act("make", { kind: "heading", level: key });
  else if (key === "l") {
    form.querySelector(".more").open = true;
    form.elements.label.focus();
  } else return;
  event.preventDefault();
}

let picks = null;
if (form) {
  picks = new Picks(document.getElementById("recognised"), tell);
  form.addEventListener("submit", submitted);
  picks.list.addEventListener("keydown", pressed);
  document.getElementById("facts").addEventListener("click", ({ target }) => {
    const at = target.closest("[data-at]")?.dataset.at;
    document.querySelector(`#n-${at} input[name=pick]`)?.focus({ preventScroll: true });
  });
  startQuotations();
  tell(picks.picked());
}

// The text of the next revision: a row opens as a form in its place, and what an act has changed is put in by keys.

import { element } from "./trusted.js";

const list = document.getElementById("next-text");
const MODES = { Enter: "edit", n: "after" };
let before = Promise.resolve(); // one act after the other

/** The rows that `html` holds. */
function rowsOf(html) {
  return [...element(`<ol>${html}</ol>`).children];
}

function rowOf(key) {
  return document.getElementById(`k-${key}`);
}

function tell(sentence) {
  const place = document.getElementById("unsaid");
  place.textContent = sentence ?? place.dataset.lost;
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

async function ask(address, options = {}) {
  document.getElementById("unsaid").hidden = true;
  try {
    const answer = await fetch(address, { ...options, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (answer.ok) return said;
    if (said.html) return said; // both texts, in the place of the row
    tell(said.sentence);
  } catch (error) {
    console.error(error);
    tell();
  }
  return null;
}

/** Whether something is typed in this row that was not sent. */
function isTyped(row) {
  return [...row?.querySelectorAll(".editor [name=text]") ?? []].some((area) => area.value !== area.defaultValue);
}

/** Put in what has changed by what was sent from the row `from`; one in which something else is typed stays. */
function take(said, from) {
  const others = [...list.children].filter((row) => row !== from && isTyped(row));
  if (said.reload && !others.length) return location.assign(said.reload);
  for (const key of said.gone ?? []) if (!others.includes(rowOf(key))) rowOf(key)?.remove();
  for (const { key, after, html } of said.rows ?? []) {
    const [row] = rowsOf(html), old = rowOf(key), behind = after ? rowOf(after) : null;
    if (others.includes(old)) continue; // what is sent from there is held against what stands there now
    if (old) old.remove();
    if (behind) behind.after(row);
    else if (!after && list.start === 1) list.prepend(row);
  }
  if (from?.isConnected) leave(from); // what was typed there went into a row of its own
  number();
  if (said.facts) document.getElementById("facts").replaceChildren(...element(`<div>${said.facts}</div>`).childNodes);
  document.getElementById("said").textContent = said.said ?? "";
  if (rowOf(said.key)) focus(said.key);
  else if (!others.length) location.assign(`${list.dataset.address}?at=${said.key}#k-${said.key}`); // it went into another part
}

/** Numbers count on from the first row of this part. */
function number() {
  [...list.children].forEach((row, place) => (row.value = list.start + place));
}

function focus(key) {
  const row = rowOf(key);
  (row?.querySelector(".open, button") ?? list.querySelector(".open"))?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

/** A row with its form in it; the row as it was comes back when one leaves the form. */
function show(said) {
  const old = rowOf(said.row), [row] = rowsOf(said.html);
  if (!old || !row) return tell(said.sentence);
  const was = old.was ?? old;
  row.was = was;
  row.value = old.value;
  const area = row.querySelector(".editor textarea[name=text]");
  area?.removeAttribute("autofocus"); // that is for pages without scripts
  old.replaceWith(row);
  area?.focus();
  row.scrollIntoView({ block: "nearest" });
}

function leave(row) {
  if (!row?.was) return false;
  const { was } = row;
  was.value = row.value;
  row.replaceWith(was);
  was.querySelector(".open")?.focus({ preventScroll: true });
  return true;
}

function open(key, mode) {
  const place = mode === "edit" ? `edit=${key}` : `beside=${key}${mode === "before" ? "&where=before" : ""}`;
  before = before.then(async () => {
    const said = await ask(`${list.dataset.address}?${place}`);
    if (said) show(said);
  });
}

function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  before = before.then(async () => {
    const said = await ask(form.action, { method: "POST", body });
    if (said?.row) show(said);
    else if (said) take(said, form.closest(".row"));
  });
}

function clicked(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("[data-open], [data-stop]");
  if (!link) return;
  const row = link.closest(".row");
  if (link.dataset.open) {
    event.preventDefault();
    open(row.dataset.key, link.dataset.open);
  } else if (leave(row)) event.preventDefault();
}

function submitted(event) {
  const { target, submitter } = event;
  if (!target.closest("#next-text, #facts")) return;
  event.preventDefault();
  send(target, submitter);
}

function pressed(event) {
  const form = event.target.closest(".editor");
  if (form && event.key === "Escape") return leave(form.closest(".row")) && event.preventDefault();
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return send(form, form.querySelector("button[value=write], button[value=add]"));
  }
  if (!event.target.matches(".open") || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const places = [...list.querySelectorAll(".open")];
    places[places.indexOf(event.target) + step]?.focus();
    event.preventDefault();
  } else if (MODES[event.key]) {
    event.preventDefault();
    open(event.target.closest(".row").dataset.key, MODES[event.key]);
  }
}

if (list) {
  list.addEventListener("click", clicked);
  list.addEventListener("keydown", pressed);
  document.addEventListener("submit", submitted);
}

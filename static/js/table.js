// The moderators' table: rows are gone through, chosen and answered by keys. Without it all is there by links and one form.

import { Choice } from "./table_choice.js";
import { Editor } from "./table_editor.js";
import { isKept } from "./table_kept.js";
import { startLive } from "./table_live.js";
import { keepPicked, remember, remembered, sendAlong, wasPicked } from "./table_place.js";
import { startWindows } from "./table_windows.js";
import { headerOf, send } from "./table_sending.js";

const table = document.getElementById("table");
const form = document.getElementById("chosen");
const finder = document.getElementById("finder");
const keys = document.getElementById("keys");
const OFF = "commentspace:keys-off";
const MOST_PARTS = 5; // looked through for a row that lacks an answer

const choice = table && document.querySelector(".of-comments") ? new Choice(table, form, wasPicked()) : null;
const editor = choice ? new Editor(table, { next: goLacking, leave: focus }) : null;
const lacks = (row) => "lacks" in row.dataset && !("proposed" in row.dataset) && !editor.form(row)?.dataset.sending;
const waits = (row) => "proposed" in row.dataset;
let windows;

const rows = () => [...table.querySelectorAll("tr.line")];
const current = () => document.activeElement?.closest?.("tr.line") ?? table.querySelector("tr.line.at");

/** The row one is at: it has the focus, and keeps its mark while one is elsewhere. */
function focus(row) {
  if (!row) return;
  for (const each of table.querySelectorAll("tr.line.at")) each.classList.remove("at");
  row.classList.add("at");
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  remember(table, row);
}

function step(forward) {
  const all = rows(), here = current();
  return here ? all[all.indexOf(here) + (forward ? 1 : -1)] : all.find((row) => row.getBoundingClientRect().bottom > 80);
}

const next = (like) => {
  const all = rows();
  return all.slice(all.indexOf(current()) + 1).find(like);
};

/** The next row that lacks an answer, further down or else from above; where none is here, what leads to those that do. */
async function goLacking() {
  for (let parts = 0; !next(lacks) && parts < MOST_PARTS && (await windows.more()); parts += 1);
  const row = next(lacks) ?? rows().find(lacks);
  if (row) focus(row);
  else document.querySelector("#how-far a.lacks")?.focus();
}

/** What is chosen is looked at on a page of its own; a single row by `alone`. */
function act(verb, alone) {
  if (choice.number) return choice.submit(verb);
  const row = current();
  if (!row) return;
  if (alone) return alone(row);
  choice.only(row);
  choice.submit(verb);
}

/** One goes on to the next that waits while this one is sent; it waits again if it could not be. */
async function confirmRow(row) {
  if (!waits(row)) return;
  delete row.dataset.proposed;
  focus(next(waits));
  const { ok, said } = await send("confirm", { comment: row.dataset.line });
  document.querySelector("[data-said]").textContent = ok ? "" : (said?.sentence ?? editor.unsent);
  if (!ok && row.isConnected) row.dataset.proposed = "";
}

/** The group that the row stands in, or all that are near-identical to it, is looked at on a page of its own. */
function actOnGroup(row) {
  const alike = row?.dataset.near, header = row && headerOf(row);
  if (header) choice.group(header.dataset.group, "");
  else if (alike) choice.group(alike, "near");
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, dialog, .line-editor")) return;
  if (event.key === "?") return keys.showModal();
  if (isOff()) return;
  const done = {
    j: () => focus(step(true)), k: () => focus(step(false)), n: goLacking,
    o: () => current()?.classList.toggle("open"),
    x: () => choice.toggle(current()), X: () => choice.stretch(current()),
    "*": () => choice.everything(), Escape: () => choice.clear(),
    a: () => act("answer", (row) => editor.open(row)), c: () => act("confirm", confirmRow), s: () => act("assign"), g: () => actOnGroup(current()),
    u: () => document.querySelector("[data-undo]:not([hidden]), #done button")?.click(),
    "/": () => finder.elements.words.focus(),
  }[event.key];
  const number = /^[1-8]$/.test(event.key) ? Number(event.key) : 0;
  if (number && current() && !choice.number) editor.open(current(), number);
  else if (done) done();
  else return;
  event.preventDefault();
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
}

function startKeys() {
  const tick = keys.querySelector("[data-keys-on]"), opener = document.querySelector("[data-keys]");
  tick.checked = !isOff();
  tick.addEventListener("change", () => localStorage.setItem(OFF, tick.checked ? "no" : "yes"));
  opener.hidden = false;
  opener.addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", pressed);
}

/** What is asked for is sent as soon as it is chosen, and without its empty fields, so that the address is short. */
function startFinder() {
  finder.addEventListener("change", ({ target }) => target.name !== "words" && finder.requestSubmit());
  finder.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}

/** What was done once is not said again when the page is loaded anew, or its address is mailed. */
function forget() {
  const address = new URL(location.href);
  for (const name of ["did", "number", "batch"]) address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(null, "", address);
}

startFinder();
forget();
if (choice) {
  startKeys();
  windows = startWindows(table, choice);
  startLive(table);
  form.addEventListener("submit", () => sendAlong(table, form, current()));
  addEventListener("pagehide", () => keepPicked(choice.picked));
  focus(remembered());
  if (isKept(remembered())) editor.open(remembered());
  table.addEventListener("click", (event) => {
    const row = event.target.closest("tr.line"), link = event.target.closest(".does-answer a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      focus(row);
      editor.open(row);
    } else if (row && !event.target.closest("a, input, button, label, form")) {
      if (getSelection().isCollapsed) focus(row);
      if (event.target.closest(".body, .why")) row.classList.toggle("open");
    }
  });
}

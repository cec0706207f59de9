// Answering in place: a form below the row. Ctrl+Enter saves and goes to the next without waiting where nothing speaks against
// the answer; what is typed is kept until it is saved, and the form stays where it was if it could not be.
// What was saved is taken back one by one, the last first.

import { decide, startFields } from "./table_fields.js";
import { forget, keep, restore } from "./table_kept.js";
import { keepStill } from "./table_place.js";
import { headerOf, send } from "./table_sending.js";

const MAY_BE_SIGNED_OUT = new Set([401, 403, 404]); // who is not known may not even learn that the document is there
const NEED_NO_REASON = new Set(["accepted", "noted"]);
const template = document.getElementById("table-editor");

export class Editor {
  #saved = []; // {batch, comment}, the last at the end
  #underway = null;

  constructor(table, { next, leave }) {
    this.table = table;
    this.next = next;
    this.leave = leave;
    this.said = document.querySelector("[data-said]");
    this.undo = document.querySelector("[data-undo]");
    this.undo.addEventListener("click", () => this.#back());
    table.addEventListener("commentspace:answered", ({ target }) => this.#answered(target));
  }

  /** What is said where nothing could be sent. */
  get unsent() {
    return template.content.querySelector("form").dataset.unsent;
  }

  /** Open the form of a row, with an outcome where one is given; `number` from 1. */
  open(row, number = 0) {
    const form = this.form(row) ?? this.#made(row);
    if (number) decide(form, number);
    else (form.querySelector("[name=outcome]:checked") ?? form.querySelector("[name=outcome]")).focus({ preventScroll: true });
    for (const part of [row, form.closest("tr")]) part.scrollIntoView({ block: "nearest" });
  }

  /** The form that stands open below a row. */
  form(row) {
    const below = row.nextElementSibling;
    return below?.matches(".line-editor") ? below.querySelector("form") : null;
  }

  #made(row) {
    const editor = document.adoptNode(template.content.firstElementChild.cloneNode(true));
    const form = editor.querySelector("form"), { line, seen } = row.dataset;
    Object.assign(form.dataset, { comment: line, seen, key: crypto.getRandomValues(new Uint32Array(3)).join("-") });
    row.after(editor);
    row.classList.add("open");
    tell(form, row);
    begin(form, row);
    restore(form);
    startFields(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("change", () => keep(form));
    form.addEventListener("submit", (event) => this.#submitted(event, form));
    form.querySelector("[data-leave]").addEventListener("click", () => this.#close(form));
    form.addEventListener("keydown", (event) => event.key === "Escape" && this.#close(form));
    return form;
  }

  #close(form) {
    const row = document.getElementById(`r-${form.dataset.comment}`), hasFocus = form.contains(document.activeElement);
    keepStill(this.table, () => {
      form.closest("tr").remove();
      row.classList.remove("open");
    });
    if (hasFocus) this.leave(row);
  }

  #submitted(event, form) {
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    const fields = Object.fromEntries(new FormData(form)), goesOn = speaksForItself(fields);
    this.#underway = Promise.all([this.#underway, this.#save(form, fields, goesOn)]);
    if (goesOn) this.next();
  }

  async #save(form, fields, goesOn) {
    const { comment, seen, key } = form.dataset;
    const { ok, status, said } = await send("answer", { ...fields, comment, seen, key });
    delete form.dataset.sending;
    form.querySelector("[data-sign-in]").hidden = !MAY_BE_SIGNED_OUT.has(status);
    if (!ok) return this.#refused(form, said);
    forget(form);
    this.#saved.push({ batch: said.batch, comment });
    this.undo.hidden = false;
    this.said.textContent = form.dataset.saved;
    this.#close(form);
    if (!goesOn) this.next();
  }

  /** A refusal leaves the form as it is; after it the answer that has come meanwhile was seen. Who types elsewhere is told below. */
  #refused(form, said) {
    say(form, said?.sentence ?? form.dataset.unsent);
    form.dataset.seen = document.getElementById(`r-${form.dataset.comment}`).dataset.seen;
    if (this.#isElsewhere(form)) this.said.textContent = said?.sentence ?? form.dataset.unsent;
    else (form.elements[said?.field] ?? form.elements.reason).focus?.();
  }

  #isElsewhere(form) {
    const other = document.activeElement?.closest("form");
    return Boolean(other && other !== form);
  }

  #answered(row) {
    const form = this.form(row);
    if (form && !form.dataset.sending && form.dataset.seen !== row.dataset.seen) say(form, form.dataset.conflict);
  }

  async #back() {
    await this.#underway;
    const last = this.#saved.pop();
    if (!last) return;
    const { ok, said } = await send("back", { batch: last.batch, rows: "yes" });
    if (!ok) this.#saved.push(last);
    this.undo.hidden = !this.#saved.length;
    const { done, nothing } = this.undo.dataset;
    this.said.textContent = ok ? (said.number ? done : nothing) : (said?.sentence ?? this.unsent);
    if (ok) this.leave(document.getElementById(`r-${last.comment}`));
  }
}

/** Whether it is an answer that the server will hardly refuse. */
function speaksForItself({ outcome, reason }) {
  return outcome !== "duplicate" && (Boolean(reason.trim()) || NEED_NO_REASON.has(outcome));
}

/** What is answered: the number for those who do not see the row above, and what the paragraph says. */
function tell(form, row) {
  const about = form.querySelector("[data-about]"), place = headerOf(row)?.querySelector(".words") ? null : row.querySelector(".cell-where a");
  form.setAttribute("aria-label", `${form.querySelector("legend").textContent} ${row.querySelector(".number").textContent}`);
  about.hidden = !place?.title;
  about.textContent = place?.title ? `${place.textContent} ${place.title}` : "";
}

/** An answer anew begins with the one that is there. */
function begin(form, row) {
  const { outcome = "", reason = "", repeats = "" } = row.querySelector(".does-answer a")?.dataset ?? {};
  Object.assign(form.elements.reason, { value: reason });
  if (outcome) form.elements.outcome.value = outcome;
  form.elements.duplicate_of.value = repeats;
}

function say(form, sentence) {
  const problem = form.querySelector("[data-problem]");
  problem.textContent = sentence;
  problem.hidden = !sentence;
}

// Answering in place: a form below the row. Ctrl+Enter saves and goes to the next; what is typed is kept until it is saved.

import { decide, startFields } from "./table_fields.js";
import { send } from "./table_sending.js";

const KEPT = "commentspace:answer:";
const template = document.getElementById("table-editor");

export class Editor {
  #batch = "";

  constructor(table, { next, leave }) {
    this.next = next;
    this.leave = leave;
    this.said = document.querySelector("[data-said]");
    this.undo = document.querySelector("[data-undo]");
    this.undo.addEventListener("click", () => this.#back());
    table.addEventListener("commentspace:answered", ({ target }) => this.#answered(target));
  }

  /** Open the form of a row, with an outcome where one is given; `number` from 1. */
  open(row, number = 0) {
    const form = this.form(row) ?? this.#made(row);
    if (number) decide(form, number);
    else (form.querySelector("[name=outcome]:checked") ?? form.querySelector("[name=outcome]")).focus();
    form.scrollIntoView({ block: "nearest" });
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
    const row = document.getElementById(`r-${form.dataset.comment}`);
    form.closest("tr").remove();
    this.leave(row);
  }

  async #submitted(event, form) {
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    const { comment, seen, key } = form.dataset;
    const { ok, said } = await send("answer", { ...Object.fromEntries(new FormData(form)), comment, seen, key });
    delete form.dataset.sending;
    if (!ok) return this.#refused(form, said);
    forget(form);
    this.#batch = said.batch;
    this.undo.hidden = false;
    this.said.textContent = form.dataset.saved;
    this.#close(form);
    this.next();
  }

  /** A refusal leaves the form as it is; after it the answer that has come meanwhile was seen. */
  #refused(form, said) {
    say(form, said?.sentence ?? form.dataset.unsent);
    form.dataset.seen = document.getElementById(`r-${form.dataset.comment}`).dataset.seen;
    if (said?.field) form.elements[said.field]?.focus?.();
  }

  #answered(row) {
    const form = this.form(row);
    if (form && !form.dataset.sending && form.dataset.seen !== row.dataset.seen) say(form, form.dataset.conflict);
  }

  async #back() {
    this.undo.hidden = true;
    const { ok, said } = await send("back", { batch: this.#batch, rows: "yes" });
    this.said.textContent = ok ? "" : (said?.sentence ?? "");
  }
}

function say(form, sentence) {
  const problem = form.querySelector("[data-problem]");
  problem.textContent = sentence;
  problem.hidden = !sentence;
}

function keep(form) {
  const { outcome, reason, duplicate_of } = form.elements;
  try {
    sessionStorage.setItem(KEPT + form.dataset.comment, JSON.stringify([outcome.value, reason.value, duplicate_of.value]));
  } catch {
    // a browser that keeps nothing still sends
  }
}

function restore(form) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT + form.dataset.comment) ?? "null");
    if (!kept) return;
    const { outcome, reason, duplicate_of } = form.elements;
    [outcome.value, reason.value, duplicate_of.value] = kept;
  } catch {
    // what cannot be read is not restored
  }
}

function forget(form) {
  try {
    sessionStorage.removeItem(KEPT + form.dataset.comment);
  } catch {
    // nothing was kept
  }
}

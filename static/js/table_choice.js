// Which rows are chosen: by their boxes, a stretch with Shift, a group, or all that match. Rows that have left the page stay chosen.

import { sentence } from "./plural.js";

export class Choice {
  #picked;
  #from = null; // where a stretch begins

  constructor(table, form, picked) {
    this.#picked = new Set(picked);
    this.table = table;
    this.form = Object.assign(form, { autocomplete: "off" });
    this.all = document.querySelector("[name=all][form=chosen]");
    this.count = document.querySelector("[data-chosen]");
    const top = table.querySelector("[data-pick-all]");
    top.hidden = false;
    top.addEventListener("change", () => this.#tick(this.#boxes(), top.checked));
    table.addEventListener("change", ({ target }) => this.#changed(target));
    table.addEventListener("click", (event) => event.target.name === "pick" && event.shiftKey && this.stretch(event.target.closest("tr")));
    this.all.addEventListener("change", () => this.#say());
    form.addEventListener("formdata", ({ formData }) => this.#fill(formData));
    this.renew(table);
  }

  /** The names of the comments that are chosen one by one. */
  get picked() {
    return this.#picked;
  }

  get number() {
    return this.all.checked ? Infinity : this.#picked.size;
  }

  /** Rows that came in are ticked where they were chosen before; not as browsers do, which tick by the order of boxes. */
  renew(part) {
    for (const box of part.querySelectorAll("[name=pick]")) box.checked = this.#picked.has(box.value);
    for (const label of part.querySelectorAll(".pick-group")) label.hidden = false;
    this.#say();
  }

  toggle(row) {
    const box = row?.querySelector("[name=pick]");
    if (!box) return;
    this.#tick([box], !box.checked);
    this.#from = row;
  }

  /** All rows between the last one chosen and this. */
  stretch(row) {
    const rows = [...this.table.querySelectorAll("tr.line")];
    const [one, other] = [rows.indexOf(this.#from ?? row), rows.indexOf(row)].sort((a, b) => a - b);
    this.#tick(rows.slice(Math.max(one, 0), other + 1).map((each) => each.querySelector("[name=pick]")), true);
    this.#from = row;
  }

  everything() {
    this.all.checked = !this.all.checked;
    this.#say();
  }

  only(row) {
    this.clear();
    this.toggle(row);
  }

  clear() {
    this.all.checked = false;
    this.#picked.clear();
    this.#tick(this.#boxes(), false);
  }

  submit(verb) {
    const button = document.querySelector(`button[form=chosen][name=verb][value=${verb}]`);
    this.form.requestSubmit(button);
  }

  /** Answer all of a group; `by` says what it is one of, where the rows are not grouped by that. */
  group(name, by) {
    const fields = Object.entries({ group: name, by }).map(([key, value]) => {
      return Object.assign(document.createElement("input"), { type: "hidden", name: key, value });
    });
    this.form.append(...fields);
    this.form.requestSubmit();
    for (const field of fields) field.remove();
  }

  #boxes() {
    return [...this.table.querySelectorAll("[name=pick]")];
  }

  #tick(boxes, on) {
    for (const box of boxes) {
      box.checked = on;
      if (on) this.#picked.add(box.value);
      else this.#picked.delete(box.value);
    }
    this.#say();
  }

  #changed(target) {
    if (target.name === "pick") {
      this.#tick([target], target.checked);
      if (target.checked) this.#from = target.closest("tr");
    } else if ("pickGroup" in target.dataset) {
      const rows = [];
      for (let row = target.closest("tr").nextElementSibling; row && !row.matches(".group"); row = row.nextElementSibling) rows.push(row);
      this.#tick(rows.map((row) => row.querySelector("[name=pick]")).filter(Boolean), target.checked);
    }
  }

  /** What is chosen and not on the page any more is sent as well; with all that match, single ones say nothing. */
  #fill(formData) {
    formData.delete("pick");
    if (!this.all.checked && !formData.has("group")) for (const uid of this.#picked) formData.append("pick", uid);
  }

  #say() {
    const number = this.#picked.size;
    this.count.textContent = !this.all.checked && number ? sentence(this.count, number) : "";
  }
}

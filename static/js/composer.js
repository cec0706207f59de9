// The form in which one comments or replies without leaving the text. It posts to the same address as the form without
// script, and never loses or doubles what was typed. What not everybody uses comes with the first press on it.

import { keep, kept, newKey } from "./drafts.js";
import { readOn } from "./revised.js";
import { send } from "./sending.js";
import { sayWhetherTaken } from "./taken.js";

const QUOTATION = ["exact", "prefix", "suffix", "start", "end"];
const CHOSEN = ["kind", "behalf"];
const dressed = import("./markdown.js").catch(console.error);

class Composer extends HTMLElement {
  /** Begin at `place` ({paragraph, parent}), to post to `action`, about the words `quotation` if any. */
  begin(place, action, quotation, opener) {
    Object.assign(this, { place, opener });
    const { elements } = this.form, draft = kept(place);
    this.form.action = action;
    elements.parent.value = place.parent;
    elements.key.value = draft?.key ?? newKey();
    elements.body.value = draft?.body ?? "";
    for (const name of CHOSEN) if (draft?.[name] && elements[name]) elements[name].value = draft[name];
    readOn(this, quotation ? "" : draft?.revision);
    this.quote(quotation ?? draft?.quotation ?? null);
    if (draft?.proposal) this.propose(draft.proposal);
    this.grow();
    sayWhetherTaken(this);
    dressed.then((bar) => bar?.dress(this));
  }

  connectedCallback() {
    document.addEventListener("commentspace:applied", this);
    if (this.form) return;
    this.form = this.querySelector("form");
    for (const act of ["submit", "input", "keydown", "click"]) this.form.addEventListener(act, this);
  }

  disconnectedCallback() {
    document.removeEventListener("commentspace:applied", this);
  }

  handleEvent(event) {
    if (event.type === "commentspace:applied") return sayWhetherTaken(this);
    if (event.type === "input") return this.typed();
    if (event.type === "keydown") return this.pressed(event);
    if (event.type === "click") return this.clicked(event.target.closest("button"));
    event.preventDefault(); // of a submit
    this.post();
  }

  /** Is there anything that nobody else has written? */
  get hasWords() {
    const { body, proposal } = this.form.elements;
    return Boolean(body.value.trim() || (proposal?.value.trim() && !this.unchanged?.()));
  }

  quote(quotation) {
    for (const name of QUOTATION) this.form.elements[name].value = quotation?.[name] ?? "";
    this.querySelector(".about").hidden = !quotation;
    this.querySelector("[data-words]").textContent = quotation?.exact ?? "";
    this.begun?.();
    if (this.hasWords) this.typed();
  }

  typed() {
    const { body, key, exact, proposal, revision } = this.form.elements;
    const values = (names) => Object.fromEntries(names.map((name) => [name, this.form.elements[name]?.value ?? ""]));
    const quotation = exact.value ? values(QUOTATION) : null;
    const draft = { body: body.value, key: key.value, quotation, proposal: proposal?.value ?? null, revision: revision.value, ...values(CHOSEN) };
    keep(this.place, this.hasWords ? draft : null);
    this.hide?.();
    this.grow();
  }

  grow() {
    if (CSS.supports("field-sizing", "content")) return;
    for (const area of this.querySelectorAll("textarea")) area.rows = Math.max(3, area.value.split("\n").length + Math.floor(area.value.length / 60));
  }

  pressed(event) {
    const posts = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (posts) event.preventDefault();
    if (posts) this.post();
    else if (event.key === "Escape" && !this.hasWords) this.putAway();
  }

  clicked(button) {
    const dataset = button?.dataset ?? {};
    if ("whole" in dataset) this.quote(null);
    if ("putAway" in dataset) this.putAway();
    if ("propose" in dataset) this.propose();
    if ("preview" in dataset) import("./preview.js").then(({ preview }) => preview(this));
    if (dataset.choice) this.post(dataset.choice);
    if (dataset.keep) this.post(null, dataset.keep);
  }

  propose(text = null) {
    return import("./proposal.js").then(({ propose }) => propose(this, text));
  }

  /** Close without posting; what was typed stays kept for the next time. */
  putAway() {
    const holder = this.parentNode;
    const focused = this.contains(document.activeElement);
    this.remove();
    if (!holder.firstElementChild) holder.replaceChildren(); // :empty again
    if (focused) this.opener?.focus({ preventScroll: true });
  }

  /** Send it, to be posted or to be kept ("draft", "room"); while it is on its way a second press does nothing. */
  post(choice, keptAs) {
    if (this.sending || !(this.hasWords || this.form.elements.proposal)) return;
    if (choice === "new") this.renewKey();
    send(this, choice, keptAs);
  }

  /** Another key is another comment: only when one chose so, or after a success, when the form goes. */
  renewKey() {
    this.form.elements.key.value = newKey();
    this.typed();
  }
}

customElements.define("comment-composer", Composer);

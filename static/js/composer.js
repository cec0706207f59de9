// The form in which one comments or replies without leaving the text. It fetches no HTML: it is cloned from a template
// of the page, posts to the same address as the form without script, and never loses or doubles what was typed.

import { keep, kept, newKey } from "./drafts.js";
import { isLive, receive } from "./live.js";
import { arrived, post } from "./posting.js";

const QUOTATION = ["exact", "prefix", "suffix", "start", "end"];

class Composer extends HTMLElement {
  /** Begin at `place` ({paragraph, parent}), to post to `action`, about the words `quotation` if any. */
  begin(place, action, quotation, opener) {
    Object.assign(this, { place, opener });
    this.form.action = action;
    this.form.elements.parent.value = place.parent;
    const draft = kept(place);
    this.form.elements.key.value = draft?.key ?? newKey();
    this.form.elements.body.value = draft?.body ?? "";
    this.quote(quotation ?? draft?.quotation ?? null);
    this.grow();
  }

  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.post();
    });
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("click", (event) => this.clicked(event.target.closest("button")));
  }

  quote(quotation) {
    for (const name of QUOTATION) this.form.elements[name].value = quotation?.[name] ?? "";
    this.querySelector(".about").hidden = !quotation;
    this.querySelector("[data-words]").textContent = quotation?.exact ?? "";
    if (this.form.elements.body.value) this.typed();
  }

  typed() {
    const { body, key, exact } = this.form.elements;
    const quotation = exact.value ? Object.fromEntries(QUOTATION.map((name) => [name, this.form.elements[name].value])) : null;
    keep(this.place, body.value.trim() ? { body: body.value, key: key.value, quotation } : null);
    this.grow();
  }

  grow() {
    if (CSS.supports("field-sizing", "content")) return;
    const { body } = this.form.elements;
    body.rows = Math.max(3, body.value.split("\n").length + Math.floor(body.value.length / 60));
  }

  pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.post();
    }
    if (event.key === "Escape" && !this.form.elements.body.value.trim()) this.putAway();
  }

  clicked(button) {
    if (!button) return;
    if ("whole" in button.dataset) this.quote(null);
    if ("putAway" in button.dataset) this.putAway();
    if (button.dataset.choice) this.post(button.dataset.choice);
  }

  /** Close without posting; what was typed stays kept for the next time. */
  putAway() {
    const holder = this.parentNode;
    const focused = this.contains(document.activeElement);
    this.remove();
    if (!holder.firstElementChild) holder.replaceChildren(); // :empty again
    if (focused) this.opener?.focus({ preventScroll: true });
  }

  async post(choice) {
    if (this.sending || !this.form.elements.body.value.trim()) return;
    this.send(true);
    if (choice === "new") this.renewKey();
    const { ok, said } = await post(this.form, { choice, earlier: choice && this.earlier });
    if (ok) await this.posted(said);
    else this.refused(said);
    this.send(false);
  }

  /** Another key is another comment: only when one chose so, or after a success, when the form goes. */
  renewKey() {
    this.form.elements.key.value = newKey();
    this.typed();
  }

  /** The form goes when the comment stands in its place; where nothing brings it, the page is loaded anew. */
  async posted(said) {
    keep(this.place, null);
    if (said.parts) await receive({ parts: said.parts, said: false });
    const coming = said.parts || isLive();
    if (!coming || !(await arrived(said.comment))) return location.assign(said.url);
    this.putAway();
    const news = document.getElementById("news");
    news.textContent = news.dataset.posted;
  }

  send(sending) {
    this.sending = sending;
    const { body } = this.form.elements;
    body.readOnly = sending;
    for (const button of this.querySelectorAll(".button")) button.setAttribute("aria-disabled", sending);
    const hint = this.querySelector("[data-kept]");
    this.said ??= hint.textContent;
    hint.textContent = sending ? hint.dataset.sending : this.said;
  }

  refused(said) {
    this.earlier = said?.earlier;
    const problem = this.querySelector("[data-problem]");
    problem.textContent = said?.sentence ?? this.querySelector("[data-kept]").dataset.unsent;
    problem.hidden = false;
    this.querySelector("[data-choices]").hidden = !this.earlier;
    this.querySelector("[data-post]").hidden = Boolean(this.earlier);
  }
}

customElements.define("comment-composer", Composer);

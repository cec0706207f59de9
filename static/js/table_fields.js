// The fields of an answer: digits choose the outcome while no text is typed, a standard text fills in the reason.

/** Let the keys work in `form`; Ctrl+Enter sends it. */
export function startFields(form) {
  const text = form.querySelector("[name=text]");
  text?.addEventListener("change", () => take(form, text.selectedOptions[0]));
  form.addEventListener("change", ({ target }) => target.name === "outcome" && sift(form));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (/^[1-8]$/.test(event.key) && event.target.matches("[type=radio], button, select") && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      decide(form, Number(event.key));
    }
  });
  sift(form);
}

/** Choose the outcome with this number, and go on to its reason. */
export function decide(form, number) {
  const radio = form.querySelectorAll("[name=outcome]")[number - 1];
  if (!radio) return;
  radio.checked = true;
  sift(form);
  (radio.value === "duplicate" ? form.elements.duplicate_of : form.elements.reason)?.focus();
}

/** What was written stays: a text comes in where nothing is, and else behind it. */
function take(form, option) {
  const words = option?.dataset.text, { reason, outcome } = form.elements;
  if (!words) return;
  reason.value = reason.value.trim() ? `${reason.value.trim()}\n\n${words}` : words;
  if (option.dataset.outcome && !outcome.value) outcome.value = option.dataset.outcome;
  sift(form);
  reason.focus();
  reason.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Standard texts for another outcome stand back. */
function sift(form) {
  const chosen = form.elements.outcome?.value;
  for (const option of form.querySelectorAll("[name=text] option")) {
    option.hidden = Boolean(chosen && option.dataset.outcome && option.dataset.outcome !== chosen && !option.selected);
  }
}

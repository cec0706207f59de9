// The fields of an answer: digits choose the outcome while no text is typed, a standard text fills in the reason.
// One may go through the standard texts by keys: one comes in when Enter is pressed, or one goes on from it.

/** Let the keys work in `form`; Ctrl+Enter sends it. */
export function startFields(form) {
  const text = form.querySelector("[name=text]");
  if (text) startTexts(form, text);
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

function startTexts(form, text) {
  let isByKey = false, taken = "";
  const takeIt = (stays) => {
    if (text.value === taken) return;
    taken = text.value;
    take(form, text.selectedOptions[0], stays);
  };
  text.addEventListener("keydown", (event) => {
    isByKey = event.key !== "Enter";
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !text.value) return;
    event.preventDefault();
    takeIt(false);
    form.elements.reason.focus();
  });
  text.addEventListener("pointerdown", () => (isByKey = false));
  text.addEventListener("change", () => isByKey || takeIt(false));
  text.addEventListener("blur", () => takeIt(true));
}

/** Choose the outcome with this number, and go on to its reason. */
export function decide(form, number) {
  const radio = form.querySelectorAll("[name=outcome]")[number - 1];
  if (!radio) return;
  radio.checked = true;
  sift(form);
  (radio.value === "duplicate" ? form.elements.duplicate_of : form.elements.reason)?.focus({ preventScroll: true });
}

/** What was written stays: a text comes in where nothing is, and else behind it. */
function take(form, option, stays) {
  const words = option?.dataset.text, { reason, outcome } = form.elements;
  if (!words) return;
  reason.value = reason.value.trim() ? `${reason.value.trim()}\n\n${words}` : words;
  if (option.dataset.outcome && !outcome.value) outcome.value = option.dataset.outcome;
  sift(form);
  if (!stays) reason.focus();
  reason.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Standard texts for another outcome stand back. */
function sift(form) {
  const chosen = form.elements.outcome?.value;
  for (const option of form.querySelectorAll("[name=text] option")) {
    option.hidden = Boolean(chosen && option.dataset.outcome && option.dataset.outcome !== chosen && !option.selected);
  }
}

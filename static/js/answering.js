// "Take this text" without asking the server: the standard text goes behind what is written, with its outcome where none is chosen.

const form = document.querySelector("form.answering");
const chosen = form?.elements.text, take = form?.querySelector("button[value=take]");

take?.addEventListener("click", (event) => {
  event.preventDefault();
  const option = chosen.selectedOptions[0], reason = form.elements.reason;
  if (!option?.value) return chosen.focus();
  const written = reason.value.trim();
  reason.value = written ? `${written}\n\n${option.dataset.text}` : option.dataset.text;
  const outcome = option.dataset.outcome;
  if (outcome && !form.elements.outcome.value) form.elements.outcome.value = outcome;
  reason.focus();
});

// Ctrl+Enter saves, as everywhere.
form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.button:not([name])"));
  }
});

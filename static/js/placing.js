// Saying where a comment belongs: words that one selects in a paragraph stand in the field beside it.

import { indexIn, pointsBefore } from "./points.js";

/** Put the selected words of one paragraph into its field, with the place where they begin. */
function take() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const text = range.startContainer.parentElement?.closest("[data-words-of]");
  if (!text?.contains(range.endContainer)) return;
  const { elements } = text.closest("form");
  const whole = text.textContent, from = indexIn(text, range.startContainer, range.startOffset);
  elements[`words-${text.dataset.wordsOf}`].value = whole.slice(from, indexIn(text, range.endContainer, range.endOffset));
  elements[`start-${text.dataset.wordsOf}`].value = pointsBefore(whole, from);
}

/** Words that somebody types stand wherever they stand. */
function typed({ target }) {
  const name = target.name?.startsWith("words-") ? target.name.replace("words-", "start-") : "";
  if (name) target.form.elements[name].value = "";
}

document.addEventListener("selectionchange", take);
for (const form of document.querySelectorAll("[data-placing]")) form.addEventListener("input", typed);

// The words that shown comments are about are marked in the text, and stronger while one is at their comment.

import { indexOfPoint, rangeOf } from "./points.js";

const able = Boolean(globalThis.CSS?.highlights && globalThis.Highlight);
const quoted = able && new Highlight();
const here = able && new Highlight();

export function startQuotations() {
  if (!able) return;
  CSS.highlights.set("quoted", quoted);
  CSS.highlights.set("quoted-here", here);
  here.priority = 1;
  markQuotations();
  for (const at of ["pointerover", "focusin"]) document.addEventListener(at, (event) => point(event.target));
}

/** Mark anew after comments have come or gone. */
export function markQuotations() {
  if (!able) return;
  quoted.clear();
  here.clear();
  for (const comment of document.querySelectorAll("[data-quote]")) {
    const range = quotedRange(comment);
    if (range) quoted.add(range);
  }
}

function point(target) {
  const comment = target.closest?.("[data-quote]");
  here.clear();
  const range = comment && quotedRange(comment);
  if (range) here.add(range);
}

/** Where a comment's words stand; where they have moved, their only other place; else nothing. */
function quotedRange(comment) {
  const element = comment.closest(".row")?.querySelector("[data-text]");
  const exact = comment.querySelector(":scope > .quotation")?.textContent;
  if (!element || !exact) return null;
  const text = element.textContent;
  const [start] = comment.dataset.quote.split("-").map(Number);
  let from = indexOfPoint(text, start);
  if (!text.startsWith(exact, from)) {
    from = text.indexOf(exact);
    if (from < 0 || text.indexOf(exact, from + 1) >= 0) return null;
  }
  return rangeOf(element, from, from + exact.length);
}

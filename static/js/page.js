// What a page does once it is there. Everything works before: this makes links into forms beside the text, and pages live.

import { places } from "./drafts.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startOutline } from "./outline.js";
import { startQuotations } from "./quotations.js";
import { pickedRow, startSelection, taken } from "./selection.js";
import { keepTimes } from "./times.js";

const composable = document.getElementById("composer");

/** Open the form of a link "Comment" or "Reply"; where its module cannot be had, follow the link. */
async function comment(link, quotation = taken(link.closest(".row")), focus = true) {
  try {
    const { compose } = await import("./compose.js");
    compose(link, { quotation, focus });
  } catch (error) {
    console.error(error);
    if (focus) location.assign(link.href);
  }
}

/** The link that opens the form of a place, if it may be used now. */
function linkOf({ paragraph, parent }) {
  const holder = document.getElementById(parent ? `c-${parent}` : `p-${paragraph}`);
  const link = holder?.querySelector(parent ? ".reply" : ".tools .does-comment");
  return link && getComputedStyle(link).display !== "none" ? link : null;
}

/** A draft whose place takes nothing now is shown all the same; only the whole document knows that the place is gone. */
async function leftOver(place) {
  if (document.querySelector("main.alone")) return;
  const { showLeftover } = await import("./leftovers.js");
  showLeftover(place);
}

/** Where threads are folded, a press on one opens it. */
function startFolding() {
  const fold = document.getElementById("fold");
  document.addEventListener("click", (event) => fold?.checked && event.target.closest?.(".thread")?.classList.add("open"));
  fold?.addEventListener("change", () => {
    for (const thread of document.querySelectorAll(".thread.open")) thread.classList.remove("open");
  });
}

keepTimes();
if (composable) {
  startFolding();
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".tools .does-comment, .reply.does-reply");
    if (!link || !link.closest(".row") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    comment(link);
  });
  startQuotations();
  startSelection(comment);
  startOutline();
  startKeys({ comment, selectedRow: pickedRow });
  startLive();
  for (const place of places()) {
    const link = linkOf(place);
    if (link) comment(link, null, false);
    else leftOver(place);
  }
  const here = document.getElementById(document.querySelector("main").dataset.here);
  here?.classList.add("here");
}

// What a page does once it is there. Everything works before: this makes links into forms beside the text, and pages live.
// What no page needs before one presses a key, selects words or scrolls is fetched then.

import { places } from "./drafts.js";
import { reveal, startFolding } from "./fold.js";
import { startLive } from "./live.js";
import { startMenus } from "./menus.js";
import { startOutline } from "./outline.js";
import { startQuotations } from "./quotations.js";
import { keepTimes } from "./times.js";

const main = document.getElementById("main");
const composable = main?.matches(".room[data-document]"); // a page on which one comments
let selection = null, keys = null; // their modules, from the first use on

/** Open the form of a link "Comment" or "Reply"; where its module cannot be had, follow the link. */
async function comment(link, quotation = selection?.taken(link.closest(".row")), focus = true) {
  const before = scrollY;
  try {
    const { compose } = await import("./compose.js");
    reveal(link);
    await compose(link, { quotation: quotation ?? null, focus });
  } catch (error) {
    console.error(error);
    return focus && location.assign(link.href);
  }
  if (focus && !link.closest(".thread")) (await leaning()).writeBeside(link.closest(".row"), before);
}

async function leaning() {
  const lean = await import("./lean.js");
  lean.startLeaning();
  return lean;
}

/** The link that opens the form of a place, if it may be used now. */
function linkOf({ paragraph, parent }) {
  const holder = document.getElementById(parent ? `c-${parent}` : `p-${paragraph}`);
  const link = holder?.querySelector(parent ? ".reply" : ".tools .does-comment");
  return link && getComputedStyle(link).display !== "none" ? link : null;
}

/** A draft whose place takes nothing now is shown all the same; only the whole document knows that the place is gone. */
async function leftOver(place) {
  if (document.querySelector("main:is(.alone, .older)")) return;
  if ("partial" in main.dataset && !document.getElementById(`p-${place.paragraph}`)) return;
  const { showLeftover } = await import("./leftovers.js");
  showLeftover(place);
}

/** Signing in on the way loses the fragment of an address, and keeps the query. */
function arrive(place) {
  if (!place) return;
  reveal(place);
  place.scrollIntoView();
}

/** Open the forms of what one has typed and not posted; those of `rows` alone when a part has just come. */
function openDrafts(rows) {
  for (const place of places()) {
    if (rows && !rows.some((row) => row.id === `p-${place.paragraph}`)) continue;
    const link = linkOf(place);
    if (link) comment(link, null, false);
    else leftOver(place);
  }
}

/** Where all is folded to lines, a press on a thread opens it. */
function startLines() {
  const fold = document.getElementById("fold");
  document.addEventListener("click", (event) => fold?.checked && event.target.closest?.(".thread")?.classList.add("open"));
  fold?.addEventListener("change", () => {
    for (const thread of document.querySelectorAll(".thread.open")) thread.classList.remove("open");
  });
}

async function selecting() {
  if (getSelection().isCollapsed) return;
  document.removeEventListener("selectionchange", selecting);
  selection = await import("./selection.js");
  selection.startSelection(comment);
}

async function pressing(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog, .choosing")) return;
  keys ??= await import("./keys.js");
  keys.press(event, { comment, choose, selectedRow: () => selection?.pickedRow() });
}

/** Choose words of a paragraph without a pointer. */
async function choose(row) {
  document.removeEventListener("selectionchange", selecting);
  const { chooseWords } = await import("./choose.js");
  selection ??= await import("./selection.js");
  selection.startSelection(comment);
  chooseWords(row, comment);
}

async function find(event, link) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    await (await import("./finder.js")).openFinder(link);
  } catch (error) {
    console.error(error);
    location.assign(link.href);
  }
}

function clicked(event) {
  const link = event.target.closest?.(".tools .does-comment, .reply.does-reply");
  const chooser = event.target.closest?.("[data-choose]");
  const finder = event.target.closest?.("#search[data-form]");
  if (finder) find(event, finder);
  if (chooser) choose(chooser.closest(".row"));
  if (!link || !link.closest(".row") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  comment(link);
}

async function sent(event) {
  const form = event.target.closest?.(".comment form.does-endorse"), button = event.submitter;
  if (!form || !button || button.ariaDisabled === "true") return form && event.preventDefault();
  event.preventDefault();
  const { endorse } = await import("./endorsing.js");
  endorse(form, button);
}

keepTimes();
if (document.getElementById("unposted")) import("./unposted.js");
startMenus();
if (composable) {
  startFolding();
  startLines();
  document.addEventListener("click", clicked);
  document.addEventListener("submit", sent);
  document.addEventListener("selectionchange", selecting);
  document.addEventListener("keydown", pressing);
  addEventListener("scroll", leaning, { once: true });
  startQuotations();
  startOutline();
  startLive();
  openDrafts();
  document.addEventListener("commentspace:brought", ({ detail }) => openDrafts(detail.rows));
  if ("partial" in main.dataset) import("./parts.js").then(({ startParts }) => startParts());
  if ("newWord" in main.dataset) import("./marks.js").then(({ startMarks }) => startMarks());
  if ("filtered" in main.dataset) import("./sifted.js").then(({ startSifted }) => startSifted());
  if (main.dataset.at && !location.hash) arrive(document.getElementById(main.dataset.at));
  const here = document.getElementById(main.dataset.here);
  here?.classList.add("here");
}

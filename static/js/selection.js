// Selecting words of a paragraph offers to comment on just those, and to see when they came in. Fetched with the first selection.

import { firstPoints, indexIn, lastPoints, pointsBefore } from "./points.js";

const CONTEXT = 32; // code points kept before and after the words, to find them again when the text has changed
const MOST = 300; // code points of words that go into an address; of longer ones their places do
const button = document.getElementById("pick"), why = document.getElementById("why");
const coarse = matchMedia("(pointer: coarse)");
let picked = null, started = false;
let pressing = false; // on the button: some phones let go of the words before they press it

export function startSelection(comment) {
  if (!button || started) return;
  started = true;
  document.addEventListener("selectionchange", () => requestAnimationFrame(offer));
  for (const each of [button, why]) each?.addEventListener("pointerdown", (event) => {
    pressing = true;
    event.preventDefault(); // keeps the words selected
  });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(released));
  button.addEventListener("click", () => picked && comment(picked.link, taken()));
  offer();
}

function released() {
  if (!pressing) return;
  pressing = false;
  offer();
}

/** The quotation selected in the paragraph of `row`, once: it is let go. */
export function taken(row = null) {
  if (!picked || (row && picked.row !== row)) return null;
  const { quotation } = picked;
  getSelection().removeAllRanges();
  withdraw();
  return quotation;
}

/** The row in which words are selected, or null. */
export const pickedRow = () => picked?.row ?? null;

/** Offer what is selected now, if it may be commented on. */
export function offer() {
  if (pressing) return;
  const range = selected();
  const row = range?.text.closest(".row");
  const link = row?.querySelector(".tools .does-comment"), story = row?.querySelector(".tools .story");
  const comments = link && getComputedStyle(link).display !== "none";
  if (!comments && !(story && why)) return withdraw();
  const quotation = quotationOf(range.text, range.from, range.to);
  picked = comments ? { row, link, quotation } : null;
  button.hidden = !comments;
  if (why) why.hidden = !story;
  if (story && why) why.href = storyOf(story, quotation);
  place(getSelection().getRangeAt(0));
}

/** The address where it is told when these words came in. */
function storyOf(link, { exact, start, end }) {
  const asked = { from: start, to: end, ...([...exact].length <= MOST && { quote: exact }) };
  return `${link.href}?${new URLSearchParams(asked)}`;
}

/** The words selected, if they all stand in one paragraph; a triple click reaches into the next one, which is forgiven. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const texts = [...document.querySelectorAll("[data-text]")].filter((text) => range.intersectsNode(text));
  const inside = texts.map((text) => inText(range, text)).filter(Boolean);
  return inside.length === 1 ? inside[0] : null;
}

function inText(range, text) {
  const whole = text.textContent;
  let from = text.contains(range.startContainer) ? indexIn(text, range.startContainer, range.startOffset) : 0;
  let to = text.contains(range.endContainer) ? indexIn(text, range.endContainer, range.endOffset) : whole.length;
  while (from < to && /\s/.test(whole[from])) from += 1;
  while (to > from && /\s/.test(whole[to - 1])) to -= 1;
  return from < to ? { text, from, to } : null;
}

function quotationOf(element, from, to) {
  const text = element.textContent;
  return {
    exact: text.slice(from, to),
    prefix: lastPoints(text.slice(0, from), CONTEXT),
    suffix: firstPoints(text.slice(to), CONTEXT),
    start: pointsBefore(text, from),
    end: pointsBefore(text, to),
  };
}

function place(range) {
  if (coarse.matches) return; // at the foot of the screen, away from the system's own menu (components/pick.css)
  const lines = range.getClientRects();
  const line = lines[lines.length - 1];
  if (!line) return;
  let top = line.bottom + scrollY + 8;
  for (const each of [button, why]) {
    if (!each || each.hidden) continue;
    const left = Math.min(Math.max(8, line.right - each.offsetWidth / 2), innerWidth - each.offsetWidth - 8);
    each.style.setProperty("left", `${left + scrollX}px`);
    each.style.setProperty("top", `${top}px`);
    top += each.offsetHeight + 4;
  }
}

function withdraw() {
  picked = null;
  button.hidden = true;
  if (why) why.hidden = true;
}

// Words of a paragraph are chosen without a pointer: the arrow keys go from word to word, with Shift they take more, Enter or c
// comments on them, Escape leaves. Words are what Intl.Segmenter says, so that Chinese and Arabic have them too.

import { offer, taken } from "./selection.js";
import { rangeOf } from "./points.js";

const sign = document.getElementById("choosing");
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const news = document.getElementById("news");
let here = null; // {row, text, words, first, last, comment}: the words chosen are from number `first` to `last`, which moves

export function chooseWords(row, comment) {
  leave();
  const text = row.querySelector("[data-text]");
  const words = wordsOf(text);
  if (!words.length) return;
  here = { row, text, words, first: 0, last: 0, comment };
  row.classList.add("choosing");
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  sign.textContent = sign.dataset.words;
  sign.hidden = false;
  document.addEventListener("keydown", pressed);
  document.addEventListener("pointerdown", leave);
  row.addEventListener("focusout", leave);
  show();
}

function wordsOf(text) {
  const language = text.closest("[lang]").lang || undefined;
  const found = [...new Intl.Segmenter(language, { granularity: "word" }).segment(text.textContent)];
  return found.filter((each) => each.isWordLike).map(({ index, segment }) => ({ from: index, to: index + segment.length }));
}

function pressed(event) {
  const rightToLeft = RIGHT_TO_LEFT.test(here.text.textContent.match(/\p{L}/u)); // what the words are, whatever the paragraph says
  const steps = { ArrowRight: rightToLeft ? -1 : 1, ArrowLeft: rightToLeft ? 1 : -1, ArrowDown: 8, ArrowUp: -8, Home: -Infinity, End: Infinity };
  if (event.key in steps) go(steps[event.key], event.shiftKey);
  else if (event.key === "Enter" || event.key === "c") take();
  else if (event.key === "Escape") drop();
  else return;
  event.preventDefault();
}

function go(by, more) {
  here.last = Math.max(0, Math.min(here.last + by, here.words.length - 1));
  if (!more) here.first = here.last;
  show();
}

/** The words are selected as with a pointer, so that selection.js offers them; and they are said. */
function show() {
  const [from, to] = [Math.min(here.first, here.last), Math.max(here.first, here.last)];
  const range = rangeOf(here.text, here.words[from].from, here.words[to].to);
  if (!range) return;
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  news.textContent = range.toString();
  const { top, bottom } = range.getBoundingClientRect();
  if (top < 70 || bottom > innerHeight - 80) here.row.scrollIntoView({ block: "center" });
}

function take() {
  const { row, comment } = here;
  offer();
  leave();
  comment(row.querySelector(".tools .does-comment"), taken(row));
}

function drop() {
  leave();
  getSelection().removeAllRanges();
}

/** No more choosing; what is selected stays selected. */
function leave() {
  if (!here) return;
  const { row } = here;
  here = null;
  row.classList.remove("choosing");
  row.removeEventListener("focusout", leave);
  document.removeEventListener("keydown", pressed);
  document.removeEventListener("pointerdown", leave);
  sign.hidden = true;
  sign.textContent = "";
}

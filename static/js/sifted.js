// A page that shows some of the comments only: the words it was asked for are marked, and what comes in meanwhile is counted
// and not put in, as nobody here can tell whether it is wanted. Loaded only on such pages.

import "./finder.js";
import { missed } from "./apply.js";
import { rangeOf } from "./points.js";
import { sentence } from "./plural.js";

const UNSEEN = /[\u00ad\u034f\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const ALIKE = { "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "’": "'", "‘": "'", "ʼ": "'", "‑": "-", "–": "-", "ß": "ss", "ς": "σ" };
const found = globalThis.Highlight ? new Highlight() : null;
const main = document.getElementById("main");
const sign = document.getElementById("waiting");

export function startSifted() {
  document.addEventListener("commentspace:applied", wait);
  if (!found || !main.dataset.words) return;
  CSS.highlights.set("found", found);
  mark();
  for (const event of ["commentspace:applied", "commentspace:brought"]) document.addEventListener(event, mark);
}

function wait() {
  if (!sign || !missed.size) return;
  sign.firstElementChild.textContent = sentence(sign, missed.size);
  sign.hidden = false;
}

function mark() {
  const terms = JSON.parse(main.dataset.words);
  found.clear();
  for (const element of document.querySelectorAll("[data-text], .comment > .body")) {
    const { folded, places } = fold(element.textContent);
    for (const term of terms) {
      for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
        const range = rangeOf(element, places[at], places[at + term.length]);
        if (range) found.add(range);
      }
    }
  }
}

/** The text as commentspace/text/search.py folds it, and for each of its UTF-16 units where in `text` it came from. */
function fold(text) {
  let folded = "";
  const places = [];
  for (const { segment, index } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(text)) {
    const bare = same(segment);
    const plain = bare === " " && folded.endsWith(" ") ? "" : bare;
    folded += plain;
    for (let unit = 0; unit < plain.length; unit += 1) places.push(index);
  }
  places.push(text.length);
  return { folded, places };
}

function same(segment) {
  if (/^\s+$/.test(segment)) return " ";
  const apart = segment.toLowerCase().normalize("NFKD").replaceAll("и\u0306", "й");
  return [...apart.replace(MARKS, "").replace(UNSEEN, "")].map((letter) => ALIKE[letter] ?? letter).join("").normalize("NFC").toLowerCase();
}

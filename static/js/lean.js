// In the margin threads fall behind where there is more of them than of the text. When one has come to rest at a paragraph whose
// threads are far, or has gone to one by a link or a key, they are drawn up beside it, and those before them give way.

import { hold } from "./reading.js";

const RECENT = 1500; // milliseconds in which a scroll is of one's own doing: find-in-page scrolls too, and must find
const HEAD = 100; // pixels at the head of the window: the bar, and what ends just below it
const text = document.querySelector(".room:not(.alone) .text");
let at = null, lastMove = -Infinity, started = false;

export function startLeaning() {
  if (!text || started) return;
  started = true;
  for (const act of ["wheel", "touchmove", "keydown"]) addEventListener(act, () => (lastMove = performance.now()), { passive: true });
  addEventListener("scrollend", () => performance.now() - lastMove < RECENT && settle());
  addEventListener("hashchange", follow);
  addEventListener("resize", () => at && lean(at));
  document.addEventListener("focusin", ({ target }) => target.matches(".row, .comment") && lean(target.closest(".row")));
  document.addEventListener("commentspace:applied", again);
  follow();
}

/** What a link points to is shown beside its paragraph. */
function follow() {
  const target = document.getElementById(location.hash.slice(1));
  const row = target?.closest(".row");
  if (row && lean(row)) (target.matches(".threads") ? row : target).scrollIntoView({ block: "center", behavior: "instant" });
  else if (row && !beside(row)) settle(0); // a heading has nothing to show; what stands under it has
}

/** The form in which one begins to comment stands beside its paragraph, which stays where it was before. */
export function writeBeside(row, before) {
  if (!text || !lean(row, 1)) return;
  scrollTo({ top: before, behavior: "instant" });
  row.querySelector("comment-composer")?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** Who reads in the margin is left alone; else the first paragraph in view that has threads gets them beside it. */
function settle(least = innerHeight / 2) {
  if (text.querySelector(".threads:is(:hover, :focus-within)")) return;
  const row = [...text.querySelectorAll(".row")].find((each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return bottom > HEAD && top < innerHeight * 0.7 && each.lastElementChild.firstElementChild;
  });
  if (row && Math.abs(behind(row)) > least && lean(row)) appear(row.lastElementChild);
}

/** What has been drawn up comes softly, so that one sees that it has come. */
function appear(threads) {
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) threads.animate({ opacity: [0.2, 1] }, 250);
}

/** New comments before it move what leans: it is drawn up anew, and what one reads stays. */
function again() {
  if (!at) return;
  const putBack = hold();
  lean(at);
  putBack();
}

/** Draw the threads of `row` up beside it; false where nothing had to be done. */
function lean(row, least = innerHeight / 4) {
  release();
  const far = beside(row) ? behind(row) : 0;
  if (far < least) return false;
  at = row;
  for (const part of [row, row.parentNode]) part.classList.add("at");
  text.style.setProperty("--drawn", `${-far}px`);
  return true;
}

function release() {
  for (const part of text.querySelectorAll(".at")) part.classList.remove("at");
  text.style.removeProperty("--drawn");
  at = null;
}

const beside = (row) => getComputedStyle(row.lastElementChild).position === "absolute" && row.lastElementChild.firstElementChild;
const behind = (row) => row.lastElementChild.getBoundingClientRect().top - row.firstElementChild.getBoundingClientRect().top;

// Where there is much, the newest is shown and the rest stands back: many threads, many replies, long texts. Only when the page
// begins: what is shown is never folded by something that arrives. Find-in-page and links open what they look for.

import { sentence } from "./plural.js";

const THREADS = { most: 6, shown: 5 }, REPLIES = { most: 3, shown: 2 };
const LINES = 13; // of a text; css/components/fold.css says the same
const LETTERS = 250; // fewer stay within so many lines in any script
const BACK = "[hidden]:is(.thread, .comment)";
const [moreThreads, moreReplies, showAll] = ["more-threads", "more-replies", "show-all"].map((id) => document.getElementById(id));

export function startFolding() {
  const room = document.querySelector(".room:not(.alone, .all, [data-filtered])");
  if (!showAll || !room) return;
  foldIn(room);
  room.dataset.folds = "";
  reveal(target());
  document.addEventListener("beforematch", (event) => setTimeout(() => recount(event.target.parentNode)));
  document.addEventListener("click", pressed);
  addEventListener("hashchange", () => reveal(target()));
  document.addEventListener("commentspace:applied", afterwards);
  document.addEventListener("scroll", whereFound, true);
}

/** Fold what has just come into the page as a part of it. */
export function foldIn(root) {
  for (const threads of root.querySelectorAll(".threads")) fold(threads, ".thread", THREADS);
  for (const replies of root.querySelectorAll(".replies")) fold(replies, ".comment", REPLIES);
  shorten([...root.querySelectorAll(".comment")]);
}

/** Open what stands back with `node` in it, and all beside it. */
export function reveal(node) {
  for (let back = node?.closest(BACK); back; back = back.parentNode.closest(BACK)) show(back.parentNode);
}

function fold(holder, kind, { most, shown }) {
  const all = holder.querySelectorAll(`:scope > ${kind}`);
  if (all.length <= most) return;
  for (const one of [...all].slice(0, -shown)) one.setAttribute("hidden", "until-found");
  all[all.length - shown].before(button());
  recount(holder);
}

function show(holder) {
  const back = [...holder.querySelectorAll(`:scope > ${BACK}`)];
  for (const one of back) one.removeAttribute("hidden");
  recount(holder);
  shorten(back.flatMap((one) => (one.matches(".comment") ? [one] : [...one.querySelectorAll(".comment")])));
  return back[0];
}

/** The button says how many still stand back, and goes with the last of them. */
function recount(holder) {
  const opener = holder.querySelector(":scope > .unfold");
  const back = holder.querySelectorAll(`:scope > ${BACK}`).length;
  if (!opener) return;
  if (back) opener.textContent = sentence(holder.matches(".threads") ? moreThreads : moreReplies, back);
  else opener.remove();
  if (!holder.firstElementChild) holder.replaceChildren(); // :empty again
}

/** Long texts end after some lines. Only those that may be long are measured, and all before any is changed: measuring lays out. */
function shorten(comments) {
  const bodies = comments.map((one) => one.querySelector(":scope > .body")).filter((body) => body && mayBeLong(body) && !body.closest(BACK));
  const limit = bodies.length && LINES * parseFloat(getComputedStyle(bodies[0]).lineHeight) + 1;
  for (const body of bodies.filter((each) => each.scrollHeight > limit)) {
    if (body.parentNode.matches(".long, .whole")) continue;
    body.parentNode.classList.add("long");
    body.after(button(showAll.dataset.words));
  }
}

const mayBeLong = (body) => body.textContent.length > LETTERS || body.querySelectorAll("p, li, br, tr, pre").length > LINES / 2;

function pressed(event) {
  const opener = event.target.closest?.(".unfold");
  const link = event.target.closest?.("a[href*='#']");
  if (link?.pathname === location.pathname) reveal(document.getElementById(link.hash.slice(1)));
  if (!opener) return;
  const first = opener.parentNode.matches(".comment") ? whole(opener.parentNode) : show(opener.parentNode);
  if (first) first.tabIndex = -1;
  first?.focus({ preventScroll: true });
}

function whole(comment) {
  comment.classList.add("whole");
  comment.querySelector(":scope > .unfold")?.remove();
  return comment;
}

/** What stood back may be gone, or stand elsewhere now: a reply whose beginning is not shown begins a thread. */
function afterwards() {
  for (const first of document.querySelectorAll(`.thread > .comment[hidden]`)) first.removeAttribute("hidden");
  for (const opener of document.querySelectorAll(":is(.threads, .replies) > .unfold")) recount(opener.parentNode);
}

/** Find-in-page scrolls a shortened text to what it found: then the whole is shown. */
function whereFound({ target: body }) {
  if (!body.matches?.(".long > .body") || !body.scrollTop) return;
  whole(body.parentNode);
}

function button(text = "") {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "unfold", textContent: text });
  return made;
}

const target = () => document.getElementById(location.hash.slice(1));

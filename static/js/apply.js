// What the server sends is put into the page so that it becomes what a fresh page would be. Applying twice is harmless;
// what one types, reads or has focused stays where it is.

import { hold } from "./reading.js";
import { showTimes } from "./times.js";
import { element } from "./trusted.js";

export { hold };

const still = matchMedia("(prefers-reduced-motion: reduce)");
const applied = new WeakMap(); // article or other element -> the HTML that it was made from
const sifted = document.querySelector("main[data-filtered]")?.dataset.filtered; // when a page of some comments was made

/** The comments that have come since, on a page of some of them: they are not put in, as they may not be wanted there. */
export const missed = new Set();

/** Apply the parts of one frame; returns how many comments are new on this page. */
export async function apply(parts) {
  const putBack = hold();
  let added = 0;
  for (const part of parts) {
    if (part.gone) remove(part.gone);
    else if (part.row) row(part);
    else if (part.replace) await renew(document.getElementById(part.replace), part.html);
    else if (await comment(part)) added += 1;
  }
  putBack();
  return added;
}

async function comment(part) {
  const there = document.getElementById(`c-${part.comment}`);
  if (there) {
    await renew(there, part.html);
    move(document.getElementById(`c-${part.comment}`), part);
    return false;
  }
  if (sifted && !isOwn(part)) return miss(part);
  if (!document.getElementById(`p-${part.paragraph}-threads`)) return false; // its paragraph is not on this page
  const article = element(part.html);
  applied.set(article, part.html);
  showTimes(article);
  article.classList.add("arrived");
  article.addEventListener("animationend", () => article.classList.remove("arrived"), { once: true });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) article.classList.remove("arrived");
  place(article, part);
  return true;
}

function miss(part) {
  if (element(part.html).dataset.at > sifted) missed.add(part.comment);
  return false;
}

/** What one is posting oneself stands where one has written it. */
const isOwn = (part) => [...document.querySelectorAll("comment-composer")].some((each) => each.sending && each.place.paragraph === part.paragraph);

/** Put a comment into its thread, and the thread among those of its paragraph. */
function place(article, part) {
  const threads = document.getElementById(`p-${part.paragraph}-threads`);
  const thread = document.getElementById(`t-${part.thread}`) ?? newThread(part.thread);
  if (part.comment === part.thread) thread.prepend(article);
  else insert(thread.querySelector(":scope > .replies"), article);
  insert(threads, thread);
}

/**
 * An answer stands alone while what it answers is hidden from its reader, and goes back afterwards. Where a moderator has
 * said that it belongs elsewhere, it goes there with its thread; off the page where that paragraph is not on it.
 */
function move(article, part) {
  const before = article?.closest(".thread"), threads = before?.parentNode;
  const there = document.getElementById(`p-${part.paragraph}-threads`);
  if (!before || (before.id === `t-${part.thread}` && threads === there)) return;
  if (!there) return remove(part.comment);
  place(article, part);
  if (!before.querySelector("[data-comment]")) before.replaceWith(...before.querySelectorAll("comment-composer"));
  tidy(threads);
}

/** A paragraph that was taken out has a row only where comments on it are seen. */
function row({ row, after, html }) {
  if (document.getElementById(row)) return;
  const before = after.split(" ").map((id) => document.getElementById(id)).find(Boolean);
  const first = !after.split(" ").some((id) => id) && !document.querySelector(".edge") ? document.querySelector(".stretch") : null;
  if (before) before.after(element(html));
  else first?.prepend(element(html));
}

/** Change an element into what `html` says; a comment keeps its nodes. */
async function renew(there, html) {
  if (!there || applied.get(there) === html) return false;
  const fresh = element(html);
  showTimes(fresh);
  applied.set(fresh, html);
  const plain = !there.matches("[data-comment]") && !there.contains(document.activeElement);
  if (plain) there.replaceWith(fresh); // a number, a line about the review: nobody is in it
  else await morph(there, fresh, html);
  return false;
}

async function morph(there, fresh, html) {
  const { Idiomorph } = await import("../vendor/idiomorph/idiomorph.esm.js");
  const isTyping = !document.activeElement?.matches("a, button"); // what one types stays; what one pressed gets its new words
  Idiomorph.morph(there, fresh, { morphStyle: "outerHTML", ignoreActiveValue: isTyping, callbacks: { beforeNodeRemoved: keepComposers, beforeAttributeUpdated: keepFolds } });
  applied.set(document.getElementById(there.id) ?? there, html);
}

const keepComposers = (node) => node.localName !== "comment-composer";
const keepFolds = (name, node) => name !== "hidden" || !node.matches(".comment"); // what stands back (fold.js) stays there

function newThread(uid) {
  const thread = document.createElement("section");
  thread.className = "thread";
  thread.id = `t-${uid}`;
  const replies = document.createElement("div");
  replies.className = "replies";
  thread.append(replies);
  return thread;
}

/** Put a comment or thread into its place in the order of time; one that is there already is not touched. */
function insert(holder, node) {
  const at = timeOf(node);
  const others = [...holder.children].filter((child) => child !== node && timeOf(child));
  const next = others.find((other) => timeOf(other) > at);
  const first = holder.matches(".replies") ? holder.firstChild : null; // a form that is open comes after replies, before threads
  const place = next ?? (others.length ? others.at(-1).nextSibling : first);
  if (node.parentNode === holder && (node === place || node.nextElementSibling === (next ?? null))) return;
  if (node.isConnected && holder.moveBefore) holder.moveBefore(node, place); // keeps the focus, where the browser can
  else holder.insertBefore(node, place);
}

const timeOf = (node) => node.dataset.at ?? node.querySelector?.("[data-at]")?.dataset.at;

/** A comment goes; its thread too when nothing is left in it but what is being typed, which moves out of it. */
function remove(uid) {
  const article = document.getElementById(`c-${uid}`);
  const thread = article?.closest(".thread");
  if (!thread) return;
  article.remove();
  const threads = thread.parentNode;
  if (thread.querySelector("[data-comment]")) return void insert(threads, thread); // its first comment may be another now
  thread.replaceWith(...thread.querySelectorAll("comment-composer"));
  tidy(threads);
}

/** What holds nothing holds no white space either, so that it is :empty and takes no room. */
function tidy(threads) {
  if (threads.firstElementChild) return;
  threads.replaceChildren();
  threads.closest(".row.taken-out")?.remove();
}

// A long document comes in parts: as one nears the edge of what is here, the next part is put in, and what one reads stays.
// Loaded only on pages that are not the whole document.

import { hold } from "./reading.js";
import { foldIn } from "./fold.js";
import { bring } from "./live.js";
import { showTimes } from "./times.js";
import { element } from "./trusted.js";

const MARK = /^([pc]-[a-z2-7]{16})(-threads|-count)?$/;
const near = new IntersectionObserver(come, { rootMargin: "600px 0px 1500px" });

export function startParts() {
  watch(document);
  goTo(location.hash);
  addEventListener("hashchange", () => goTo(location.hash));
  document.addEventListener("click", stay);
}

function watch(root) {
  for (const edge of root.querySelectorAll(".edge[data-part]")) near.observe(edge);
}

function come(entries) {
  for (const { target, isIntersecting } of entries) if (isIntersecting) load(target);
}

/** Put the part in the place of its edge. Where it cannot be had, the edge stays a link to a page that shows it. */
async function load(edge) {
  near.unobserve(edge);
  edge.setAttribute("aria-busy", "true");
  try {
    await bring(() => ask(edge.dataset.part), ({ html }) => put(edge, element(html)));
  } catch (error) {
    console.error(error);
    edge.removeAttribute("aria-busy");
  }
}

async function ask(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} for a part`);
  return answer.json();
}

function put(edge, part) {
  const main = document.getElementById("main");
  const rows = [...part.querySelectorAll(".row")].filter((row) => !document.getElementById(row.id));
  for (const row of part.querySelectorAll(".row")) if (!rows.includes(row)) row.remove(); // it is there already
  if (part.dataset.new) main.dataset.new = `${main.dataset.new ?? ""} ${part.dataset.new}`.trim();
  showTimes(part);
  const putBack = hold();
  const came = [...part.children];
  edge.replaceWith(...came);
  if (document.querySelector(".room[data-folds]")) for (const each of came) foldIn(each);
  putBack();
  for (const each of came) if (each.matches(".edge")) near.observe(each);
  document.dispatchEvent(new CustomEvent("commentspace:brought", { detail: { rows } }));
}

/** Old links say only the fragment; what it names may be elsewhere in the document. */
function goTo(hash) {
  const mark = MARK.exec(hash.slice(1))?.[1];
  if (!mark || document.getElementById(mark) || new URLSearchParams(location.search).get("at") === mark) return;
  location.replace(`${location.pathname}?at=${mark}#${mark}`);
}

/** A link that leads to another page for what has come to stand on this one. */
function stay(event) {
  const link = event.target.closest?.("a[href*='?at=']");
  if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!document.getElementById(link.hash.slice(1))) return;
  event.preventDefault();
  if (location.hash === link.hash) document.getElementById(link.hash.slice(1)).scrollIntoView();
  else location.hash = link.hash;
}

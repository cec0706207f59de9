// Who else has the document open, in one quiet line with the list behind it. Loaded when the server first tells of somebody.

import { sentence } from "./plural.js";

const MOST = 12;
const PATIENCE = 3_000; // milliseconds after a break in which the server may tell anew
const holder = document.getElementById("readers");
const details = holder?.querySelector("details");
const own = document.getElementById("main")?.dataset.person;

let clearing = 0;

/** Show what the server says: {count, names?}, where `count` leaves oneself out and `names` does not. */
export function showReaders({ count, names }) {
  clearTimeout(clearing);
  clearing = 0;
  if (!holder) return;
  const others = (names ?? []).filter((each) => each.uid !== own).slice(0, MOST);
  if (!others.length) details.open = false;
  holder.classList.toggle("nobody", !count);
  details.hidden = !others.length;
  line(count, others);
  list(count - others.length, others);
}

/** While there is no connection nobody knows who reads. */
document.addEventListener("commentspace:lost", () => {
  clearing ||= setTimeout(showReaders, PATIENCE, { count: 0 });
});

function line(count, others) {
  const kind = !others.length ? "counted" : count === 1 ? "one" : count === 2 && others.length === 2 ? "two" : "many";
  for (const place of holder.querySelectorAll("[data-kind]")) {
    place.hidden = place.dataset.kind !== kind;
    place.textContent = "";
  }
  const place = holder.querySelector(`[data-kind=${kind}]`);
  const words = place.dataset.words ?? sentence(place, kind === "many" ? count - 1 : count);
  place.append(...parted(words, others));
}

/** The words with each name in an element of its own, so that it keeps its direction. */
function parted(words, [first, second]) {
  const names = { "%(name)s": first, "%(other)s": second };
  return words.split(/(%\(\w+\)s)/).map((part) => (names[part] ? made("bdi", names[part].name) : part));
}

function list(more, others) {
  const items = others.map(({ name, affiliation }) => {
    const item = made("li", "");
    item.append(made("bdi", name), affiliation ? " " : "", made("bdi", affiliation, "facts"));
    return item;
  });
  const all = holder.querySelector("ul");
  if (more > 0 && others.length) items.push(made("li", sentence(all, more), "facts"));
  all.replaceChildren(...items);
}

function made(name, words, kind = "") {
  const element = document.createElement(name);
  element.textContent = words;
  if (kind) element.className = kind;
  return element;
}

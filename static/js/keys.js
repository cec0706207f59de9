// The reading room by keyboard: n p between paragraphs, j k between comments, c comments, r replies, w chooses words, ? explains.
// Fetched with the first key that is pressed outside a form.

const dialog = document.getElementById("keys");
const tick = dialog?.querySelector("[data-keys-on]");
const OFF = "commentspace:keys-off";

if (tick) {
  tick.checked = !isOff();
  tick.addEventListener("change", () => remember(!tick.checked));
}

/** Do what the key means; `comment` opens a form by its link, `choose` chooses words in a row. */
export function press(event, { comment, choose, selectedRow }) {
  if (!dialog) return;
  if (event.key === "?") return dialog.showModal();
  if (isOff()) return;
  if (event.key === "n" || event.key === "p") step(".row", event.key === "n");
  else if (event.key === "j" || event.key === "k") step(".comment", event.key === "j");
  else if (event.key === "c") begin(selectedRow() ?? near(".row"), ".tools .does-comment", comment);
  else if (event.key === "r") begin(near(".comment"), ".reply", comment);
  else if (event.key === "w") begin(near(".row"), ".tools .does-comment", (link) => choose(link.closest(".row")));
  else if (event.key === "/") find();
  else return;
  event.preventDefault();
}

function begin(holder, link, open) {
  const found = holder?.querySelector(link);
  if (found && getComputedStyle(found).display !== "none") open(found);
}

/** Go to the search of the page: its field, or the link that leads to it. */
function find() {
  const search = document.getElementById("search");
  if (search?.matches("a")) search.click();
  else search?.focus();
}

/** The one that has the focus, or the first that can be seen. */
function near(kind) {
  const focused = document.activeElement.closest(kind);
  return focused ?? all(kind).find((each) => each.getBoundingClientRect().bottom > 100);
}

function step(kind, forward) {
  const each = all(kind);
  const focused = document.activeElement.closest(kind);
  const from = focused ? each.indexOf(focused) + (forward ? 1 : -1) : each.indexOf(near(kind));
  const next = each[Math.max(0, Math.min(from, each.length - 1))];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

/** What stands back (fold.js) is passed over. */
const all = (kind) => [...document.querySelectorAll(kind)].filter((each) => !each.closest("[hidden]"));

function isOff() {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
}

function remember(off) {
  try {
    localStorage.setItem(OFF, off ? "yes" : "no");
  } catch {
    // a browser that keeps nothing asks again next time
  }
}

// The reading room by keyboard: n p between paragraphs, j k between comments, c comments, r replies, ? explains.

const dialog = document.getElementById("keys");
const OFF = "commentspace:keys-off";

export function startKeys({ comment, selectedRow }) {
  if (!dialog) return;
  const tick = dialog.querySelector("[data-keys-on]");
  tick.checked = !isOff();
  tick.addEventListener("change", () => remember(!tick.checked));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    if (event.key === "?") return dialog.showModal();
    if (isOff()) return;
    if (event.key === "n" || event.key === "p") step(".row", event.key === "n");
    else if (event.key === "j" || event.key === "k") step(".comment", event.key === "j");
    else if (event.key === "c") begin(selectedRow() ?? near(".row"), ".tools .does-comment");
    else if (event.key === "r") begin(near(".comment"), ".reply");
    else return;
    event.preventDefault();
  });

  function begin(holder, link) {
    const found = holder?.querySelector(link);
    if (found && getComputedStyle(found).display !== "none") comment(found);
  }
}

/** The one that has the focus, or the first that can be seen. */
function near(kind) {
  const focused = document.activeElement.closest(kind);
  return focused ?? [...document.querySelectorAll(kind)].find((each) => each.getBoundingClientRect().top > 60);
}

function step(kind, forward) {
  const all = [...document.querySelectorAll(kind)];
  const focused = document.activeElement.closest(kind);
  const from = focused ? all.indexOf(focused) + (forward ? 1 : -1) : all.indexOf(near(kind));
  const next = all[Math.max(0, Math.min(from, all.length - 1))];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

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

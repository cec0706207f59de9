// Going through an alignment by keys: n and p from one link to the next, y says yes to the one at hand.

const links = () => [...document.querySelectorAll(".tie")];
const at = () => document.activeElement?.closest(".tie") ?? document.querySelector(".tie:target");

function go(by) {
  const all = links(), here = all.indexOf(at());
  const next = here < 0 ? (by > 0 ? all[0] : all.at(-1)) : all[here + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
  return next;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select")) return;
  const done = { n: () => go(1), p: () => go(-1), y: () => yes() }[event.key]?.();
  if (done) event.preventDefault();
});

function yes() {
  const button = at()?.querySelector("button[value=confirm]");
  button?.click();
  return button;
}

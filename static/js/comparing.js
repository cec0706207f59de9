// Comparing revisions: n and p step through the changes, and another shape opens at the place one has come to.

const changes = () => [...document.querySelectorAll(".compared.change")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea") || isOff()) return;
  if (event.key !== "n" && event.key !== "p") return;
  step(event.key === "n");
  event.preventDefault();
});

for (const link of document.querySelectorAll("[data-shape]")) {
  link.addEventListener("click", () => {
    const here = [...document.querySelectorAll(".compared[id]")].find((each) => each.getBoundingClientRect().bottom > 80 && each.offsetParent);
    if (!here || scrollY < 200) return;
    const address = new URL(link.href);
    address.searchParams.set("at", here.id);
    address.hash = here.id;
    link.href = address;
  });
}

/** To the next change or the one before; from the last one of this part to the part beyond it. */
function step(forward) {
  const all = changes();
  const focused = all.indexOf(document.activeElement?.closest(".compared.change"));
  const near = all.findIndex((each) => each.getBoundingClientRect().bottom > 100);
  const at = focused >= 0 ? focused + (forward ? 1 : -1) : forward ? near : near < 0 ? all.length - 1 : near - 1;
  const next = all[at];
  if (!next || (forward && at < 0)) return document.querySelector(`.more-part [rel="${forward ? "next" : "prev"}"]`)?.click();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function isOff() {
  try {
    return localStorage.getItem("commentspace:keys-off") === "yes";
  } catch {
    return false;
  }
}

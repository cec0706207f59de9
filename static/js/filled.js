// Deciding about the rows of a filled file by keys: a digit chooses a place, 0 leaves the row out, Enter goes on.

const rows = () => [...document.querySelectorAll(".row-of-file:has(input[type=radio])")];

function go(row) {
  const radio = row?.querySelector("input[type=radio]:checked") ?? row?.querySelector("input[type=radio]");
  radio?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "center" });
}

function choose(row, digit) {
  const radios = [...row.querySelectorAll("input[type=radio]")];
  const chosen = digit === 0 ? radios.at(-1) : radios.slice(0, -1)[digit - 1];
  if (!chosen) return false;
  chosen.checked = true;
  chosen.focus({ preventScroll: true });
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const at = event.target.closest?.(".row-of-file");
  if (event.key === "Enter" && event.target.matches?.("input[type=search]")) {
    event.preventDefault(); // else the first button of the form would be pressed
    at?.querySelector(".search button")?.click();
    return;
  }
  if (event.target.matches?.("input:not([type=radio]), textarea, button, a, summary")) return;
  if (event.key === "Enter" && event.target.matches?.("input[type=radio]")) {
    event.preventDefault();
    const all = rows(), next = all[all.indexOf(at) + 1];
    if (next) go(next);
    else document.querySelector(".filled .keep button")?.focus();
  } else if (/^[0-9]$/.test(event.key)) {
    if (choose(at ?? rows()[0], Number(event.key))) event.preventDefault();
  }
});

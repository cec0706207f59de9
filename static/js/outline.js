// The outline shows where one is reading, and how many comments each part has.

const links = new Map([...document.querySelectorAll(".outline ol a")].map((link) => [link.hash, link]));

export function startOutline() {
  if (!links.size) return;
  countParts();
  document.addEventListener("commentspace:applied", countParts);
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) mark(entry.target);
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const paragraph of document.querySelectorAll(".paragraph")) seen.observe(paragraph);
  document.addEventListener("commentspace:brought", ({ detail }) => detail.rows.forEach((row) => seen.observe(row.firstElementChild)));
}

/** Each row with the link to the part that it stands in; none before the first heading. */
function* rowsOfParts() {
  let link = null;
  for (const row of document.querySelectorAll(".row")) {
    link = links.get(`#${row.id}`) ?? link;
    yield [row, link];
  }
}

function countParts() {
  if ("partial" in document.getElementById("main").dataset) return; // what is not here cannot be counted here
  const counts = new Map();
  for (const [row, link] of rowsOfParts()) {
    counts.set(link, (counts.get(link) ?? 0) + row.querySelectorAll(".comment:not(.withdrawn)").length);
  }
  for (const link of links.values()) link.setAttribute("data-count", counts.get(link) || "");
}

function mark(paragraph) {
  const here = paragraph.closest(".row");
  const [, part] = [...rowsOfParts()].find(([row]) => row === here);
  for (const link of links.values()) {
    if (link === part) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

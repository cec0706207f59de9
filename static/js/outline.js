// The outline shows where one is reading, and how many comments each part has.

const links = [...document.querySelectorAll(".outline ol a")];

export function startOutline() {
  if (!links.length) return;
  countParts();
  document.addEventListener("commentspace:applied", countParts);
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) mark(entry.target);
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const row of document.querySelectorAll(".row")) seen.observe(row);
}

function countParts() {
  let link = null;
  const counts = new Map(links.map((each) => [each, 0]));
  for (const row of document.querySelectorAll(".row")) {
    link = links.find((each) => each.hash === `#${row.id}`) ?? link;
    if (link) counts.set(link, counts.get(link) + row.querySelectorAll(".comment:not(.withdrawn)").length);
  }
  for (const [each, count] of counts) each.setAttribute("data-count", count || "");
}

function mark(row) {
  let part = row;
  while (part && !links.some((link) => link.hash === `#${part.id}`)) part = part.previousElementSibling;
  for (const link of links) {
    if (part && link.hash === `#${part.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

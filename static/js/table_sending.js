// What is sent from the table's rows, and what comes back: rows as they are now, and how far the answering has come.

import { sentence } from "./plural.js";
import { keepStill } from "./table_place.js";
import { showTimes } from "./times.js";
import { element } from "./trusted.js";

const table = document.getElementById("table");

/** Post to …/table/ACT; returns {ok, status, said}, with what came already in the page. Without a connection `said` is null. */
export async function send(act, fields) {
  const body = new URLSearchParams(fields);
  try {
    const answer = await fetch(`${table.dataset.base}/${act}${table.dataset.query}`, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (said.html !== undefined) put(said);
    return { ok: answer.ok, status: answer.status, said };
  } catch (error) {
    console.error(error);
    return { ok: false, status: 0, said: null };
  }
}

/** Put rows in the place of their older states; what stands below one stays, and so does what is ticked or open. */
export function put({ html, progress, lacking, gone = [] }) {
  const fresh = element(`<table>${html}</table>`);
  showTimes(fresh);
  keepStill(table, () => {
    for (const row of [...fresh.querySelectorAll("tr.line")]) replace(document.getElementById(row.id), row);
  });
  for (const uid of gone) document.getElementById(`r-${uid}`)?.classList.add("gone");
  if (progress) document.getElementById("how-far")?.replaceWith(element(progress));
  if (lacking !== undefined) say(document.getElementById("lacking"), lacking);
}

/** The row that names the group of this one, where it is in the page. */
export function headerOf(row) {
  let above = row.previousElementSibling;
  while (above && !above.matches(".group")) above = above.previousElementSibling;
  return above;
}

const say = (place, number) => {
  place.textContent = sentence(document.getElementById("lacking"), number);
};

/** How many of its group lack an answer, when one more or one less does. */
function count(row, more) {
  const place = more && headerOf(row)?.querySelector("[data-lacking]");
  if (!place) return;
  place.dataset.lacking = Number(place.dataset.lacking) + more;
  say(place, Number(place.dataset.lacking));
}

function replace(old, row) {
  if (!old) return;
  const had = document.activeElement === old, box = row.querySelector("[name=pick]");
  row.dataset.at = old.dataset.at;
  box.checked = old.querySelector("[name=pick]").checked;
  for (const name of ["open", "at"]) row.classList.toggle(name, old.classList.contains(name));
  const changed = old.dataset.seen !== row.dataset.seen;
  old.replaceWith(row);
  count(row, Number("lacks" in row.dataset) - Number("lacks" in old.dataset));
  if (had) {
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  }
  if (changed) row.dispatchEvent(new CustomEvent("commentspace:answered", { bubbles: true }));
}

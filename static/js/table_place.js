// The row one is at stands in the address, so that a page that is loaded anew, gone back to or come back to begins there.

export const PICKED = "commentspace:picked";
const SETTLED = 400; // milliseconds on a row, as browsers take few changes of the address in a time
const AT_START = 40; // rows that are there without a place being named

let timer = 0;

/** Change something; what one looks at stays where it is on the screen. */
export function keepStill(table, change) {
  const row = [...table.querySelectorAll("tr.line")].find((each) => each.getBoundingClientRect().bottom > 0);
  const name = row?.id, before = row?.getBoundingClientRect().top;
  change();
  const now = name && document.getElementById(name);
  if (now) scrollBy(0, now.getBoundingClientRect().top - before);
}

/** Remember this row, once one stays at it. */
export function remember(table, row) {
  clearTimeout(timer);
  timer = setTimeout(() => write(table, row), SETTLED);
}

/** The row that the address names, if it is here; the browser shall not look for another place. */
export function remembered() {
  const row = document.getElementById(`r-${at()}`);
  if (row) history.scrollRestoration = "manual";
  return row;
}

const at = () => new URL(location.href).searchParams.get("at") ?? "";

/** Acts lead back to where one is: what is sent goes with the query of the address. */
export function sendAlong(table, form, row) {
  clearTimeout(timer);
  if (row) write(table, row);
  form.action = `${table.dataset.base}/look${location.search}`;
}

/** Who comes back to this place finds chosen what was. */
export function keepPicked(picked) {
  try {
    sessionStorage.setItem(PICKED, JSON.stringify([at(), [...picked]]));
  } catch {
    // then it is chosen anew
  }
}

/** What was chosen when one left this place, if nothing was done with it. */
export function wasPicked() {
  try {
    const [place, picked] = JSON.parse(sessionStorage.getItem(PICKED) ?? "[null, []]");
    sessionStorage.removeItem(PICKED);
    return place === at() ? picked : [];
  } catch {
    return [];
  }
}

function write(table, row) {
  if (!row.isConnected) return;
  const address = new URL(location.href), rows = [...table.querySelectorAll("tr.line")], here = rows.indexOf(row);
  const goesOn = table.querySelector(".edge[rel=prev]:not([hidden])");
  address.searchParams.set("at", row.dataset.line);
  if (here > AT_START || (goesOn && here > 0)) {
    address.searchParams.delete("before");
    address.searchParams.set("after", rows[here - 1].dataset.at);
  } else if (!goesOn) {
    for (const name of ["before", "after"]) address.searchParams.delete(name);
  }
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

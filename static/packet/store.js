// One's own comments: in memory, in this browser where it keeps anything, and in the page, so that whatever saves the page saves them.

const { form, document: draft, revision, symbol } = document.body.dataset;
const place = `commentspace-packet-${draft}`;
const holder = document.getElementById("notes");
let notes = new Map(), gone = new Set(), isKept = true, isSaved = true;

/** What was written before: in the file and in this browser; of two states of a comment the later one. */
export function load() {
  for (const found of [holder.textContent, stored()]) {
    const said = parsed(found);
    for (const name of said.gone ?? []) gone.add(name);
    for (const note of said.comments ?? []) {
      const known = notes.get(note.name);
      if (!known || String(known.changed) < String(note.changed)) notes.set(note.name, note);
    }
  }
  for (const name of gone) notes.delete(name);
  keep();
  isSaved = true;
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function stored() {
  try {
    return localStorage.getItem(place) ?? "{}";
  } catch {
    isKept = false;
    return "{}";
  }
}

/** All that is to be sent, as the reader of such files takes it. */
export function text() {
  const comments = written();
  return JSON.stringify({ form, document: draft, revision, symbol, comments, gone: [...gone] }, null, 1);
}

function keep() {
  const said = text();
  holder.textContent = said.replaceAll("<", "\\u003c");
  try {
    localStorage.setItem(place, said);
    isKept = true;
  } catch {
    isKept = false;
  }
  document.dispatchEvent(new Event("packet:changed"));
}

export const written = () => [...notes.values()];
export const waiting = () => written().filter((note) => !note.sent);
export const kept = () => isKept;
export const safe = () => isKept || isSaved;
export const saved = () => void (isSaved = true);
export const noteOf = (name) => notes.get(name);

export function put(note) {
  notes.set(note.name, { ...note, changed: new Date().toISOString() });
  isSaved = false;
  keep();
}

export function drop(name) {
  notes.delete(name);
  gone.add(name);
  isSaved = false;
  keep();
}

/** A name that no other comment of anybody has. */
export const newName = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (each) => each.toString(16).padStart(2, "0")).join("");

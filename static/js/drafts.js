// What one has typed and not yet posted is kept in the browser, for one person, document, paragraph and parent.

const main = document.getElementById("main");
const prefix = `commentspace:draft:${main?.dataset.person}:${main?.dataset.document}:`;

const nameOf = (place) => `${prefix}${place.paragraph}:${place.parent}`;

/** The draft kept for a place ({paragraph, parent}), or null. */
export function kept(place) {
  try {
    return JSON.parse(localStorage.getItem(nameOf(place)));
  } catch {
    return null;
  }
}

/** Keep `draft`, or forget what was kept when it is null. A browser that keeps nothing is no reason to fail. */
export function keep(place, draft) {
  try {
    if (draft) localStorage.setItem(nameOf(place), JSON.stringify(draft));
    else localStorage.removeItem(nameOf(place));
  } catch {
    // private windows and full disks: the text is still in the form
  }
}

/** The places of all drafts kept for this person and document. */
export function places() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length).split(":"))
      .map(([paragraph, parent]) => ({ paragraph, parent }));
  } catch {
    return [];
  }
}

/** A new idempotency key: 80 random bits in 16 characters of base32, as the server's own. */
export function newKey() {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % 32]).join("");
}

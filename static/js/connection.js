// Says quietly that the connection is lost, and when it is there again what has come meanwhile. A break that is over
// within two seconds is nobody's business.

import { filled, sentence } from "./plural.js";

const PATIENCE = 2_000, STAYS = 6_000; // milliseconds
const sign = document.getElementById("lost");

let timer = 0, hiding = 0, isSaid = false;

/** There is no connection; said once, after a while. */
export function lost() {
  document.dispatchEvent(new CustomEvent("commentspace:lost"));
  if (isSaid || timer) return;
  timer = setTimeout(() => {
    isSaid = true;
    clearTimeout(hiding);
    const writing = document.querySelector("comment-composer, form.write");
    say(writing ? sign.dataset.writing : sign.dataset.words);
  }, PATIENCE);
}

/** The page is up to date again, with `added` comments; returns whether that was said here. */
export function found(added) {
  clearTimeout(timer);
  timer = 0;
  if (!isSaid) return false;
  isSaid = false;
  say(added ? filled(sign.dataset.news, { news: sentence(document.getElementById("news"), added) }) : sign.dataset.again);
  hiding = setTimeout(say, STAYS, "");
  return true;
}

/** There is something weightier to be said than that the connection is lost or back. */
export function silence() {
  clearTimeout(timer);
  clearTimeout(hiding);
  timer = 0;
  isSaid = false;
  say("");
}

/** The sign stays in the page when it is empty, so that screen readers hear what comes into it. */
function say(words) {
  sign.textContent = words;
}

// What one has typed at a place that takes nothing any more (the review has closed, the comment was held back or
// withdrawn) is shown to be read and copied, until one says that it may be forgotten.

import { keep, kept } from "./drafts.js";
import { form } from "./fragment.js";

/** Show the draft kept for `place` ({paragraph, parent}) at its paragraph; above the text where that is gone too. */
export async function showLeftover(place) {
  const draft = kept(place);
  const words = [draft?.body, draft?.proposal].filter((each) => each?.trim()).join("\n\n");
  if (!words) return;
  const shown = await form("leftover");
  shown.querySelector("textarea").value = words;
  const threads = document.getElementById(`p-${place.paragraph}-threads`);
  const holder = threads ?? document.querySelector("main .text");
  shown.querySelector("button").addEventListener("click", () => {
    keep(place, null);
    shown.remove();
    if (!threads?.firstElementChild) threads?.replaceChildren(); // :empty again
  });
  holder.prepend(shown);
}

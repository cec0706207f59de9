// Opening the form of a link "Comment" or "Reply" beside what it answers.

import "./composer.js";
import { form } from "./fragment.js";
import { readOn } from "./revised.js";

/** Open the form of `link`; one that is open already is only focused, and given the words selected since. */
export async function compose(link, { quotation = null, focus = true } = {}) {
  const row = link.closest(".row");
  const article = link.closest("[data-comment]");
  const place = { paragraph: row.id.slice(2), parent: article?.dataset.comment ?? "" };
  const there = () => [...row.querySelectorAll("comment-composer")].find((open) => open.place.parent === place.parent);
  const fresh = there() ? null : await form("composer");
  let composer = there(); // a second press may have opened it while the form was coming
  if (composer && quotation) readOn(composer, "");
  if (composer && quotation) composer.quote(quotation);
  if (!composer) {
    composer = fresh;
    put(composer, row, article);
    composer.begin(place, link.href, quotation, link);
  }
  if (focus) composer.form.elements.body.focus();
}

function put(composer, row, article) {
  const thread = article?.closest(".thread");
  if (thread) thread.querySelector(".replies").append(composer);
  else row.querySelector(".threads").prepend(composer); // beside its paragraph, not below long threads
}

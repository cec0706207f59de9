// Opening the form of a link "Comment" or "Reply" beside what it answers.

import "./composer.js";

/** Open the form of `link`; one that is open already is only focused, and given the words selected since. */
export function compose(link, { quotation = null, focus = true } = {}) {
  const row = link.closest(".row");
  const article = link.closest("[data-comment]");
  const holder = article ? article.closest(".thread").querySelector(".replies") : row.querySelector(".threads");
  const place = { paragraph: row.id.slice(2), parent: article?.dataset.comment ?? "" };
  let composer = [...row.querySelectorAll("comment-composer")].find((open) => open.place.parent === place.parent);
  if (composer && quotation) composer.quote(quotation);
  if (!composer) {
    composer = document.getElementById("composer").content.firstElementChild.cloneNode(true);
    document.adoptNode(composer);
    if (article) holder.append(composer);
    else holder.prepend(composer); // beside its paragraph, not below long threads
    composer.begin(place, link.href, quotation, link);
  }
  if (focus) composer.form.elements.body.focus();
}

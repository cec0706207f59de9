// Endorsing a comment where it stands: the form in it, sent without leaving the page.

import { receive } from "./live.js";

/** Send `form`, whose `button` was pressed, and show the comment as it is then; where that fails, it is sent as without this. */
export async function endorse(form, button) {
  button.setAttribute("aria-disabled", "true");
  const fields = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`it could not be endorsed (${answer.status})`);
    const article = form.closest("[data-comment]").id;
    await receive({ parts: (await answer.json()).parts, said: false });
    const now = document.getElementById(article)?.querySelector(".does-endorse button");
    now?.removeAttribute("aria-disabled"); // the socket may have been quicker, and left the button as it was
    now?.focus({ preventScroll: true });
  } catch (error) {
    console.error(error);
    button.removeAttribute("aria-disabled");
    form.submit(); // the page that comes says what is the matter
  }
}

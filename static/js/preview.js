// How what one has typed would be shown: made by the server, as posting makes it, and kept nowhere.

import { post } from "./posting.js";
import { say } from "./sending.js";
import { element } from "./trusted.js";

/** Show the preview of a composer; a second press, or a change of the text, puts it away. */
export async function preview(composer) {
  const shown = composer.querySelector("[data-shown]");
  const button = composer.querySelector("[data-preview]");
  composer.hide ??= () => {
    shown.replaceChildren();
    button.setAttribute("aria-pressed", "false");
  };
  if (shown.firstElementChild) return composer.hide();
  const { ok, said } = await post(composer.form, { verb: "preview" });
  say(composer, ok ? "" : (said?.sentence ?? composer.querySelector("[data-kept]").dataset.unsent));
  if (!ok) return;
  shown.replaceChildren(element(said.html));
  button.setAttribute("aria-pressed", "true");
  shown.firstElementChild.scrollIntoView({ block: "nearest" });
}

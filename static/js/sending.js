// A composer's text on its way: sent once, kept until it stands in the page, and the server's word where it is refused.

import { keep } from "./drafts.js";
import { forget } from "./fragment.js";
import { isLive, receive } from "./live.js";
import { arrived, post } from "./posting.js";

/** Post what stands in the composer; `choice` ("new" or "replace") after the same form had posted another text. With `keptAs` it is kept instead. */
export async function send(composer, choice, keptAs) {
  onItsWay(composer, true);
  const { ok, said } = await post(composer.form, { choice, earlier: choice && composer.earlier, keep: keptAs });
  if (ok && said.kept) (await import("./kept.js")).stands(composer, said);
  else if (ok) await posted(composer, said);
  else refused(composer, said);
  onItsWay(composer, false);
}

/** The form goes when the comment stands in its place; where nothing brings it, the page is loaded anew. */
async function posted(composer, said) {
  keep(composer.place, null);
  if (composer.form.elements.agrees) forget(); // one is not asked again
  if (said.parts) await receive({ parts: said.parts, said: false });
  const coming = said.parts || isLive();
  if (!coming || !(await arrived(said.comment))) return location.assign(said.url);
  composer.putAway();
  document.getElementById(`c-${said.comment}`).scrollIntoView({ block: "nearest", behavior: "instant" }); // it may come after long threads
  const news = document.getElementById("news");
  news.textContent = news.dataset.posted;
}

function onItsWay(composer, sending) {
  composer.sending = sending;
  for (const area of composer.querySelectorAll("textarea")) area.readOnly = sending;
  for (const button of composer.querySelectorAll(".button")) button.setAttribute("aria-disabled", sending);
  const hint = composer.querySelector("[data-kept]");
  composer.said ??= hint.textContent;
  hint.textContent = sending ? hint.dataset.sending : composer.said;
}

/** What the server said, and the choice between two texts under one key where that is asked. */
export function refused(composer, said) {
  composer.earlier = said?.earlier;
  say(composer, said?.sentence ?? composer.querySelector("[data-kept]").dataset.unsent);
  if (said?.room) composer.querySelector("button[data-keep=room]").hidden = false;
  composer.querySelector("[data-choices]").hidden = !composer.earlier;
  composer.querySelector("[data-post]").hidden = Boolean(composer.earlier);
}

/** Show a sentence at the form, or none. */
export function say(composer, sentence) {
  const problem = composer.querySelector("[data-problem]");
  problem.textContent = sentence;
  problem.hidden = !sentence;
}

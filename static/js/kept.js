// What was kept and not posted: the form goes, and a line in its place leads to where the text stands now.

import { keep } from "./drafts.js";

/** Say so, with the server's sentence. */
export function stands(composer, said) {
  keep(composer.place, null);
  const line = document.createElement("p"), link = document.createElement("a");
  line.className = "kept hint";
  line.role = "status";
  link.href = said.url;
  link.textContent = said.sentence;
  line.append(link);
  composer.replaceWith(line);
  link.focus({ preventScroll: true });
}

// The Markdown bar of a composer: its buttons, and Ctrl+B and Ctrl+I for the first two.

import "../vendor/markdown-toolbar/index.js";

const KEYS = { b: "bold", i: "italic" };
let count = 0;

/** Give a composer its bar. */
export function dress(composer) {
  const { body } = composer.form.elements;
  const bar = composer.querySelector("markdown-toolbar");
  body.id ||= `composer-${++count}`;
  bar.setAttribute("for", body.id);
  bar.hidden = false;
  body.addEventListener("keydown", (event) => {
    const style = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && KEYS[event.key.toLowerCase()];
    if (!style) return;
    event.preventDefault();
    bar.querySelector(`[data-md-button=${style}]`).click();
  });
}

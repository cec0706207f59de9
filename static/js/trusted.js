// The one place where a string becomes HTML. The server's policy names it: trusted-types commentspace.
// What comes in was rendered and sanitised by the server; nothing typed here is ever handed over.

const policy = globalThis.trustedTypes?.createPolicy("commentspace", { createHTML: (html) => html });

/** The one element that `html` holds, not yet in the page. */
export function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = policy ? policy.createHTML(html) : html;
  return holder.content.firstElementChild;
}

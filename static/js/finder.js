// The form that asks for some of the comments, beside the text instead of above it. Loaded when it is first asked for.

import { element } from "./trusted.js";

let dialog = null;

// What was asked for is an address that may be mailed: fields that ask for nothing stay out of it.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.matches(".finder")) return;
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});

/** Open the form of `link` in a dialog; rejects where it cannot be had. */
export async function openFinder(link) {
  const words = document.querySelector(".sift [name=words]"); // the page has the form already
  if (words) {
    words.closest("details").open = true;
    return words.focus();
  }
  dialog ??= await made(link.dataset.form);
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[name=words]").focus();
}

async function made(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} for a form`);
  const form = element((await answer.json()).html);
  const around = document.createElement("dialog");
  around.className = "finding";
  around.setAttribute("aria-label", form.getAttribute("aria-label"));
  around.append(form);
  around.addEventListener("click", ({ target }) => (target === around || target.matches("[data-close]")) && around.close());
  around.addEventListener("keydown", (event) => event.stopPropagation()); // no key of the page is pressed by typing here
  document.body.append(around);
  return around;
}

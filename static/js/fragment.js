// The forms that open beside the text come from the server once a page, when one first wants to write.

import { element } from "./trusted.js";

let coming = null;

/** A copy of the form `name` ("composer" or "leftover"); where it cannot be had this fails, and is tried anew the next time. */
export async function form(name) {
  coming ??= fetched();
  try {
    const templates = await coming;
    return document.adoptNode(templates.querySelector(`#${name}`).content.firstElementChild.cloneNode(true));
  } catch (error) {
    coming = null;
    throw error;
  }
}

/** What has come is not as it should be any more: the next form is fetched anew. */
export function forget() {
  coming = null;
}

async function fetched() {
  const { document: uid } = document.getElementById("main").dataset;
  const answer = await fetch(`/d/${uid}/composer`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the form to write in cannot be had (${answer.status})`);
  return element((await answer.json()).html);
}

// A comment is about the text that its writer has read, though another revision may have been issued since.

const main = document.getElementById("main");

/** The revision that this page shows; empty where it shows none. */
const shown = () => main?.dataset.revision ?? "";

/** Let what is typed be about this revision, and say so where it is not the one that is shown. */
export function readOn(composer, revision) {
  composer.form.elements.revision.value = revision || shown();
  composer.querySelector("[data-earlier]").hidden = !revision || !shown() || revision === shown();
}

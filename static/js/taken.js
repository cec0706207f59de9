// Whoever is writing is told at once when the review takes nothing any more, and when it does again.

/** Say so at a composer; what is typed stays, and may be sent all the same. Moderators may always answer. */
export function sayWhetherTaken(composer) {
  const state = document.getElementById("standing")?.dataset.state ?? "open";
  const answers = composer.place?.parent && document.getElementById("main").dataset.may.split(" ").includes("moderate");
  const sign = composer.querySelector("[data-closed]");
  sign.hidden = state === "open" || Boolean(answers);
  sign.textContent = sign.hidden ? "" : sign.dataset.sentence;
}

// Whoever is writing is told at once when the review takes nothing any more, and when it does again.

/** Say so at a composer; what is typed stays, and may be sent all the same. Moderators may always answer. */
export function sayWhetherTaken(composer) {
  const state = document.getElementById("standing")?.dataset.state ?? "open";
  const answers = composer.place?.parent && document.getElementById("main").dataset.may.split(" ").includes("moderate");
  const sign = composer.querySelector("[data-closed]");
  const taken = state === "open" || Boolean(answers);
  if (taken && !sign.hidden) composer.querySelector("[data-problem]").hidden = true; // what was refused may be sent now
  sign.hidden = taken;
  sign.textContent = sign.hidden ? "" : sign.dataset.sentence;
}

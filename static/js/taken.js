// Whoever is writing is told at once when the review takes nothing any more, and when it does again.

/** Say so at a composer; what is typed stays, and may be sent all the same. Moderators may always answer, and some may be late. */
export function sayWhetherTaken(composer) {
  const state = document.getElementById("standing")?.dataset.state ?? "open";
  const { may, late } = document.getElementById("main").dataset;
  const answers = composer.place?.parent && may.split(" ").includes("moderate");
  const sign = composer.querySelector("[data-closed]");
  const taken = state === "open" || Boolean(answers) || late !== undefined;
  if (taken && !sign.hidden) composer.querySelector("[data-problem]").hidden = true; // what was refused may be sent now
  sign.hidden = taken;
  sign.textContent = sign.hidden ? "" : sign.dataset.sentence;
}

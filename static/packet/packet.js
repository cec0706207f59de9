// The packet begins: what was written before is shown, and every paragraph and comment gets its buttons.

const waits = document.getElementById("waits");

function tally() {
  const number = waiting().length;
  waits.textContent = number ? sentence(waits, number) : waits.dataset.none;
  if (!kept()) waits.textContent += ` ${waits.dataset.unkept}`;
  for (const id of ["save", "send", "whole"]) document.getElementById(id).hidden = !written().length || (id === "send" && !reply);
}

function pressedHere(event) {
  const button = event.target.closest("button"), row = button?.closest(".row");
  if (!row || button.closest(".editor")) return;
  const { dataset } = button, own = button.closest(".own");
  if ("commentHere" in dataset) begin(row, null, null, button);
  if ("reply" in dataset) begin(row, null, button.closest("article"), button);
  if (!own) return;
  const note = noteOf(own.dataset.name);
  if ("edit" in dataset) open({ ...note });
  if ("delete" in dataset) {
    drop(note.name);
    own.remove();
    row.querySelector("[data-comment-here]").focus();
  }
  if ("unsent" in dataset) {
    put({ ...note, sent: false });
    showNote(noteOf(note.name)).focus();
  }
}

function dress() {
  for (const made of document.querySelectorAll(".made")) made.remove(); // a browser's own "Save as" keeps what was made
  for (const row of document.querySelectorAll(".row")) {
    row.hidden = false;
    if (!row.classList.contains("gone")) row.querySelector(".text").append(cloned("of-row"));
  }
  for (const comment of document.querySelectorAll("[data-comment]")) comment.append(cloned("of-comment"));
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  if (innerWidth < 960) for (const details of document.querySelectorAll("details.threads, details.outline")) details.open = false;
}

dress();
document.addEventListener("packet:changed", tally);
load();
for (const note of written()) showNote(note);
document.getElementById("text").addEventListener("click", pressedHere);
startPicking((row, quotation) => begin(row, quotation, null, row.querySelector("[data-comment-here]")));
startSearch();
for (const [id, act] of [["save", () => saveNotes()], ["send", sendByMail], ["whole", savePacket], ["sent", markSent]]) document.getElementById(id).addEventListener("click", act);
addEventListener("beforeunload", (event) => {
  if (!safe() && waiting().length) event.preventDefault();
});
document.documentElement.dataset.ready = "";

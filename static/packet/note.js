// A comment of one's own as it stands beside its paragraph, or below what it answers.

const cloned = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

/** Show a comment, in the place of `before` if that is there. */
export function showNote(note, before = document.getElementById(`n-${note.name}`)) {
  const shown = cloned("own");
  const part = (name) => shown.querySelector(`[data-${name}]`);
  shown.id = `n-${note.name}`;
  shown.dataset.name = note.name;
  part("kind").textContent = kindWord(note.kind);
  part("state").textContent = part("state").dataset[note.sent ? "sent" : "waits"];
  part("words").textContent = note.exact;
  part("words").hidden = !note.exact;
  part("body").textContent = note.body;
  part("body").hidden = !note.body;
  for (const name of ["proposes", "difference"]) part(name).hidden = !note.proposal;
  if (note.proposal) showDifference(part("difference"), note.exact || note.text, note.proposal, languageOf(note));
  part("edit").hidden = part("delete").hidden = note.sent;
  part("unsent").hidden = !note.sent;
  if (before) before.replaceWith(shown);
  else placeOf(note)?.append(shown);
  return shown;
}

const rowOf = (note) => document.getElementById(`p-${note.paragraph}`) ?? document.querySelector(".row");
const languageOf = (note) => rowOf(note)?.querySelector("[data-text]").closest("[lang]").lang;
const kindWord = (kind) => document.getElementById("editor").content.querySelector(`option[value="${CSS.escape(kind)}"]`)?.textContent ?? kind;

/** Where a comment stands: in the thread of what it answers, else beside its paragraph. */
export function placeOf(note) {
  const answered = document.getElementById(`c-${note.reply_to}`) ?? document.getElementById(`n-${note.answers}`);
  const row = rowOf(note);
  if (answered) {
    const threads = answered.closest("details");
    if (threads) threads.open = true;
    return answered.parentElement;
  }
  let place = row?.querySelector(":scope > .beside");
  if (row && !place) {
    place = document.createElement("div");
    place.className = "beside made";
    row.append(place);
  }
  return place;
}

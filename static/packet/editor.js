// The form in which one writes. There is nothing to lose in it: each stroke changes the comment that is kept.

let editing = null; // {form, note, opener}

/** Write a new comment in `row`, about the words `quotation` if any, or as an answer to `answered`. */
export function begin(row, quotation, answered, opener) {
  const element = row.querySelector("[data-text]");
  const own = answered?.matches(".own");
  open({
    name: newName(),
    paragraph: row.id.slice(2),
    wording: row.dataset.wording,
    label: row.querySelector(".label")?.textContent ?? "",
    text: element.textContent,
    ...(quotation ?? { exact: "", prefix: "", suffix: "", start: null, end: null }),
    reply_to: answered && !own ? answered.id.slice(2) : "",
    answers: own ? answered.dataset.name : "",
    kind: "substantive",
    body: "",
    proposal: "",
    at: new Date().toISOString(),
    sent: false,
  }, opener);
}

/** Open the form for a comment, where it stands or is to stand. */
export function open(note, opener = null) {
  close();
  const form = cloned("editor");
  const { body, proposal, kind } = form.elements;
  const shown = document.getElementById(`n-${note.name}`);
  if (shown) shown.replaceWith(form);
  else placeOf(note)?.append(form);
  editing = { form, note, opener };
  [body.value, proposal.value, kind.value] = [note.body, note.proposal, note.kind];
  if (note.proposal) form.querySelector("[data-propose-part]").hidden = false;
  form.querySelector("[data-choose]").hidden = Boolean(note.reply_to || note.answers);
  about();
  form.addEventListener("input", typed);
  form.addEventListener("click", pressed);
  form.addEventListener("submit", (event) => (event.preventDefault(), close(true)));
  form.addEventListener("keydown", key);
  form.addEventListener("beforeinput", (event) => {
    if (event.target.matches("[data-text-to-pick]")) event.preventDefault(); // a field that is only read lets no key select
  });
  body.focus();
}

function about() {
  const { form, note } = editing;
  form.querySelector("[data-about]").hidden = !note.exact;
  form.querySelector("[data-words]").textContent = note.exact;
}

function typed() {
  const { form, note } = editing;
  const { body, proposal, kind } = form.elements;
  const wanted = form.querySelector("[data-propose-part]").hidden ? "" : proposal.value;
  const isChanged = wanted.trim() && wanted.trim() !== (note.exact || note.text).trim();
  Object.assign(note, { body: body.value, kind: kind.value, proposal: isChanged ? wanted : "" });
  if (says(note)) put(note);
  else if (noteOf(note.name)) drop(note.name);
}

const says = (note) => Boolean(note.body.trim() || note.proposal.trim());

function pressed(event) {
  const button = event.target.closest("button")?.dataset;
  if (!button) return;
  if ("delete" in button) {
    editing.form.elements.body.value = "";
    editing.form.querySelector("[data-propose-part]").hidden = true;
    typed();
    close(true);
  }
  if ("all" in button) quote({ exact: "", prefix: "", suffix: "", start: null, end: null });
  if ("propose" in button) propose();
  if ("choose" in button) choose();
}

function propose() {
  const { form, note } = editing;
  form.querySelector("[data-propose-part]").hidden = false;
  form.elements.proposal.value ||= note.exact || note.text;
  form.elements.proposal.focus();
}

/** Words are chosen in a field with the paragraph's text, in which every keyboard can select. */
function choose() {
  const part = editing.form.querySelector("[data-pick]"), field = part.querySelector("textarea");
  part.hidden = false;
  field.value = editing.note.text;
  field.focus();
  field.setSelectionRange(0, 0);
}

function key(event) {
  const { form, note } = editing;
  const field = event.target.closest("[data-text-to-pick]");
  if (event.key === "Enter" && field) {
    event.preventDefault();
    const [from, to] = trimmed(note.text, field.selectionStart, field.selectionEnd);
    if (from < to) quote(quotationIn(note.text, from, to));
    form.querySelector("[data-pick]").hidden = true;
    form.elements.body.focus();
  } else if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    close(true);
  }
}

function quote(quotation) {
  const { form, note } = editing;
  const was = note.exact || note.text;
  Object.assign(note, quotation);
  if (form.elements.proposal.value === was) form.elements.proposal.value = note.exact || note.text;
  about();
  typed();
}

/** Put the form away; what was written stands in its place. */
export function close(goesBack = false) {
  if (!editing) return;
  const { form, note, opener } = editing;
  editing = null;
  const left = says(note) ? showNote(note, form) : null;
  form.remove();
  if (goesBack) (left ?? opener)?.focus();
}

// The ways out: a file with one's comments, a message, and a copy of the packet with the comments in it.

const LONGEST_LINK = 1800; // octets that every mail program takes in a link
const told = document.getElementById("told");
const { reply } = document.body.dataset;
const stem = symbol.replace(/[^\p{L}\p{N}_.-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "") || "document";

const tell = (name, file) => void (told.textContent = filled(told.dataset[name], { file, address: reply, symbol }));

function download(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  saved();
}

export function saveNotes(said = reply ? "saved" : "savedAlone") {
  close();
  const name = `${stem}-comments.json`;
  download(name, "application/json", text());
  tell(said, name);
  document.getElementById("sent").hidden = false;
}

/** The page as it was before the script worked in it, with the comments. */
export function savePacket() {
  close();
  const copy = document.documentElement.cloneNode(true);
  for (const made of copy.querySelectorAll(".made")) made.remove();
  for (const each of copy.querySelectorAll("[data-script], #pick, #sent")) each.hidden = true;
  for (const row of copy.querySelectorAll(".row[hidden]")) row.hidden = false;
  for (const details of copy.querySelectorAll("details")) details.open = true;
  for (const said of copy.querySelectorAll("#waits, #told, #found")) said.textContent = "";
  copy.querySelector("#pick").removeAttribute("style");
  const name = `${stem}-commented.html`;
  download(name, "text/html", `<!doctype html>\n${copy.outerHTML}`);
  tell("copied", name);
}

/** As text where all of it can be said in a short one; else the file is saved, to be attached. */
export function sendByMail() {
  close();
  const subject = filled(told.dataset.subject, { symbol });
  const asText = waiting().every((note) => !note.proposal && !note.reply_to && !note.answers && !note.exact && note.kind === "substantive");
  const body = waiting().map((note) => `[${document.getElementById(`p-${note.paragraph}`)?.dataset.mark}] ${note.body.trim()}`).join("\n\n");
  const short = link(subject, body);
  if (asText && body && short.length <= LONGEST_LINK) {
    location.href = short;
    document.getElementById("sent").hidden = false;
    return;
  }
  saveNotes("attach");
  location.href = link(subject, filled(told.dataset.see, { file: `${stem}-comments.json` }));
}

const link = (subject, body) => `mailto:${encodeURIComponent(reply).replace("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;

export function markSent() {
  for (const note of waiting()) {
    put({ ...note, sent: true });
    showNote(noteOf(note.name));
  }
  saved();
  tell("marked");
  document.getElementById("sent").hidden = true;
}

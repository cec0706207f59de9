// The first page: what one has begun to write in this browser and not posted, with the way to where it belongs.

const LONGEST = 90;

const section = document.getElementById("unposted");
const prefix = `commentspace:draft:${section.dataset.person}:`;

/** The drafts of this person ({document, body}), in whatever document they are. */
function drafts() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => ({ document: name.slice(prefix.length).split(":")[0], ...JSON.parse(localStorage.getItem(name)) }))
      .filter((draft) => draft.body?.trim() || draft.proposal?.trim());
  } catch {
    return []; // a browser that keeps nothing has nothing to show
  }
}

/** A line with the beginning of the text, and the document's symbol where the page knows it. */
function line(draft) {
  const item = document.createElement("li");
  const link = item.appendChild(document.createElement("a"));
  const words = (draft.body?.trim() || draft.proposal.trim()).replace(/\s+/g, " ");
  link.href = `/d/${draft.document}`;
  link.dir = "auto";
  link.textContent = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
  const symbol = document.querySelector(`.documents a.title[href="${link.getAttribute("href")}"] ~ .symbol`);
  if (symbol) item.append(" ", symbol.cloneNode(true));
  return item;
}

const found = drafts();
section.querySelector("ul").replaceChildren(...found.map(line));
section.hidden = !found.length;
if (found.length) section.parentElement.hidden = false;

// Search: only the paragraphs that hold all the words, in their text or in the comments beside them, stay.

const question = document.getElementById("search"), found = document.getElementById("found");
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0640\u0670]/g, "").toLowerCase();

export function startSearch() {
  question.addEventListener("input", search);
}

function search() {
  const words = fold(question.value).split(/\s+/).filter(Boolean);
  let number = 0;
  for (const row of document.querySelectorAll(".row")) {
    const text = words.length ? fold(row.textContent) : "";
    row.hidden = !words.every((word) => text.includes(word));
    number += !row.hidden;
  }
  if (!words.length) found.textContent = "";
  else found.textContent = number ? sentence(found, number) : found.dataset.none;
}

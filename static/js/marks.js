// What has come since one's last visit is marked as new, in words for those who do not see the mark. Loaded only where there is any.

const main = document.getElementById("main");

export function startMarks() {
  mark();
  for (const event of ["commentspace:applied", "commentspace:brought"]) document.addEventListener(event, mark);
}

function mark() {
  for (const uid of main.dataset.new?.split(" ") ?? []) {
    const when = document.querySelector(`#c-${uid}:not(.new) > header .when`);
    if (!when) continue;
    when.closest(".comment").classList.add("new");
    const word = document.createElement("span");
    word.className = "is-new";
    word.textContent = main.dataset.newWord;
    when.before(word);
  }
}

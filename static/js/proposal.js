// Proposing a wording: a second field that begins with the words that the comment is about, to be changed there.

/** Open the field; with `text` where it was kept from before, else with the words as they stand. */
export function propose(composer, text = null) {
  const { elements } = composer.form;
  if (elements.proposal) return elements.proposal.focus();
  const opener = composer.querySelector("[data-propose]");
  const template = composer.querySelector("[data-proposal]");
  const field = document.adoptNode(template.content.firstElementChild.cloneNode(true));
  template.after(field);
  opener.hidden = true;
  elements.proposal.value = text ?? words(composer);
  begin(composer);
  field.querySelector("[data-no-proposal]").addEventListener("click", () => close(composer, field, opener));
  composer.grow();
  if (text === null) elements.proposal.focus();
}

/** As long as one has changed nothing in it, the field follows what the comment is about. */
function begin(composer) {
  const { proposal } = composer.form.elements;
  let begun = words(composer);
  composer.begun = () => {
    if (proposal.value === begun) proposal.value = words(composer);
    begun = words(composer);
  };
  composer.unchanged = () => proposal.value === begun;
}

function words(composer) {
  const { exact } = composer.form.elements;
  return exact.value || composer.closest(".row").querySelector("[data-text]").textContent;
}

function close(composer, field, opener) {
  composer.begun = composer.unchanged = undefined;
  field.remove();
  opener.hidden = false;
  composer.typed();
  opener.focus();
}

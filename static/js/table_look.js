// The page before an act on many: digits choose the outcome, a standard text fills in the reason, Ctrl+Enter sends.

import { startFields } from "./table_fields.js";
import { PICKED } from "./table_place.js";

/** What is carried out need not be chosen any more. */
function forget() {
  try {
    sessionStorage.removeItem(PICKED);
  } catch {
    // nothing was kept
  }
}

const form = document.querySelector(".table-answer");
if (form) {
  startFields(form);
  (form.querySelector("[name=outcome]:checked, [name=outcome], select") ?? form.querySelector("button")).focus();
  form.addEventListener("submit", () => {
    form.querySelector(".button").setAttribute("aria-disabled", "true");
    forget();
  });
}

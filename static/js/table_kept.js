// What is typed below a row is kept in this tab until it is saved.

const KEPT = "commentspace:answer:";

/** Whether something was typed for this row that was not saved. */
export function isKept(row) {
  try {
    return Boolean(row && sessionStorage.getItem(KEPT + row.dataset.line));
  } catch {
    return false;
  }
}

export function keep(form) {
  const { outcome, reason, duplicate_of } = form.elements;
  try {
    sessionStorage.setItem(KEPT + form.dataset.comment, JSON.stringify([outcome.value, reason.value, duplicate_of.value]));
  } catch {
    // a browser that keeps nothing still sends
  }
}

export function restore(form) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT + form.dataset.comment) ?? "null");
    if (!kept) return;
    const { outcome, reason, duplicate_of } = form.elements;
    [outcome.value, reason.value, duplicate_of.value] = kept;
  } catch {
    // what cannot be read is not restored
  }
}

export function forget(form) {
  try {
    sessionStorage.removeItem(KEPT + form.dataset.comment);
  } catch {
    // nothing was kept
  }
}

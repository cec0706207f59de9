// Posting a form without leaving the page, and waiting until what was posted stands in it.

const PATIENCE = 4_000; // milliseconds after which the page is loaded anew rather than waited for

/** Post `form` with `more` fields. The answer is {ok, said}; a lost connection is one too, with nothing said. */
export async function post(form, more) {
  const fields = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(more)) if (value) fields.set(name, value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
    return { ok: answer.ok, said: await answer.json() };
  } catch {
    return { ok: false, said: null };
  }
}

/** Whether the comment stands in the page, at once or as soon as the socket has brought it. */
export function arrived(uid) {
  const there = () => Boolean(document.getElementById(`c-${uid}`));
  return new Promise((resolve) => {
    const look = () => there() && answer(true);
    const timer = setTimeout(() => answer(there()), PATIENCE);
    const answer = (found) => {
      document.removeEventListener("commentspace:applied", look);
      clearTimeout(timer);
      resolve(found);
    };
    document.addEventListener("commentspace:applied", look);
    look();
  });
}

// How far a file has come, asked every second; when it is there, or has failed, the page is loaded again.

import { sentence } from "./plural.js";

const job = document.getElementById("job");
const far = job.querySelector(".far"), bar = job.querySelector("progress");

/** One look; the next comes when this one has been answered, and waits longer where there is no connection. */
async function look() {
  let wait = 1000;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok || !["waiting", "running"].includes(told.state) || told.state !== job.dataset.state) return location.reload();
    show(told);
  } catch (error) {
    console.error(error);
    wait = 5000;
  }
  setTimeout(look, wait);
}

function show({ phase, done, total }) {
  if (phase === "pages") {
    const words = sentence(job, done);
    if (far.textContent !== words) far.textContent = words;
  } else if (phase !== job.dataset.phase) return location.reload();
  if (total) Object.assign(bar, { max: total, value: done });
}

setTimeout(look, 1000);

// The last minutes of a review: whoever is writing is told in time. Loaded when the last hour begins.

import { sentence } from "./plural.js";

const MINUTE = 60_000;
const STEPS = [10, 5, 1]; // minutes before the end
const STAYS = 20_000;
const sign = document.getElementById("nearing");

let closes = 0, timer = 0, hiding = 0;

/** Tell 10, 5 and 1 minutes before `when`; another moment takes its place. */
export function countDown(when) {
  if (closes === when.getTime()) return;
  closes = when.getTime();
  clearTimeout(timer);
  hide();
  if (closes - Date.now() <= STEPS[0] * MINUTE) tell();
  else wait();
}

function wait() {
  const next = STEPS.map((minutes) => closes - minutes * MINUTE).find((moment) => moment > Date.now());
  if (next) timer = setTimeout(tell, next - Date.now());
}

/** Others may listen too; those who write see and hear it. A review that was paused or closed meanwhile says nothing. */
function tell() {
  if (!document.querySelector("#standing[data-state=open]")) return void (closes = 0);
  const minutes = Math.ceil((closes - Date.now()) / MINUTE);
  if (minutes < 1) return;
  document.dispatchEvent(new CustomEvent("commentspace:nearing", { detail: { minutes, closes } }));
  if (sign && document.querySelector("comment-composer, form.write")) say(minutes);
  wait();
}

function say(minutes) {
  sign.textContent = sentence(sign, minutes);
  clearTimeout(hiding);
  hiding = setTimeout(hide, STAYS);
}

function hide() {
  if (sign) sign.textContent = "";
}

// One socket a page. It asks for what was touched since the cursor of the page, and says so quietly when it is lost.

import { apply } from "./apply.js";
import { markQuotations } from "./quotations.js";

const SOONEST = 500, LATEST = 20_000; // milliseconds between tries
const OVER = new Set([4401, 4403]); // the session or the membership has ended: coming back would not help
const main = document.getElementById("main");
const sign = document.getElementById("lost");

let socket = null, wait = SOONEST, timer = 0, told = false;
let work = Promise.resolve(); // frames are applied one after another

export function startLive() {
  if (!main?.dataset.live) return;
  connect();
  addEventListener("online", () => socket || connect());
  addEventListener("pagehide", () => socket?.close());
  addEventListener("pageshow", (event) => event.persisted && !socket && connect());
  document.querySelector("[data-again]")?.addEventListener("click", () => location.reload());
}

/** Is the page being kept up to date? */
export const isLive = () => socket?.readyState === WebSocket.OPEN;

/** Apply what an answer or a frame brings; `commentspace:applied` tells when it is in the page. */
export function receive(frame) {
  work = work.then(() => take(frame)).catch(outOfDate);
  return work;
}

function connect() {
  clearTimeout(timer);
  const address = new URL(main.dataset.live, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(address);
  socket.onopen = () => {
    socket.send(JSON.stringify({ since: main.dataset.cursor }));
    show(false);
  };
  socket.onmessage = (event) => {
    wait = SOONEST;
    hear(JSON.parse(event.data));
  };
  socket.onclose = (event) => (OVER.has(event.code) ? ended() : again());
}

function hear(frame) {
  if (frame.reload) outOfDate();
  else if (frame.closing) told = true;
  else if (frame.readers) document.dispatchEvent(new CustomEvent("commentspace:readers", { detail: frame.readers }));
  else receive(frame);
}

/** The server lets this page listen no more: only loading it again tells what may be seen now. */
function ended() {
  socket = null;
  outOfDate();
}

/** Come back: soon at first, then ever later, never all at the same moment. */
function again() {
  socket = null;
  if (!told) show(true);
  told = false;
  timer = setTimeout(connect, wait * (0.5 + Math.random()));
  wait = Math.min(wait * 2, LATEST);
}

async function take(frame) {
  const added = await apply(frame.parts ?? []);
  if (frame.cursor) main.dataset.cursor = frame.cursor;
  if (added && frame.said !== false) announce(added);
  markQuotations();
  document.dispatchEvent(new CustomEvent("commentspace:applied", { detail: { cursor: frame.cursor, added } }));
}

/** One polite sentence for a batch, in the plural form that the language of the page wants. */
export function announce(count) {
  const news = document.getElementById("news");
  const category = new Intl.PluralRules(document.documentElement.lang).select(count);
  const words = news.getAttribute(`data-${category}`) ?? news.dataset.other ?? "";
  news.textContent = words.replace("%(num)s", new Intl.NumberFormat(document.documentElement.lang).format(count));
}

function show(lost) {
  sign.hidden = !lost;
  sign.textContent = lost ? sign.dataset.words : "";
}

function outOfDate(error) {
  if (error) console.error(error);
  document.getElementById("stale").hidden = false;
}

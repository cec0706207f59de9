// One socket a page. It asks for what was touched since the cursor of the page, and says so quietly when it is lost.

import { apply, missed } from "./apply.js";
import { found, lost, silence } from "./connection.js";
import { sentence } from "./plural.js";
import { markQuotations } from "./quotations.js";

const SOONEST = 500, LATEST = 20_000; // milliseconds between tries
const GATHERED = 100, SPOKEN = 1_500; // milliseconds in which what comes is put in together, and said together
const OVER = new Set([4401, 4403]); // the session or the membership has ended: coming back would not help
const main = document.getElementById("main");

let socket = null, wait = SOONEST, timer = 0, told = false;
let work = Promise.resolve(); // frames are applied one after another
let waiting = null, untold = 0;
const listening = new Set(); // for each part of the document that is on its way, the frames that have come meanwhile

export function startLive() {
  if (!main?.dataset.live) return;
  connect();
  addEventListener("offline", lost);
  addEventListener("online", anew);
  addEventListener("pagehide", () => socket?.close());
  addEventListener("pageshow", (event) => event.persisted && !socket && connect());
  document.querySelector("#stale [data-again]")?.addEventListener("click", () => location.reload());
}

/** Is the page being kept up to date? */
export const isLive = () => socket?.readyState === WebSocket.OPEN;

/** Apply what an answer or a frame brings; `commentspace:applied` tells when it is in the page. */
export function receive(frame) {
  for (const frames of listening) frames.push(frame);
  work = work.then(() => take(frame)).catch(outOfDate);
  return work;
}

/** Put in what `fetched` brings, between two frames; those that came meanwhile may be newer, and are applied once more. */
export async function bring(fetched, put) {
  const meanwhile = [];
  listening.add(meanwhile);
  try {
    const part = await fetched();
    const done = work.then(async () => {
      put(part);
      for (const frame of meanwhile) await apply(frame.parts ?? []);
      markQuotations();
    });
    work = done.catch(() => {});
    await done;
  } finally {
    listening.delete(meanwhile);
  }
}

/** What came before the network went may look open and be dead. */
function anew() {
  if (socket) socket.onclose = null;
  socket?.close();
  connect();
}

function connect() {
  clearTimeout(timer);
  const address = new URL(main.dataset.live, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(address);
  socket.onopen = () => socket.send(JSON.stringify({ since: main.dataset.cursor }));
  socket.onmessage = (event) => {
    wait = SOONEST;
    hear(JSON.parse(event.data));
  };
  socket.onclose = (event) => (OVER.has(event.code) ? ended() : again());
}

function hear(frame) {
  if (frame.reload) outOfDate();
  else if (frame.closing) told = true;
  else if (frame.readers) readers(frame.readers);
  else gather(frame);
}

/** Who else reads; the module that shows it comes with the first of them. */
async function readers(told) {
  document.dispatchEvent(new CustomEvent("commentspace:readers", { detail: told }));
  const { showReaders } = await import("./presence.js");
  showReaders(told);
}

/** Frames that come fast are put into the page together: each time costs two layouts. */
function gather(frame) {
  if (waiting) return void waiting.push(frame);
  waiting = [];
  receive(frame);
  setTimeout(() => {
    const frames = waiting;
    waiting = null;
    if (frames.length) gather({ cursor: frames.findLast((each) => each.cursor)?.cursor, parts: frames.flatMap((each) => each.parts ?? []) });
  }, GATHERED);
}

/** The server lets this page listen no more: only loading it again tells what may be seen now. */
function ended() {
  socket = null;
  outOfDate();
}

/** Come back: soon at first, then ever later, never all at the same moment. */
function again() {
  socket = null;
  if (!told) lost();
  told = false;
  timer = setTimeout(connect, wait * (0.5 + Math.random()));
  wait = Math.min(wait * 2, LATEST);
}

async function take(frame) {
  const known = missed.size;
  const added = (await apply(frame.parts ?? [])) + missed.size - known;
  if (frame.cursor) main.dataset.cursor = frame.cursor;
  if (frame.said !== false && !found(added) && added) announce(added);
  markQuotations();
  document.dispatchEvent(new CustomEvent("commentspace:applied", { detail: { cursor: frame.cursor, added } }));
}

/** One polite sentence for all that comes within a while, in the plural form that the language of the page wants. */
export function announce(count) {
  if (!untold) setTimeout(say, SPOKEN);
  untold += count;
}

function say() {
  const news = document.getElementById("news");
  news.textContent = sentence(news, untold);
  untold = 0;
}

function outOfDate(error) {
  if (error) console.error(error);
  silence();
  document.getElementById("stale").hidden = false;
}

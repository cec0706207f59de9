// What others do shows in an open table soon: the rows that were touched are asked for as they are now.

import { found, lost } from "./connection.js";
import { put } from "./table_sending.js";

const SOONEST = 500, LATEST = 20_000, GATHERED = 300; // milliseconds
const OVER = new Set([4401, 4403]);
const MOST = 100; // rows asked for at once

export function startLive(table) {
  const touched = new Set();
  let wait = SOONEST, timer = 0, isOver = false;
  connect();
  addEventListener("focus", () => isOver && connect()); // one may have signed in again elsewhere

  function connect() {
    const address = new URL(table.dataset.live, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    isOver = false;
    socket.onopen = () => socket.send(JSON.stringify({ since: table.dataset.cursor }));
    socket.onmessage = ({ data }) => {
      wait = SOONEST;
      found(0);
      hear(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      isOver = OVER.has(code);
      if (isOver) return;
      lost();
      setTimeout(connect, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, LATEST);
    };
  }

  function hear(frame) {
    if (frame.cursor) table.dataset.cursor = frame.cursor;
    const names = frame.reload ? shown() : (frame.parts ?? []).map((part) => part.comment ?? part.gone).filter(Boolean);
    for (const name of names) if (document.getElementById(`r-${name}`) || !frame.reload) touched.add(name);
    if (touched.size) timer ||= setTimeout(ask, GATHERED);
  }

  const shown = () => [...table.querySelectorAll("tr.line")].map((row) => row.dataset.line);

  async function ask() {
    timer = 0;
    const here = [...touched].filter((name) => document.getElementById(`r-${name}`));
    const some = (here.length ? here : [...touched]).slice(0, here.length ? MOST : 1); // one is enough for the progress
    touched.clear();
    for (const name of here.slice(MOST)) touched.add(name);
    const query = new URLSearchParams(table.dataset.query);
    for (const name of some) query.append("comment", name);
    try {
      const answer = await fetch(`${table.dataset.base}/rows?${query}`, { headers: { Accept: "application/json" } });
      if (answer.ok) put(await answer.json());
    } catch (error) {
      console.error(error);
    }
    if (touched.size) timer ||= setTimeout(ask, GATHERED);
  }
}

// More rows come as one nears the end of those that are there, and the page stays small: far ones leave it again.

import { keepStill } from "./table_place.js";
import { showTimes } from "./times.js";
import { element } from "./trusted.js";

const MOST = 240; // rows that are in the page at once

export function startWindows(table, choice) {
  const underway = new Map(); // edges whose rows are on their way
  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) if (isIntersecting) load(target);
  }, { rootMargin: "200px 0px 900px" });
  for (const edge of table.querySelectorAll(".edge")) place(edge);
  return { more };

  /** Bring the next part in; returns whether there was one. */
  async function more() {
    const edge = table.querySelector(".edge[rel=next]:not([hidden])");
    if (!edge) return false;
    const before = edge.href;
    await load(edge);
    return edge.href !== before || edge.hidden;
  }

  /** The edge to what comes before stands above the rows. */
  function place(edge) {
    if (edge.rel === "prev") table.querySelector(".lines-of").before(edge);
    near.observe(edge);
  }

  function load(edge) {
    const loading = underway.get(edge) ?? bring(edge).finally(() => underway.delete(edge));
    underway.set(edge, loading);
    return loading;
  }

  async function bring(edge) {
    near.unobserve(edge);
    const isLater = edge.rel === "next";
    edge.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(edge.href, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`${answer.status} for more rows`);
      const part = await answer.json();
      const body = element(`<table>${part.html}</table>`).tBodies[0];
      showTimes(body);
      keepStill(table, () => add(body, isLater));
      choice.renew(table);
      renew(edge, isLater ? part.later : part.earlier);
    } catch (error) {
      console.error(error);
      edge.removeAttribute("aria-busy"); // it stays a link to a page that shows them
    }
  }

  function add(body, isLater) {
    const holder = table.querySelector("tbody");
    for (const row of body.querySelectorAll("tr.line")) if (document.getElementById(row.id)) row.remove(); // it has moved here meanwhile
    const first = isLater ? body.firstElementChild : holder.firstElementChild;
    if (first?.matches(".group.continues")) first.remove();
    if (isLater) holder.append(...body.children);
    else holder.prepend(...body.children);
    shed(holder, isLater);
  }

  /** Far rows go, and come back by the edge; one in which somebody types stays with all beyond it. */
  function shed(holder, fromTop) {
    let surplus = holder.querySelectorAll("tr.line").length - MOST, hasShed = false;
    while (surplus > 0) {
      const row = fromTop ? holder.firstElementChild : holder.lastElementChild;
      if (row.matches(".line-editor") || row.nextElementSibling?.matches(".line-editor")) break;
      if (row.matches(".line")) surplus -= 1;
      row.remove();
      hasShed = true;
    }
    const last = fromTop ? holder.querySelector("tr.line") : [...holder.querySelectorAll("tr.line")].at(-1);
    if (hasShed && last) edgeTo(fromTop, last.dataset.at);
  }

  /** The edge that leads back to what was shed. */
  function edgeTo(isEarlier, at) {
    const address = new URL(table.dataset.base + table.dataset.query, location.href);
    address.searchParams.set(isEarlier ? "before" : "after", at);
    const edge = table.querySelector(`.edge[rel=${isEarlier ? "prev" : "next"}]`) ?? document.createElement("a");
    Object.assign(edge, { rel: isEarlier ? "prev" : "next", className: "edge", href: address.href, hidden: false });
    edge.textContent ||= "…";
    if (!edge.isConnected) table.querySelector(".edges").append(edge);
    place(edge);
  }

  function renew(edge, href) {
    edge.removeAttribute("aria-busy");
    edge.hidden = !href;
    if (!href) return;
    edge.href = href;
    near.observe(edge);
  }
}

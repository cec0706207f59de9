// Every <time datetime> comes in UTC and is shown in the reader's own zone: near times in words, the exact one on demand.

const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(language, { weekday: "short", hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
const past = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** Show all times under `root` (the whole page, or what has just come in). */
export function showTimes(root = document) {
  for (const time of root.querySelectorAll("time[datetime]")) show(time, Date.now());
}

/** Keep them true: words such as "3 min ago" are renewed each minute, while somebody looks. */
export function keepTimes() {
  showTimes();
  setInterval(() => document.hidden || showTimes(), MINUTE);
  document.addEventListener("visibilitychange", () => document.hidden || showTimes());
}

function show(time, now) {
  const when = new Date(time.dateTime);
  if (Number.isNaN(when.getTime())) return;
  const words = time.closest("[data-state]") ? deadline(when, now) : said(when, now);
  if (time.textContent !== words) time.textContent = words;
  time.title = exact.format(when);
}

function said(when, now) {
  const age = now - when;
  if (age >= 0 && age < MINUTE) return relative.format(0, "second");
  if (age >= 0 && age < HOUR) return relative.format(-Math.floor(age / MINUTE), "minute");
  if (isSameDay(when, new Date(now))) return clock.format(when);
  if (age >= 0 && age < 6 * DAY) return weekday.format(when);
  return sameYear(when, now) ? `${day.format(when)}, ${clock.format(when)}` : past.format(when);
}

/** A deadline is said exactly, and with what is left of it. */
function deadline(when, now) {
  const left = when - now;
  const date = sameYear(when, now) ? day.format(when) : past.format(when);
  const words = isSameDay(when, new Date(now)) ? clock.format(when) : `${date}, ${clock.format(when)}`;
  if (left <= 0) return words;
  const [count, unit] = left < HOUR ? [left / MINUTE, "minute"] : left < 2 * DAY ? [left / HOUR, "hour"] : [left / DAY, "day"];
  return `${words} · ${relative.format(Math.max(1, Math.floor(count)), unit)}`;
}

const sameYear = (when, now) => when.getFullYear() === new Date(now).getFullYear();
const isSameDay = (one, other) => one.toDateString() === other.toDateString();

// Every <time datetime> comes in UTC and is shown in the reader's own zone: near times in words, the exact one on demand.

const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const format = (options) => new Intl.DateTimeFormat(language, options);
const hours = { hour: "2-digit", minute: "2-digit" };
const exact = format({ dateStyle: "full", timeStyle: "long" });
const clock = format(hours);
const weekday = format({ weekday: "short", ...hours });
const date = { day: "numeric", month: "short" };
const day = format({ ...date, ...hours }); // the language says what stands between the day and the hour
const past = format({ ...date, year: "numeric" });
const due = format({ ...date, year: "numeric", ...hours });
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
  const words = wordsOf(time, when, now);
  if (time.textContent !== words) time.textContent = words;
  time.title = exact.format(when);
  const standing = time.closest("#standing[data-state=open]");
  if (standing) warn(standing, when, now);
}

function wordsOf(time, when, now) {
  if (time.closest(".meaning")) return inBothZones(when);
  return time.closest("[data-state]") ? deadline(when, now) : said(when, now);
}

function said(when, now) {
  const age = now - when;
  if (age >= 0 && age < MINUTE) return relative.format(0, "second");
  if (age >= 0 && age < HOUR) return relative.format(-Math.floor(age / MINUTE), "minute");
  if (isSameDay(when, new Date(now))) return clock.format(when);
  if (age >= 0 && age < 6 * DAY) return weekday.format(when);
  return (sameYear(when, now) ? day : past).format(when);
}

/** A deadline is said exactly, and with what is left of it. */
function deadline(when, now) {
  const left = when - now;
  const words = (isSameDay(when, new Date(now)) ? clock : sameYear(when, now) ? day : due).format(when);
  if (left <= 0) return words;
  const [count, unit] = left < HOUR ? [left / MINUTE, "minute"] : left < 2 * DAY ? [left / HOUR, "hour"] : [left / DAY, "day"];
  return `${words} · ${relative.format(Math.max(1, Math.floor(count)), unit)}`;
}

/** The reader's own time with its zone, and for others what that is in UTC. */
function inBothZones(when) {
  const whole = { weekday: "long", day: "numeric", month: "long", year: "numeric", ...hours, timeZoneName: "short" };
  const here = format(whole).format(when);
  if (!when.getTimezoneOffset()) return here;
  const elsewhere = when.getDate() === when.getUTCDate() ? hours : { day: "numeric", month: "short", ...hours };
  return `${here} (${format({ ...elsewhere, timeZoneName: "short", timeZone: "UTC" }).format(when)})`;
}

/** A review that closes soon says so in words and by its shape; the last hour has a module of its own. */
function warn(standing, when, now) {
  const left = when - now, words = standing.querySelector(".near");
  const near = left <= 0 || left > 2 * DAY ? "" : left > HOUR ? "day" : "hour";
  if (near) standing.dataset.near = near;
  else delete standing.dataset.near;
  words.hidden = !near;
  words.textContent = words.dataset[near] ?? "";
  if (near === "hour") import("./deadline.js").then(({ countDown }) => countDown(when), console.error);
}

const sameYear = (when, now) => when.getFullYear() === new Date(now).getFullYear();
const isSameDay = (one, other) => one.toDateString() === other.toDateString();

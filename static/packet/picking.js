// Words that are selected in one paragraph can be commented on, by mouse or by touch.

const CONTEXT = 32; // code points kept before and after the words, to find them again when the text has changed
const pick = document.getElementById("pick");
let picked = null;

export function quotationIn(text, from, to) {
  return {
    exact: text.slice(from, to),
    prefix: lastPoints(text.slice(0, from), CONTEXT),
    suffix: firstPoints(text.slice(to), CONTEXT),
    start: pointsBefore(text, from),
    end: pointsBefore(text, to),
  };
}

/** Without the white space at both ends. */
export function trimmed(text, from, to) {
  while (from < to && /\s/.test(text[from])) from += 1;
  while (to > from && /\s/.test(text[to - 1])) to -= 1;
  return [from, to];
}

export function startPicking(comment) {
  document.addEventListener("selectionchange", () => requestAnimationFrame(offer));
  pick.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the words selected
  pick.addEventListener("click", () => {
    if (!picked) return;
    const { row, quotation } = picked;
    getSelection().removeAllRanges();
    comment(row, quotation);
  });
}

function offer() {
  const selection = getSelection();
  picked = selection.rangeCount && !selection.isCollapsed ? chosen(selection.getRangeAt(0)) : null;
  pick.hidden = !picked;
  if (!picked || matchMedia("(pointer: coarse)").matches) return;
  const line = [...selection.getRangeAt(0).getClientRects()].at(-1);
  if (!line) return;
  pick.style.setProperty("left", `${Math.min(Math.max(8, line.right - pick.offsetWidth / 2), innerWidth - pick.offsetWidth - 8) + scrollX}px`);
  pick.style.setProperty("top", `${line.bottom + scrollY + 8}px`);
}

/** The words, if they all stand in one paragraph; a triple click reaches into the next one, which is forgiven. */
function chosen(range) {
  const start = (range.startContainer.parentElement ?? range.startContainer).closest?.(".row:not(.gone)");
  const end = (range.endContainer.parentElement ?? range.endContainer).closest?.(".row:not(.gone)");
  const found = [];
  for (let row = start ?? end; row && found.length < 2; row = row.nextElementSibling) {
    const text = row.querySelector("[data-text]");
    if (text && range.intersectsNode(text)) found.push(...inside(range, row, text));
    if (row === end) break;
  }
  return found.length === 1 ? found[0] : null;
}

function inside(range, row, element) {
  const whole = element.textContent;
  const first = element.contains(range.startContainer) ? indexIn(element, range.startContainer, range.startOffset) : 0;
  const last = element.contains(range.endContainer) ? indexIn(element, range.endContainer, range.endOffset) : whole.length;
  const [from, to] = trimmed(whole, first, last);
  return from < to ? [{ row, quotation: quotationIn(whole, from, to) }] : [];
}

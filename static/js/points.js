// Places in a text as code points, as the server counts them (JavaScript counts UTF-16 units), and as ranges of the page.

/** How many code points stand before the UTF-16 index `index`. */
export const pointsBefore = (text, index) => [...text.slice(0, index)].length;

/** The UTF-16 index at which code point number `point` begins. */
export const indexOfPoint = (text, point) => [...text].slice(0, point).join("").length;

/** The first and the last `count` code points. */
export const firstPoints = (text, count) => [...text].slice(0, count).join("");
export const lastPoints = (text, count) => [...text].slice(-count).join("");

/** The range of the page from index `from` to index `to` of `element.textContent`. */
export function rangeOf(element, from, to) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let seen = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = seen + node.length;
    if (!begun && from < end) {
      range.setStart(node, from - seen);
      begun = true;
    }
    if (begun && to <= end) {
      range.setEnd(node, to - seen);
      return range;
    }
    seen = end;
  }
  return null;
}

/** The index in `element.textContent` at which a boundary of a range stands. */
export function indexIn(element, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, offset);
  return before.toString().length;
}

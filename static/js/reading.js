// What one reads stays where it is while the page changes around it. Asked at each change, so it looks at few elements
// only: at those that stand where the eye is.

const INSET = 200, STEP = 48; // pixels: into the column of the text, and between two looks

let owed = 0; // parts of a pixel, which cannot be scrolled by and would add up

/** Note where what one reads stands; the function returned puts it back there. */
export function hold() {
  const focused = document.activeElement;
  const typing = focused?.closest?.("comment-composer, form") && seen(focused) ? focused : null;
  const anchor = typing ?? pointed() ?? read();
  const before = anchor?.getBoundingClientRect().top;
  return () => {
    if (!anchor?.isConnected) return;
    owed += anchor.getBoundingClientRect().top - before;
    const whole = Math.trunc(owed);
    if (whole) scrollBy({ top: whole, behavior: "instant" });
    owed -= whole;
  };
}

/** Who points into the margin reads there. */
function pointed() {
  const comment = document.querySelector(".threads:hover .comment:hover");
  return comment && getComputedStyle(comment.closest(".threads")).position === "absolute" ? comment : null;
}

/** What stands where the eye rests, a third down the window: text, or where there is none a comment in the margin. */
function read() {
  const { left, right } = document.querySelector(".text").getBoundingClientRect();
  const start = document.dir === "rtl" ? right - Math.min(INSET, right - left) : left + Math.min(INSET, right - left);
  return at(start) ?? at(document.dir === "rtl" ? INSET / 2 : innerWidth - INSET / 2);
}

function at(x) {
  const eye = innerHeight / 3;
  for (let step = 0; step < eye; step += STEP) {
    for (const y of [eye + step, eye - step]) {
      const found = document.elementFromPoint(x, y)?.closest("[data-text], .comment");
      if (found) return found;
    }
  }
  return null;
}

function seen(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > 60 && top < innerHeight;
}

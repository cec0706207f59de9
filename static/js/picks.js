// Choosing rows of a list by their boxes: by mouse with Shift for a stretch, and by the arrow keys from box to box.

/** The choice in the list `list`; `changed` is called with the chosen boxes whenever they have changed. */
export class Picks {
  #from = null; // where a stretch begins

  constructor(list, changed) {
    this.list = list;
    this.changed = changed;
    list.addEventListener("click", (event) => this.#click(event));
    list.addEventListener("mousedown", (event) => event.shiftKey && event.target.closest("li") && event.preventDefault()); // it would mark words
    list.addEventListener("change", () => this.changed(this.picked()));
    list.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("focusin", ({ target }) => target.name === "pick" && this.#rove(target));
    this.renew();
  }

  boxes() {
    return [...this.list.querySelectorAll("input[name=pick]")];
  }

  picked() {
    return this.boxes().filter((box) => box.checked);
  }

  /** What an act is about: the chosen ones, or the one that has the focus. */
  meant() {
    const picked = this.picked();
    return picked.length || document.activeElement?.name !== "pick" ? picked : [document.activeElement];
  }

  /** Choose the boxes at these places, and no others; the first gets the focus where `focus` says so. */
  choose(places, focus = true) {
    const boxes = this.boxes();
    boxes.forEach((box, place) => (box.checked = places.includes(place)));
    this.renew(boxes[places[0]]);
    if (focus) this.#focus(boxes[places[0]]);
    this.changed(this.picked());
  }

  /** One box is reached by Tab, the others from it by the arrows. */
  renew(current) {
    const boxes = this.boxes();
    this.#from = null;
    this.#rove(current ?? boxes.find((box) => box.checked) ?? boxes[0]);
  }

  #rove(current) {
    for (const box of this.boxes()) box.tabIndex = box === current ? 0 : -1;
  }

  #focus(box) {
    box?.focus({ preventScroll: true });
    box?.closest("li").scrollIntoView({ block: "nearest" });
  }

  #click(event) {
    const row = event.target.closest("li");
    const box = row?.querySelector("input[name=pick]");
    if (!box || event.target.closest("a, button, textarea, summary, article, label.pick") && event.target !== box) return;
    if (event.target !== box) {
      if (!getSelection().isCollapsed) return; // words were selected, not the row
      if (event.ctrlKey || event.metaKey) box.checked = !box.checked;
      else if (!event.shiftKey) for (const each of this.boxes()) each.checked = each === box;
    }
    if (event.shiftKey) this.#stretch(box, true);
    else this.#from = box;
    this.#focus(box);
    this.changed(this.picked());
  }

  /** Choose all between where the stretch began and `box`. */
  #stretch(box, only) {
    const boxes = this.boxes();
    const start = boxes.indexOf(this.#from ?? document.activeElement);
    const [one, other] = [start < 0 ? boxes.indexOf(box) : start, boxes.indexOf(box)].sort((a, b) => a - b);
    this.#from ??= boxes[start] ?? box;
    boxes.forEach((each, place) => {
      if (place >= one && place <= other) each.checked = true;
      else if (only) each.checked = false;
    });
  }

  #key(event) {
    if (event.target.name !== "pick") return;
    const boxes = this.boxes();
    const at = boxes.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const box = boxes[Math.min(Math.max(to, 0), boxes.length - 1)];
      if (event.shiftKey) {
        this.#from ??= event.target;
        this.#stretch(box, true);
      } else this.#from = null;
      this.#focus(box);
    } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      for (const box of boxes) box.checked = true;
    } else if (event.key === "Escape") {
      for (const box of boxes) box.checked = false;
    } else if (event.key === "Enter") {
      event.preventDefault(); // it would press the first button of the form
      event.target.checked = !event.target.checked;
    } else return;
    this.changed(this.picked());
  }
}

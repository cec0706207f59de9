// The difference between two wordings by words, as Intl.Segmenter parts them, so that Chinese and Arabic have them too.

const MOST_PAIRS = 4_000_000; // beyond that all counts as rewritten

const pieces = (text, language) => [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)].map(({ segment }) => segment);

/** Pairs of "kept", "out" or "in" and their text; the longest common subsequence is kept. */
export function runs(before, after, language) {
  const [old, now] = [pieces(before, language), pieces(after, language)];
  if (old.length * now.length > MOST_PAIRS) return [["out", before], ["in", after]];
  const width = now.length + 1;
  const length = new Uint32Array((old.length + 1) * width);
  for (let one = old.length - 1; one >= 0; one -= 1)
    for (let two = now.length - 1; two >= 0; two -= 1)
      length[one * width + two] = old[one] === now[two] ? length[(one + 1) * width + two + 1] + 1 : Math.max(length[(one + 1) * width + two], length[one * width + two + 1]);
  return joined(walked(old, now, length, width));
}

function* walked(old, now, length, width) {
  let one = 0, two = 0;
  while (one < old.length || two < now.length) {
    if (one < old.length && two < now.length && old[one] === now[two]) {
      yield ["kept", old[one]];
      one += 1;
      two += 1;
    } else if (two === now.length || (one < old.length && length[(one + 1) * width + two] >= length[one * width + two + 1])) yield ["out", old[one++]];
    else yield ["in", now[two++]];
  }
}

function joined(found) {
  const all = [];
  for (const [kind, text] of found) {
    const last = all.at(-1);
    if (last?.[0] === kind) last[1] += text;
    else all.push([kind, text]);
  }
  return all;
}

/** Shows a difference in `element`, with words for those who do not see it. */
export function showDifference(element, before, after, language) {
  const tags = { out: "del", in: "ins" };
  element.replaceChildren(...runs(before, after, language).map(([kind, text]) => {
    if (kind === "kept") return document.createTextNode(text);
    const change = document.createElement(tags[kind]);
    const said = document.createElement("bdi");
    said.className = "unseen";
    said.textContent = `[${element.dataset[kind]} `;
    const end = said.cloneNode();
    end.textContent = "] ";
    change.append(said, text, end);
    return change;
  }));
}

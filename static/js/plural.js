// Sentences that stand in the page in one form for each plural category of its language (data-one, data-few, data-other …).

const language = document.documentElement.lang;
const rules = new Intl.PluralRules(language);

/** The sentence of `holder` for this number; other places are filled from `named`. Names are given as plain text. */
export function sentence(holder, count, named = {}) {
  const words = holder.getAttribute(`data-${rules.select(count)}`) ?? holder.dataset.other ?? "";
  return filled(words, { num: new Intl.NumberFormat(language).format(count), ...named });
}

/** A sentence with its places `%(name)s` filled in. */
export const filled = (words, named) => words.replace(/%\((\w+)\)s/g, (place, name) => named[name] ?? place);

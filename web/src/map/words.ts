// The words and numbers of the map come from the page's locale: words through an attribute, numbers through Intl.

/** Words that the server wrote for this page, by key. `{n}` and `{m}` stand for numbers. */
export type Words = Record<string, string>;

const language = document.documentElement.lang || "en";
// English pages write the day first, as the server does.
const region = language === "en" ? "en-GB" : language;
const numbers = new Intl.NumberFormat(region);

export const number = (value: number): string => numbers.format(value);

export function say(words: Words, key: string, values: Record<string, number> = {}): string {
  const text = words[key] ?? key;
  return Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, number(value)), text);
}

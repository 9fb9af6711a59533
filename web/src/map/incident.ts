// One incident as the map's data file writes it, and the text of its pop-up.
import { number, say, type Words } from "./words.ts";

/** Short names keep twenty thousand points small; the server's `map/points.rs` writes them. */
export interface Incident {
  /** Dead and missing together; absent where no number was recorded. */
  n?: number;
  /** The date in the words of the page's language. */
  d: string;
  /** Place as recorded. */
  p: string;
  /** Source as recorded. */
  s: string;
  /** Handle of the incident, for the link. */
  i: string;
}

function line(className: string, text: string, dir?: "auto"): HTMLElement {
  const element = document.createElement("p");
  element.className = className;
  element.textContent = text;
  if (dir) element.dir = dir;
  return element;
}

/** What a pop-up says of one incident: how many, when, where, who says so. */
export function describe(incident: Incident, words: Words): HTMLElement {
  const article = document.createElement("article");
  article.className = "popup";
  const howMany = incident.n === undefined ? say(words, "unknown-number") : `${number(incident.n)} ${say(words, "dead-and-missing")}`;
  article.append(line("popup-number", howMany));
  article.append(line("popup-date", incident.d));
  article.append(line("popup-place", incident.p || say(words, "unknown-place"), "auto"));
  article.append(line("popup-source", `${say(words, "source")}: ${incident.s || say(words, "unknown-source")}`, "auto"));
  return article;
}

"use strict";

// The ground that the other scripts of the page stand on. They are put into one
// inlined script in the order that scripts.py states; this file comes first.
// Nothing here reaches for the network, and no text ever becomes markup.

const hsrMatch = {};

/** What the run holds, as Python wrote it: docs/reference/report-page.md. */
hsrMatch.data = JSON.parse(document.getElementById("run-data").textContent);

/**
 * Make an element.
 *
 * `attributes`: name to text; `true` sets an empty attribute, `false`, `null`
 * and `undefined` leave it out; a function is a listener (`{click: …}`).
 * `children`: elements, texts, or lists of them; nothing is parsed as markup.
 */
hsrMatch.make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== ""),
  );
  return element;
};

/** A person as the page writes them: name, then id. `side`: "mentees" or "mentors". */
hsrMatch.person = (side, position) => {
  const [id, name] = hsrMatch.data[side][position];
  const { make } = hsrMatch;
  return make(
    "span",
    { class: "person" },
    name ? [make("bdi", { class: "name" }, name), " "] : "",
    make("bdi", { class: name ? "id" : "name" }, id),
  );
};

/** The same as plain text, for labels, options and messages. */
hsrMatch.personText = (side, position) => {
  const [id, name] = hsrMatch.data[side][position];
  return name ? `${name} (${id})` : id;
};

/** A text without case and accents, as search compares it. */
hsrMatch.folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLocaleLowerCase("en")
    .replace(/\s+/g, " ")
    .trim();

/** Tell people who cannot see the change; one message stands for the last. */
hsrMatch.announce = (message) => {
  const region = document.getElementById("announcements");
  if (region.textContent !== message) region.textContent = message;
};

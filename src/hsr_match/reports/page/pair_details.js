// One pair in full, made when it is opened: the verdict, where its points come
// from as bars and as a table, and who else was possible at what price. The
// places of the arrays are told in docs/reference/report-page.md.

{
  const { data, make, person } = hsrMatch;
  const word = (number) => data.words[number];
  const drawn = "viewBox";

  // The name space of drawings is taken from one that the page holds already.
  const space = () => document.querySelector("svg")?.namespaceURI;

  const shape = (tag, attributes) => {
    const element = document.createElementNS(space(), tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  const bar = (start, width, possible, isLoss) => {
    const picture = shape("svg", {
      [drawn]: "0 0 100 10",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    });
    if (possible > 0) {
      picture.append(
        shape("rect", { class: "possible", x: start, y: 1, width: possible, height: 8 }),
      );
    }
    picture.append(
      shape("rect", { class: isLoss ? "loss" : "gain", x: start, y: 1, width, height: 8 }),
    );
    return picture;
  };

  // Roles are told, for where the window is narrow rows become cards.
  const row = (...cells) => make("tr", { role: "row" }, cells);
  const first = (scope, ...children) => make("th", { scope, role: "rowheader" }, children);
  const cell = (heading, kind, ...children) =>
    make("td", { role: "cell", "data-heading": heading, class: kind }, children);
  const heading = (words, kind) =>
    make("th", { scope: "col", role: "columnheader", class: kind }, words);
  const spanning = (scope, words) =>
    make("th", { scope, role: "rowheader", colspan: 3, "aria-colspan": 3 }, words);

  const group = ([criterion, total, rows]) =>
    make(
      "tbody",
      { role: "rowgroup" },
      row(
        spanning("rowgroup", word(criterion)),
        cell("Points", "number", word(total)),
        cell(null, "number"),
        cell(null, null),
      ),
      rows.map(([item, points, possible, mine, theirs, start, width, most, isLoss]) =>
        row(
          first("row", word(item)),
          cell("Mentee’s answer", null, word(mine) || "–"),
          cell("Mentor’s answer", null, word(theirs) || "–"),
          cell("Points", "number", word(points)),
          cell("At most", "number", word(possible)),
          cell(null, "bar-cell", bar(start, width, most, isLoss)),
        ),
      ),
    );

  const reckoning = (name, groups, score, label) =>
    make(
      "div",
      { class: "scroll", role: "region", tabindex: 0, "aria-label": `Points of ${label}` },
      make(
        "table",
        { class: "reckoning stacks", role: "table" },
        make(
          "caption",
          { id: `${name}-points` },
          "Where the points come from. A full bar is what the line earned, its outline the most that it could earn; each begins where the one above it ends.",
        ),
        make(
          "thead",
          { role: "rowgroup" },
          row(
            heading("Line"),
            heading("Mentee’s answer"),
            heading("Mentor’s answer"),
            heading("Points", "number"),
            heading("At most", "number"),
            heading(make("span", { class: "unseen" }, "Bar")),
          ),
        ),
        groups.map(group),
        make(
          "tfoot",
          { role: "rowgroup" },
          row(
            spanning("row", "Score"),
            cell("Points", "number", score.replace(/ points?$/, "")),
            cell(null, "number"),
            cell(null, null),
          ),
        ),
      ),
    );

  const names = (side, positions) =>
    positions.length
      ? make("ul", { class: "people" }, positions.map((k) => make("li", {}, person(side, k))))
      : "nobody";

  /** The heading of the last column; none where nothing has a price and nothing is barred. */
  const lastHeading = (others) => {
    if (others.some(([, , , , , , price]) => word(price))) {
      return "What choosing them would cost the cohort";
    }
    return others.some(([, , , barred]) => word(barred)) ? "What stands in the way" : "";
  };

  const lastWords = (barred, price) =>
    word(barred) ? `Not possible: ${word(barred)}` : word(price) || "not worked out";

  const other = ([mentor, score, rank, barred, takenBy, free, price], last) =>
    row(
      first("row", person("mentors", mentor)),
      cell("Score", "number", word(score)),
      cell("Rank", null, word(rank) || "–"),
      cell(
        "Has now",
        null,
        names("mentees", takenBy),
        free ? make("span", { class: "id" }, ` ${free} free`) : "",
      ),
      last ? cell(last, null, lastWords(barred, price)) : "",
    );

  const otherMentors = (others, label) => {
    const last = lastHeading(others);
    const headings = ["Mentor", "Score", "Rank", "Has now", last].filter(Boolean);
    return make(
      "div",
      { class: "scroll", role: "region", tabindex: 0, "aria-label": `Other mentors for ${label}` },
      make(
        "table",
        { class: "others stacks", role: "table" },
        make("caption", {}, "The best of the other mentors for this mentee, by score"),
        make(
          "thead",
          { role: "rowgroup" },
          row(headings.map((title) => heading(title, title === "Score" ? "number" : null))),
        ),
        make(
          "tbody",
          { role: "rowgroup" },
          others.map((one) => other(one, last)),
        ),
      ),
    );
  };

  /** Everything about a pair of the list, as an element; null where the page holds no more. */
  hsrMatch.pairDetail = (number) => {
    const pair = data.pairs[number];
    if (!pair) return null;
    const [mentee, mentor, score, verdict, evidence, groups, others] = pair;
    const name = `pair-${number}`;
    const label = hsrMatch.personText("mentees", mentee);
    return make(
      "div",
      { class: "pair-detail", role: "group", "aria-labelledby": `${name}-title` },
      make(
        "h3",
        { id: `${name}-title` },
        person("mentees", mentee),
        " with ",
        person("mentors", mentor),
        `: ${word(score)}`,
      ),
      make("p", {}, word(verdict)),
      word(evidence)
        ? make("p", { class: "reading" }, `${word(evidence)} of the weight rests on answers of both.`)
        : "",
      groups.length ? reckoning(name, groups, word(score), label) : "",
      others.length ? otherMentors(others, label) : "",
    );
  };
}

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

  const group = ([criterion, total, rows]) =>
    make(
      "tbody",
      {},
      make(
        "tr",
        {},
        make("th", { scope: "rowgroup", colspan: 3 }, word(criterion)),
        make("td", { class: "number" }, word(total)),
        make("td", { class: "number" }),
        make("td", {}),
      ),
      rows.map(([item, points, possible, mine, theirs, start, width, most, isLoss]) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, word(item)),
          make("td", {}, word(mine) || "–"),
          make("td", {}, word(theirs) || "–"),
          make("td", { class: "number" }, word(points)),
          make("td", { class: "number" }, word(possible)),
          make("td", { class: "bar-cell" }, bar(start, width, most, isLoss)),
        ),
      ),
    );

  const reckoning = (name, groups, score, label) =>
    make(
      "div",
      { class: "scroll", role: "region", tabindex: 0, "aria-label": `Points of ${label}` },
      make(
        "table",
        { class: "reckoning" },
        make(
          "caption",
          { id: `${name}-points` },
          "Where the points come from. A full bar is what the line earned, its outline the most that it could earn; each begins where the one above it ends.",
        ),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, "Line"),
            make("th", { scope: "col" }, "Mentee’s answer"),
            make("th", { scope: "col" }, "Mentor’s answer"),
            make("th", { scope: "col", class: "number" }, "Points"),
            make("th", { scope: "col", class: "number" }, "At most"),
            make("th", { scope: "col" }, make("span", { class: "unseen" }, "Bar")),
          ),
        ),
        groups.map(group),
        make(
          "tfoot",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "row", colspan: 3 }, "Score"),
            make("td", { class: "number" }, score.replace(/ points?$/, "")),
            make("td", { class: "number" }),
            make("td", {}),
          ),
        ),
      ),
    );

  const names = (side, positions) =>
    positions.length
      ? make("ul", { class: "people" }, positions.map((k) => make("li", {}, person(side, k))))
      : "nobody";

  const other = ([mentor, score, rank, barred, takenBy, free, price]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, person("mentors", mentor)),
      make("td", { class: "number" }, word(score)),
      make("td", {}, word(rank) || "–"),
      make(
        "td",
        {},
        names("mentees", takenBy),
        free ? make("span", { class: "id" }, ` ${free} free`) : "",
      ),
      make("td", {}, word(barred) ? `Not possible: ${word(barred)}` : word(price) || "not worked out"),
    );

  const otherMentors = (name, others, label) =>
    make(
      "div",
      { class: "scroll", role: "region", tabindex: 0, "aria-label": `Other mentors for ${label}` },
      make(
        "table",
        { class: "others" },
        make("caption", {}, "The best of the other mentors for this mentee, by score"),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            ["Mentor", "Score", "Place", "Has now", "What choosing them would cost the cohort"].map(
              (title) =>
                make("th", { scope: "col", class: title === "Score" ? "number" : null }, title),
            ),
          ),
        ),
        make("tbody", {}, others.map(other)),
      ),
    );

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
      others.length ? otherMentors(name, others, label) : "",
    );
  };
}

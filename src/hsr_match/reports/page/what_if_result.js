// The changes put together: their list, what they do to everybody, and the file.
(() => {
  const { make, person, personText: label } = hsrMatch;
  const { matrix } = hsrMatch;

  const id = (side, position) => hsrMatch.data[side][position][0];

  /** A text with what stands in backticks as code. */
  const withCode = (words) =>
    words.split("`").map((part, number) => (number % 2 ? make("code", {}, part) : part));

  const cell = (heading, ...children) =>
    make("td", { role: "cell", "data-heading": heading }, ...children);

  /** A table that may turn into cards where the window is narrow: roles are kept. */
  const table = (caption, headings, rows, name) =>
    make(
      "div",
      { class: "scroll", role: "region", "aria-label": caption, tabindex: 0 },
      make(
        "table",
        { class: "stacks", role: "table", id: name },
        make("caption", {}, caption),
        make(
          "thead",
          { role: "rowgroup" },
          make(
            "tr",
            { role: "row" },
            headings.map((words) => make("th", { scope: "col", role: "columnheader" }, words)),
          ),
        ),
        make("tbody", { role: "rowgroup" }, rows),
      ),
    );

  const rowOf = (first, ...cells) =>
    make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, first), cells);

  const somebody = (mentor) => (mentor === null ? "nobody" : person("mentors", mentor));

  /** A mean or another figure that need not be whole. */
  const figure = (value, told) => {
    if (value === null) return "–";
    if (told.given) return String(Number((value / told.scale).toFixed(4)));
    return matrix.scaleOf(told).text(value);
  };

  /** An amount with its sign, for the column of differences. */
  const difference = (before, after, say) => {
    if (before === null || after === null || before === after) return "no change";
    const amount = say(Math.abs(after - before));
    if (/^0(\.0*)?$/.test(amount)) return "hardly any change";
    return `${after > before ? "+" : "−"}${amount}`;
  };

  const costWords = ({ before, after }, told) => {
    const lost = before.coverage - after.coverage;
    return matrix.costInWords(lost, 0, before.gain - after.gain, told);
  };

  const movesWords = (moves) => {
    if (!moves.length) return "nobody moves";
    return moves.length === 1 ? "one mentee moves" : `${matrix.number(moves.length)} mentees move`;
  };

  const totalsTable = ({ before, after }, told) => {
    const scale = matrix.scaleOf(told);
    const lines = [
      ["Mentees with a mentor", "coverage", matrix.grouped],
      [told.given ? "Sum of all scores" : "Points in all", "total", (value) => figure(value, told)],
      ["Mean score", "mean", (value) => figure(value, told)],
      ["Lowest score", "worst", (value) => figure(value, told)],
    ];
    if (told.alpha) lines.splice(1, 0, ["Weighted points in all", "gain", scale.amount]);
    else if (before.gain !== before.total || after.gain !== after.total) {
      lines.splice(2, 0, ["After extra places and credit", "gain", (value) => figure(value, told)]);
    }
    return table(
      "Before and after the changes; differences are taken before rounding",
      ["Figure", "Before", "After", "Difference"],
      lines.map(([words, key, say]) =>
        rowOf(
          words,
          cell("Before", before[key] === null ? "–" : say(before[key])),
          cell("After", after[key] === null ? "–" : say(after[key])),
          cell("Difference", difference(before[key], after[key], say)),
        ),
      ),
      "what-if-totals",
    );
  };

  const movesTable = (moves) =>
    table(
      "Who moves",
      ["Mentee", "From", "To"],
      moves.map((move) =>
        rowOf(
          person("mentees", move.mentee),
          cell("From", somebody(move.from)),
          cell("To", somebody(move.to)),
        ),
      ),
      "what-if-moves",
    );

  /** What the changes come to: {sentence, parts}. */
  const outcomeOf = (book, changes) => {
    const { told } = book;
    if (!book.again) {
      const first = changes[0];
      if (changes.length === 1 && first.do === "pin") {
        const all = matrix.mentorsOf(book, first.mentee);
        const entry = all.find((one) => one.mentor === first.mentor);
        const cost = entry && matrix.costOf(book, entry.at);
        if (cost) {
          const words = matrix.priceForMentee(book, first.mentee, entry, cost, label);
          return { sentence: `This change: ${words}. Run again to see who moves.`, parts: [] };
        }
      }
      if (told.decided) {
        return { sentence: "What this does to everybody is worked out in the next run.", parts: [] };
      }
      const many = "There are too many pairs for it.";
      const beyond = told.kept < told.mentors ? many : "It takes more than this page holds.";
      const why = told.pricing === "exact" ? told.tied || beyond : told.pricingWords;
      return {
        sentence: `These changes are not priced on this page: run again to price them. ${why}`,
        parts: [],
      };
    }
    const result = hsrMatch.resolve.solve(book, changes);
    if (!result.ok) {
      return { sentence: hsrMatch.resolve.told(result, label), parts: [], care: true };
    }
    const { before, after, moves } = result;
    const have = matrix.counted(after.coverage, "mentee has", "mentees have");
    const sentence =
      `With ${matrix.counted(changes.length, "change")}: ${costWords(result, told)}; ` +
      `${have} a mentor (${matrix.grouped(before.coverage)} before), ${movesWords(moves)}.`;
    return {
      sentence,
      parts: [totalsTable(result, told), moves.length ? movesTable(moves) : null],
    };
  };

  /** Put a text into a file that the browser saves; nothing leaves the computer. */
  const save = (text) => {
    const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    const link = make("a", { href: address, download: "changes.yaml", hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };

  const fieldOf = (change, key, words, most, changed, number) => {
    const name = `what-if-${key}-${number}`;
    const input = make("input", {
      id: name,
      type: "text",
      maxlength: most,
      autocomplete: "off",
      input: () => {
        change[key] = input.value;
        changed();
      },
    });
    input.value = change[key];
    return make("div", {}, make("label", { for: name }, words), input);
  };

  /** Draw everything anew into `place`; `remove(change)` takes one off the list. */
  const draw = (place, book, changes, remove, clear) => {
    place.hidden = !changes.length;
    place.replaceChildren();
    if (!changes.length) return "No changes are left.";
    const { told } = book;
    const { sentence, parts, care } = outcomeOf(book, changes);
    const text = make("textarea", {
      id: "what-if-yaml",
      readonly: true,
      rows: 8,
      spellcheck: "false",
    });
    const missing = make("p", { id: "what-if-missing", class: "what-if-care", role: "status" });
    const refresh = () => {
      text.value = hsrMatch.changes.yamlOf(changes, told, id);
      const needed = changes.some(
        (change) => hsrMatch.changes.rulesSetAside(book, change) && !change.reason.trim(),
      );
      const words = needed
        ? "A rule is set aside without a reason: the program refuses the file until there is one."
        : "";
      missing.hidden = !words;
      if (missing.textContent !== words) missing.textContent = words;
    };
    refresh();
    const items = changes.map((change, number) => {
      const rules = hsrMatch.changes.rulesSetAside(book, change);
      const words = hsrMatch.changes.inWords(change, label);
      return make(
        "li",
        { class: "card" },
        make("p", { class: "what-if-change" }, words),
        rules
          ? make(
              "p",
              { class: "what-if-care" },
              `This sets a rule aside (${rules}): say who decides, and why.`,
            )
          : null,
        make(
          "div",
          { class: "what-if-said" },
          fieldOf(change, "by", "Who decides", 300, refresh, number),
          fieldOf(change, "reason", "Reason", 2000, refresh, number),
        ),
        make(
          "button",
          { type: "button", class: "plain", "data-remove": number, click: () => remove(change) },
          "Remove",
          make("span", { class: "unseen" }, ` ${words}`),
        ),
      );
    });
    place.append(
      make("h3", { id: "what-if-changes-title", tabindex: -1 }, "Your changes"),
      make("ol", { class: "cards" }, items),
      make("button", { type: "button", class: "plain", click: clear }, "Remove all changes"),
      make("h3", {}, "What they come to"),
      make(
        "p",
        { id: "what-if-total", class: care ? "what-if-care" : "what-if-total" },
        withCode(sentence),
      ),
      ...parts.filter(Boolean),
      make("h3", {}, "Keep them"),
      make(
        "p",
        {},
        "Save the file beside your sheet and run the program with the same sheets, settings and " +
          "options as for this run" +
          (told.decided
            ? "; RUN is the folder of this page, so that approved pairs stay and declined ones " +
              "are not made again:"
            : ":"),
      ),
      make("p", {}, make("code", {}, told.command)),
      missing,
      make(
        "p",
        {},
        make(
          "button",
          { type: "button", class: "main", id: "what-if-save", click: () => save(text.value) },
          "Save as changes.yaml",
        ),
      ),
      make("label", { for: "what-if-yaml" }, "The file, to copy"),
      text,
    );
    return sentence;
  };

  hsrMatch.whatIfResult = { draw, table, rowOf, cell, withCode };
})();

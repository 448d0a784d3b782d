// Sorting of tables, and searching in them. A table of class "sortable" gets a
// button in each heading that has data-sort ("text" or "number"); a cell sorts
// by its data-value, else by its text. An opened row follows the row above it.
// Of a long table only so many rows are on the screen at a time; a button shows
// more, and paper holds them all.

{
  const value = (row, column, kind) => {
    const cell = row.cells[column];
    const text = cell.dataset.value ?? cell.textContent.trim();
    return kind === "number" ? Number(text) : text;
  };

  // "E2" before "E10", and no difference between cases and accents.
  const inWords = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  /** Rows of a table without those that only hold an opened pair. */
  hsrMatch.rows = (table) =>
    [...table.tBodies[0].rows].filter((row) => !row.classList.contains("opened"));

  /** Keep the rows that are shown to as many as the table may show at a time. */
  const cut = (table) => {
    const limit = Number(table.dataset.limit ?? Infinity);
    let shown = 0;
    for (const row of hsrMatch.rows(table)) {
      const beyond = !row.hidden && ++shown > limit;
      row.classList.toggle("beyond", beyond);
      if (row.nextElementSibling?.classList.contains("opened")) {
        row.nextElementSibling.classList.toggle("beyond", beyond);
      }
    }
    const more = document.querySelector(`[data-more="${table.id}"]`);
    if (!more) return;
    more.hidden = shown <= limit;
    more.querySelector("button").textContent = `Show all ${shown.toLocaleString("en-GB")}`;
    more.querySelector("span").textContent = `The first ${limit} rows are shown. `;
  };

  hsrMatch.startLong = (table) => {
    const more = document.querySelector(`[data-more="${table.id}"]`);
    more?.querySelector("button").addEventListener("click", () => {
      const next = hsrMatch.rows(table).find((row) => row.classList.contains("beyond"));
      delete table.dataset.limit;
      cut(table);
      // The button is gone: the reader goes on where the table went on.
      const target = next?.querySelector("button") ?? table.closest(".scroll");
      target.focus();
    });
    cut(table);
  };

  hsrMatch.sort = (table, column, direction) => {
    const heading = table.tHead.rows[0].cells[column];
    const kind = heading.dataset.sort;
    const sign = direction === "descending" ? -1 : 1;
    const keyed = hsrMatch
      .rows(table)
      .map((row, order) => ({ row, order, key: value(row, column, kind) }));
    keyed.sort((one, other) => {
      const apart =
        kind === "number" ? one.key - other.key : inWords.compare(one.key, other.key);
      return sign * apart || one.order - other.order;
    });
    const sorted = document.createDocumentFragment();
    for (const { row } of keyed) {
      const below = row.nextElementSibling;
      sorted.append(row);
      if (below?.classList.contains("opened")) sorted.append(below);
    }
    table.tBodies[0].append(sorted);
    cut(table);
    for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction);
    hsrMatch.announce(`Sorted by ${heading.textContent.trim()}, ${direction}.`);
  };

  hsrMatch.makeSortable = (table) => {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      if (!heading.dataset.sort) return;
      const press = () => {
        const now = heading.getAttribute("aria-sort");
        hsrMatch.sort(table, column, now === "ascending" ? "descending" : "ascending");
      };
      const button = hsrMatch.make("button", { type: "button", class: "sort", click: press });
      button.append(...heading.childNodes);
      heading.append(button);
    });
  };

  /**
   * Show the rows of a table that hold every word of a text, and pass a test.
   * Returns how many are shown.
   */
  hsrMatch.filter = (table, words, passes = () => true) => {
    const wanted = hsrMatch.folded(words).split(" ").filter(Boolean);
    let shown = 0;
    for (const row of hsrMatch.rows(table)) {
      row.searched ??= hsrMatch.folded(
        [...row.cells]
          .filter((cell) => !cell.classList.contains("actions"))
          .map((cell) => cell.textContent)
          .join(" "),
      );
      const hit = passes(row) && wanted.every((word) => row.searched.includes(word));
      row.hidden = !hit;
      if (row.nextElementSibling?.classList.contains("opened")) {
        row.nextElementSibling.hidden = !hit;
      }
      if (hit) shown += 1;
    }
    cut(table);
    return shown;
  };
}

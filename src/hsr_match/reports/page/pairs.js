// The list of pairs: search, filter, open and close.

{
  const OPENED_AT_ONCE = 100;
  const table = document.getElementById("pairs-table");
  const at = (id) => document.getElementById(id);

  const plural = (count, noun) => `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;

  const open = (row) => {
    const below = row.nextElementSibling;
    if (below?.classList.contains("opened")) return;
    const detail =
      hsrMatch.pairDetail(Number(row.dataset.pair)) ??
      hsrMatch.make(
        "p",
        { class: "pair-detail" },
        "So large a cohort is told in full for some pairs only: “hsr-match explain” tells of any.",
      );
    row.after(
      hsrMatch.make(
        "tr",
        { class: "opened", id: `opened-${row.dataset.pair}` },
        hsrMatch.make("td", { colspan: row.cells.length }, detail),
      ),
    );
    tell(row, true);
  };

  const close = (row) => {
    const below = row.nextElementSibling;
    if (below?.classList.contains("opened")) below.remove();
    tell(row, false);
  };

  const tell = (row, isOpen) => {
    row.classList.toggle("is-open", isOpen);
    const button = row.querySelector("[data-open]");
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) button.setAttribute("aria-controls", `opened-${row.dataset.pair}`);
    else button.removeAttribute("aria-controls");
    button.firstChild.data = isOpen ? "Close" : "Open";
  };

  const passes = (row) => {
    const show = at("pairs-show").value;
    const status = at("pairs-status").value;
    const cautions = row.dataset.cautions.split(" ").filter(Boolean);
    const looked = !show || (show === "any" ? cautions.length > 0 : cautions.includes(show));
    const stands =
      !status || (status === "locked" ? "locked" in row.dataset : row.dataset.status === status);
    return looked && stands;
  };

  const refresh = () => {
    const all = hsrMatch.rows(table).length;
    const shown = hsrMatch.filter(table, at("pairs-search").value, passes);
    const said = shown === all ? `${plural(all, "pair")}.` : `${shown} of ${plural(all, "pair")} shown.`;
    at("pairs-count").textContent = said;
    hsrMatch.announce(said);
  };

  const openShown = () => {
    const rows = hsrMatch.rows(table).filter((row) => !row.hidden);
    rows.slice(0, OPENED_AT_ONCE).forEach(open);
    const more = rows.length > OPENED_AT_ONCE ? ` The first ${OPENED_AT_ONCE} of them only.` : "";
    hsrMatch.announce(`${plural(Math.min(rows.length, OPENED_AT_ONCE), "pair")} open.${more}`);
  };

  hsrMatch.startPairs = () => {
    if (!table) return;
    table.addEventListener("click", (event) => {
      const button = event.target.closest("[data-open]");
      if (!button) return;
      const row = button.closest("tr");
      if (button.getAttribute("aria-expanded") === "true") close(row);
      else open(row);
    });
    let waiting = 0;
    at("pairs-search").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, 120);
    });
    for (const id of ["pairs-show", "pairs-status"]) at(id).addEventListener("change", refresh);
    at("pairs-filter").addEventListener("submit", (event) => event.preventDefault());
    at("pairs-open").addEventListener("click", openShown);
    at("pairs-close").addEventListener("click", () => {
      hsrMatch.rows(table).forEach(close);
      hsrMatch.announce("All pairs closed.");
    });
    at("pairs-reset").addEventListener("click", () => {
      at("pairs-filter").reset();
      refresh();
    });
    // The head links to the pairs that need a look.
    for (const link of document.querySelectorAll("a[data-show]")) {
      link.addEventListener("click", () => {
        at("pairs-filter").reset();
        at("pairs-show").value = link.dataset.show;
        refresh();
      });
    }
    const all = hsrMatch.rows(table).length;
    at("pairs-count").textContent = `${plural(all, "pair")}.`;
  };
}

// Starts everything; comes last. What tests and other scripts may rely on is
// listed in docs/reference/report-page.md, under "Hooks".

{
  const root = document.documentElement;
  root.classList.add("script");

  for (const table of document.querySelectorAll("table.sortable")) hsrMatch.makeSortable(table);
  for (const table of document.querySelectorAll("table[data-limit]")) hsrMatch.startLong(table);
  hsrMatch.startPairs();

  const mentors = document.getElementById("mentors-table");
  const search = document.getElementById("mentors-search");
  if (mentors && search) {
    const all = hsrMatch.rows(mentors).length;
    search.form.addEventListener("submit", (event) => event.preventDefault());
    search.addEventListener("input", () => {
      const shown = hsrMatch.filter(mentors, search.value);
      const said = shown === all ? "" : `${shown} of ${all} mentors shown.`;
      document.getElementById("mentors-count").textContent = said;
      hsrMatch.announce(said || `All ${all} mentors shown.`);
    });
  }

  // Buttons "What if" appear once the section can answer them.
  if (hsrMatch.whatIf?.open) {
    root.classList.add("what-if");
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-what-if]");
      if (button) hsrMatch.whatIf.open(Number(button.dataset.whatIf));
    });
  }

  // Tell which section is in view, for people who see the list of sections.
  const links = new Map(
    [...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]),
  );
  const inView = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(entry.target.id)?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-20% 0px -75% 0px" },
  );
  for (const section of document.querySelectorAll("main > section")) inView.observe(section);

  // On paper nothing can be opened, so what explains the result is open there.
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("#quality details, #recruit details, #unmatched details")) {
      if (part.open) continue;
      part.open = true;
      closed.push(part);
    }
  });
  addEventListener("afterprint", () => {
    for (const part of closed.splice(0)) part.open = false;
  });
}

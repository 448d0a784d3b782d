// The section "What if": a mentee's mentors with their prices, and changes put together.
(() => {
  if (typeof document === "undefined") return;
  const app = document.getElementById("what-if-app");
  const source = document.getElementById("price-data");
  if (!app || !source) return;
  const data = JSON.parse(source.textContent);

  const { make, person, personText: label, matrix, announce } = hsrMatch;
  const { table, rowOf, cell, withCode } = hsrMatch.whatIfResult;
  const byId = (name) => document.getElementById(name);
  const SHOWN = 10;

  let opened = null;
  let changes = [];
  let mentee = null;

  /** The table of pairs, unpacked when somebody first asks. */
  const book = () => {
    opened ??= matrix.open(data);
    return opened;
  };

  const capital = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);

  const ordinal = (rank) => {
    const teens = [11, 12, 13].includes(rank % 100);
    return `${rank}${teens ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[rank % 10] ?? "th")}`;
  };

  const isAsked = (change) => changes.some((other) => hsrMatch.changes.same(other, change));

  const redraw = () => {
    const place = byId("what-if-changes");
    const sentence = hsrMatch.whatIfResult.draw(place, book(), changes, remove, clear);
    byId("what-if-bar").hidden = !changes.length;
    byId("what-if-so-far").textContent = sentence;
    for (const button of byId("what-if-mentee").querySelectorAll("[data-do]")) {
      const { do: kind, mentor } = button.dataset;
      button.setAttribute("aria-pressed", isAsked({ do: kind, mentee, mentor: Number(mentor) }));
    }
    return sentence;
  };

  /** Where to go on when there are no changes: the mentee shown, or the choice of one. */
  const start = () => byId("what-if-title-mentee") ?? byId("what-if-who");

  const add = (change) => {
    const result = hsrMatch.changes.added(changes, change);
    changes = result.changes;
    const gone = result.gone.map((one) => hsrMatch.changes.inWords(one, label)).join("; ");
    announce(`${gone ? `Replaced: ${gone}. ` : ""}${redraw()}`);
  };

  const take = (change) => {
    changes = changes.filter((other) => !hsrMatch.changes.same(other, change));
    return redraw();
  };

  const remove = (change) => {
    const number = changes.indexOf(change);
    announce(`Removed. ${take(change)}`);
    const buttons = byId("what-if-changes").querySelectorAll("[data-remove]");
    (buttons[Math.min(number, buttons.length - 1)] ?? start()).focus();
  };

  const clear = () => {
    changes = [];
    announce(redraw());
    start().focus();
  };

  const button = (kind, mentor, words) => {
    const change = { do: kind, mentee, mentor };
    return make(
      "button",
      {
        type: "button",
        class: "plain what-if-toggle",
        "data-do": kind,
        "data-mentor": mentor,
        "aria-pressed": isAsked(change),
        click: () => (isAsked(change) ? announce(`Removed. ${take(change)}`) : add(change)),
      },
      words,
      make(
        "span",
        { class: "unseen" },
        `: ${label("mentees", mentee)} with ${label("mentors", mentor)}`,
      ),
    );
  };

  /** Whether people have approved all mentors that a mentee may have. */
  const isSettled = (position) => {
    const approved = data.approved.filter(([i]) => i === position).length;
    return approved > 0 && approved >= data.wanted[position];
  };

  const buttons = (entry) => {
    if (book().told.wanted[mentee] <= 0 || isSettled(mentee)) return [];
    const { mentor, made, reason } = entry;
    if (reason) return data.mayLift[reason] ? [button("pin", mentor, "Make it all the same")] : [];
    return [
      button("pin", mentor, made ? "Keep this pair" : "Make this pair"),
      button("ban", mentor, "Never this pair"),
    ];
  };

  const price = (entry) => {
    if (entry.reason) return `Not possible: ${data.reasonWords[entry.reason]}`;
    if (data.decided) return "";
    if (!book().prices) return "Run again to price";
    const cost = matrix.costOf(book(), entry.at) ?? reserveCost(entry);
    return capital(matrix.priceForMentee(book(), mentee, entry, cost, label));
  };

  /** A mentor held in reserve opens a place for a pair that is asked for: solved again. */
  const reserveCost = ({ mentor }) => {
    if (!book().again?.heldMax[mentor]) return null;
    const result = hsrMatch.resolve.solve(book(), [{ do: "pin", mentee, mentor }]);
    if (!result.ok) return null;
    const { before, after } = result;
    const counts = data.order === "pairs_first";
    return [counts ? before.coverage - after.coverage : 0, 0, before.gain - after.gain];
  };

  const badge = ({ made, mentor }) => {
    const words = made ? "Has them now" : book().again?.heldMax[mentor] ? "Held in reserve" : "";
    return words ? [make("span", { class: "badge calm" }, words), " "] : null;
  };

  const mentorRow = (entry) => {
    const settled = isSettled(mentee);
    const holders = book().holders[entry.mentor];
    const free = Math.max(0, data.placesMax[entry.mentor] - holders.length);
    const room = free ? `${matrix.counted(free, "place")} free` : "";
    return rowOf(
      person("mentors", entry.mentor),
      cell("Score", matrix.scaleOf(data).text(entry.score)),
      cell("Rank", entry.rank ? ordinal(entry.rank) : "–"),
      cell(
        "Has now",
        holders.length
          ? make(
              "ul",
              { class: "people" },
              holders.map((i) => make("li", {}, person("mentees", i))),
            )
          : "nobody",
        room ? make("span", { class: "id" }, room) : null,
      ),
      cell(COST, badge(entry), price(entry) || (badge(entry) ? null : "–")),
      settled ? null : cell("Change", make("div", { class: "what-if-buttons" }, buttons(entry))),
    );
  };

  // Once people have decided nothing has a price.
  const COST = data.decided ? "What stands in the way" : "What it would cost everybody";
  const HEADINGS = ["Mentor", "Score", "Rank", "Has now", COST, "Change"];

  const mentorsTable = (place, everybody) => {
    const all = matrix.mentorsOf(book(), mentee);
    const made = all.filter((entry) => entry.made);
    const others = all.filter((entry) => !entry.made);
    const shown = everybody ? all : [...made, ...others.slice(0, SHOWN)];
    const caption = `Mentors for ${label("mentees", mentee)}`;
    const headings = isSettled(mentee) ? HEADINGS.slice(0, -1) : HEADINGS;
    const parts = [table(caption, headings, shown.map(mentorRow), "what-if-mentors")];
    if (shown.length < all.length) {
      const more = () => {
        mentorsTable(place, true);
        byId("what-if-mentors").parentElement.focus();
        announce(`All ${all.length} mentors are shown.`);
      };
      const words = `Show all ${all.length} mentors`;
      const showAll = make("button", { type: "button", id: "what-if-all", click: more }, words);
      parts.push(make("p", {}, showAll));
    } else if (book().columns) {
      const words = `Of ${matrix.grouped(data.mentors)} mentors the best ${data.kept} are shown here.`;
      parts.push(make("p", { class: "note" }, words));
    }
    place.replaceChildren(...parts);
  };

  /** Two mentees change mentors: offered for everybody who has one. */
  const swapForm = () => {
    const [mine] = book().present[mentee];
    if (mine === undefined || book().columns || isSettled(mentee)) return null;
    const bars = (i, j) => {
      const reason = book().reasons[i * book().m + j];
      return reason && !data.mayLift[reason];
    };
    const others = [];
    for (const [i, j] of data.pairs) {
      if (i === mentee || j === mine || isSettled(i) || bars(mentee, j) || bars(i, mine)) continue;
      others.push([i, j]);
    }
    if (!others.length) return null;
    const select = make(
      "select",
      { id: "what-if-swap-with" },
      others.map(([i, j]) => {
        const words = `${label("mentees", i)}, who has ${label("mentors", j)}`;
        return make("option", { value: `${i} ${j}` }, words);
      }),
    );
    const submit = (event) => {
      event.preventDefault();
      const [withMentee, mentor] = select.value.split(" ").map(Number);
      add({ do: "swap", mentee, mentor, withMentee, withMentor: mine });
    };
    return make(
      "form",
      { class: "filter", id: "what-if-swap", "aria-label": "Swap mentors", submit },
      make("div", {}, make("label", { for: "what-if-swap-with" }, "Swap mentors with"), select),
      make("div", { class: "buttons" }, make("button", { type: "submit" }, "Swap")),
    );
  };

  const nowWords = () => {
    const here = book().present[mentee];
    if (here.length) {
      const now = `Has now: ${here.map((j) => label("mentors", j)).join(", ")}.`;
      if (!isSettled(mentee)) return now;
      return `${now} People approved this, so it stays. To change it, change the edited list and run \`hsr-match approve\` again.`;
    }
    return data.wanted[mentee] > 0 ? "Has no mentor now." : "Wants no mentor this round.";
  };

  /** Show a mentee's mentors, and take the reader there. */
  const open = (position) => {
    mentee = position;
    byId("what-if-search").value = "";
    fill("");
    byId("what-if-who").value = String(position);
    const place = byId("what-if-mentee");
    const mentors = make("div", {});
    place.hidden = false;
    place.replaceChildren(
      ...[
        make("h3", { id: "what-if-title-mentee", tabindex: -1 }, person("mentees", position)),
        make("p", {}, withCode(nowWords())),
        mentors,
        swapForm(),
      ].filter(Boolean),
    );
    const all = matrix.mentorsOf(book(), mentee);
    mentorsTable(mentors, all.length <= SHOWN + 5);
    goTo("what-if-title-mentee");
  };

  const goTo = (name) => {
    byId(name).focus({ preventScroll: true });
    byId(name).scrollIntoView();
  };

  const fill = (words) => {
    const sought = hsrMatch.folded(words);
    const everybody = hsrMatch.data.mentees.map((_, position) => position);
    const found = everybody.filter((i) => hsrMatch.folded(label("mentees", i)).includes(sought));
    byId("what-if-who").replaceChildren(
      ...found.map((i) => make("option", { value: i }, label("mentees", i))),
    );
    byId("what-if-count").textContent = sought
      ? `${found.length} of ${matrix.counted(everybody.length, "mentee")} found.`
      : "";
    return found.length;
  };

  byId("what-if-see").addEventListener("click", () => goTo("what-if-changes-title"));
  byId("what-if-absent").hidden = true;
  app.hidden = false;
  const strength = data.alpha
    ? " How much more weak pairs count stays as it was in this run; when the program runs again, " +
      "it may count them for less, so that fairness costs no more than the settings allow."
    : "";
  byId("what-if-meaning").append(...withCode(`${data.pricingWords}${data.prices ? strength : ""}`));
  fill("");
  byId("what-if-search").addEventListener("input", (event) => {
    fill(event.target.value);
    announce(byId("what-if-count").textContent);
  });
  byId("what-if-choose").addEventListener("submit", (event) => {
    event.preventDefault();
    const { value } = byId("what-if-who");
    if (value !== "") open(Number(value));
  });

  hsrMatch.whatIf = { open };
})();

// The best pairs again under changes, exactly: nothing here touches the page.
//
// What it starts from is proven, and the proof (a number for every mentor) makes
// every move of a mentee from one mentor to another cost nothing or more. A
// change takes one mentee out of the pairs or fixes one to a mentor, and the
// cheapest chain of moves then mends the rest: one shortest path a change
// (Ahuja, Magnanti and Orlin 1993, chapter 9). Costs are compared as the engine
// compares them: mentees with a mentor and gain in one number (`unit` apart),
// then the tickets that settle ties. All numbers are whole and below 2^53.
(() => {
  const { priority } = hsrMatch;

  /** A change that cannot be made; `code` and positions, put into words by `told`. */
  class CannotBe extends Error {
    constructor(code, change, mentor) {
      super(code);
      this.code = code;
      this.change = change;
      this.mentor = mentor;
    }
  }

  /** The pairs as they are, ready to be changed. Node `m` stands for "no mentor". */
  const begin = (book) => {
    const { n, m, told, again } = book;
    const at = new Int32Array(n).fill(m);
    for (const [i, j] of told.pairs) at[i] = j;
    const loads = new Int32Array(m);
    for (const [, j] of told.pairs) loads[j] += 1;
    const fixed = new Uint8Array(n);
    for (const [i] of told.pins) fixed[i] = 1;
    const closed = Uint8Array.from(again.heldMax, (held) => (held ? 1 : 0));
    return {
      book,
      at,
      loads,
      fixed,
      closed,
      barred: Uint8Array.from(book.reasons, (reason) => (reason ? 1 : 0)),
      banned: new Set(),
      places: Int32Array.from(told.places),
      placesMax: Int32Array.from(told.placesMax),
      price: Float64Array.from([...again.potentials, 0]),
      ticketPrice: Float64Array.from([...again.ticketPotentials, 0]),
    };
  };

  const worth = (state, i, j) => {
    const { again, m } = state.book;
    if (j === m) return 0;
    return again.unit + again.gains[i * m + j] + (again.credit ? again.credit[i] : 0);
  };

  const ticket = (state, i, j) => {
    const { again, m } = state.book;
    return j === m ? 0 : priority(again.menteeTickets, again.mentorTickets, i, j);
  };

  const nextCost = (state, j) =>
    state.book.again.extraPlaceCost * Math.max(state.loads[j] + 1 - state.places[j], 0);
  const lastCost = (state, j) =>
    state.book.again.extraPlaceCost * Math.max(state.loads[j] - state.places[j], 0);

  /** Who may move, by node: `first[x]`, then `next[i]`, −1 at the end. */
  const movers = (state) => {
    const { n, m, told } = state.book;
    const first = new Int32Array(m + 1).fill(-1);
    const next = new Int32Array(n).fill(-1);
    for (let i = n - 1; i >= 0; i -= 1) {
      if (state.fixed[i] || told.wanted[i] <= 0 || state.at[i] < 0) continue;
      next[i] = first[state.at[i]];
      first[state.at[i]] = i;
    }
    return { first, next };
  };

  /**
   * Mend the pairs by the cheapest chain of moves from `source` to `target`.
   * `source` is a node, or a mentee (`loose`) who was taken out of the pairs.
   * Returns false if there is no chain.
   */
  const mend = (state, source, target, loose) => {
    const { book, barred, closed, price, ticketPrice, loads } = state;
    const { m, told, again } = book;
    const { unit, gains } = again;
    const cost = new Float64Array(m + 1).fill(Infinity);
    const ties = new Float64Array(m + 1).fill(Infinity);
    const from = new Int32Array(m + 1).fill(-1);
    const by = new Int32Array(m + 1).fill(-1);
    const done = new Uint8Array(m + 1);

    const reach = (k, newCost, newTies, x, mentee) => {
      if (newCost > cost[k] || (newCost === cost[k] && newTies >= ties[k])) return;
      cost[k] = newCost;
      ties[k] = newTies;
      from[k] = x;
      by[k] = mentee;
    };

    // A mentee who stands at x, at cost `base`, goes to each mentor or to none.
    const moveOn = (i, x, base, baseTies) => {
      const mine = unit + (again.credit ? again.credit[i] : 0);
      const start = i * m;
      for (let k = 0; k < m; k += 1) {
        if (barred[start + k] || done[k] || closed[k]) continue;
        const here = base - mine - gains[start + k] - price[k];
        if (here > cost[k] || here > cost[target]) continue;
        reach(k, here, baseTies - ticket(state, i, k) - ticketPrice[k], x, i);
      }
      if (!done[m] && x !== m) reach(m, base - price[m], baseTies - ticketPrice[m], x, i);
    };

    const { first, next } = movers(state);
    if (loose >= 0) moveOn(loose, -1, 0, 0);
    else {
      cost[source] = 0;
      ties[source] = 0;
    }
    for (;;) {
      let x = -1;
      for (let k = 0; k <= m; k += 1) {
        if (done[k] || cost[k] === Infinity) continue;
        if (x < 0 || cost[k] < cost[x] || (cost[k] === cost[x] && ties[k] < ties[x])) x = k;
      }
      if (x < 0) return false;
      done[x] = 1;
      if (x === target) break;
      for (let i = first[x]; i >= 0; i = next[i]) {
        const base = cost[x] + worth(state, i, x) + price[x];
        moveOn(i, x, base, ties[x] + ticket(state, i, x) + ticketPrice[x]);
      }
      if (x === m) {
        for (let j = 0; j < m; j += 1) {
          if (done[j] || closed[j] || loads[j] <= told.loadsMin[j]) continue;
          const here = cost[m] - lastCost(state, j) + price[m] - price[j];
          reach(j, here, ties[m] + ticketPrice[m] - ticketPrice[j], m, -1);
        }
      } else if (!done[m] && loads[x] < state.placesMax[x]) {
        const here = cost[x] + nextCost(state, x) + price[x] - price[m];
        reach(m, here, ties[x] + ticketPrice[x] - ticketPrice[m], x, -1);
      }
    }
    for (let k = target; k !== source; k = from[k]) {
      const x = from[k];
      if (by[k] >= 0) state.at[by[k]] = k;
      else if (x === m) loads[k] -= 1;
      else loads[x] += 1;
      if (x < 0) break;
    }
    reprice(state, cost, ties, done, target);
    return true;
  };

  /** Let the proof follow the pairs, so that the next change starts from a proven best again. */
  const reprice = ({ book: { m }, price, ticketPrice }, cost, ties, done, target) => {
    for (let k = 0; k <= m; k += 1) {
      price[k] += done[k] ? cost[k] : cost[target];
      ticketPrice[k] += done[k] ? ties[k] : ties[target];
    }
    const shift = price[m];
    const ticketShift = ticketPrice[m];
    for (let k = 0; k <= m; k += 1) {
      price[k] -= shift;
      ticketPrice[k] -= ticketShift;
      if (!Number.isSafeInteger(price[k]) || !Number.isSafeInteger(ticketPrice[k])) {
        throw new CannotBe("too_large");
      }
    }
  };

  const pin = (state, change) => {
    const { m, told, again, reasons } = state.book;
    const { mentee: i, mentor: j } = change;
    if (told.wanted[i] <= 0) throw new CannotBe("wants_nobody", change);
    if (state.fixed[i]) {
      if (state.at[i] === j) return;
      throw new CannotBe("pinned", change, state.at[i]);
    }
    if (state.banned.has(i * m + j)) throw new CannotBe("banned", change);
    const reason = reasons[i * m + j];
    if (reason && !told.mayLift[reason]) throw new CannotBe("barred", change);
    const before = state.at[i];
    state.fixed[i] = 1;
    if (before === j) return;
    let source = j;
    if (again.heldMax[j]) {
      // A place held in reserve is opened by the pin and filled by it.
      if (state.placesMax[j] >= again.heldMax[j]) throw new CannotBe("no_place", change);
      state.placesMax[j] += 1;
      state.places[j] = Math.min(again.heldPlaces[j], state.placesMax[j]);
      state.loads[j] += 1;
      source = m;
    } else if (!state.placesMax[j]) throw new CannotBe("no_place", change);
    state.at[i] = j;
    if (source !== before && !mend(state, source, before, -1)) {
      throw new CannotBe("no_room", change);
    }
  };

  const ban = (state, change) => {
    const { m } = state.book;
    const { mentee: i, mentor: j } = change;
    if (state.at[i] === j && state.fixed[i]) throw new CannotBe("pinned", change, j);
    state.banned.add(i * m + j);
    state.barred[i * m + j] = 1;
    if (state.at[i] !== j) return;
    state.at[i] = -1;
    if (!mend(state, -1, j, i)) throw new CannotBe("no_room", change);
  };

  /** Sums of a state: mentees with a mentor, gain, points, the lowest score. */
  const totals = ({ book, at, loads, places }) => {
    const { n, m, scores, again } = book;
    let coverage = 0;
    let gain = 0;
    let total = 0;
    let worst = null;
    for (let i = 0; i < n; i += 1) {
      if (at[i] === m) continue;
      const score = scores[i * m + at[i]];
      coverage += 1;
      gain += again.gains[i * m + at[i]] + (again.credit ? again.credit[i] : 0);
      total += score;
      worst = worst === null ? score : Math.min(worst, score);
    }
    for (let j = 0; j < m; j += 1) {
      const over = Math.max(loads[j] - places[j], 0);
      gain -= (again.extraPlaceCost * over * (over + 1)) / 2;
    }
    return { coverage, gain, total, worst, mean: coverage ? total / coverage : null };
  };

  /** A change as pins and bans: a swap is two pins. */
  const parts = (change) =>
    change.do === "swap"
      ? [
          { ...change, do: "pin" },
          { ...change, do: "pin", mentee: change.withMentee, mentor: change.withMentor },
        ]
      : [change];

  /**
   * Solve again under a list of changes, `{do: "pin" | "ban" | "swap", mentee, mentor}`.
   * Returns `{ok: true, mentorOf, before, after, moves}`, people by position and null
   * for nobody, or `{ok: false, code, change, mentor}`: the first that cannot be made.
   */
  const solve = (book, changes) => {
    const { n, m } = book;
    if (!book.again) return { ok: false, code: "not_here" };
    const state = begin(book);
    const was = Array.from(state.at);
    const before = totals(state);
    try {
      // Bans first: a pair that is asked for and ruled out is told at the pin.
      const all = changes.flatMap((change, number) =>
        parts(change).map((part) => ({ ...part, number })),
      );
      for (const part of all) if (part.do === "ban") ban(state, part);
      for (const part of all) if (part.do === "pin") pin(state, part);
    } catch (error) {
      if (!(error instanceof CannotBe)) throw error;
      return { ok: false, code: error.code, change: error.change, mentor: error.mentor };
    }
    const who = (j) => (j === m ? null : j);
    const moves = [];
    for (let i = 0; i < n; i += 1) {
      if (was[i] === state.at[i]) continue;
      moves.push({ mentee: i, from: who(was[i]), to: who(state.at[i]) });
    }
    return { ok: true, mentorOf: Array.from(state.at, who), before, after: totals(state), moves };
  };

  /** Why changes cannot be made, in a sentence. `label(side, position)` names people. */
  const told = ({ code, change, mentor }, label) => {
    if (!change) {
      return "These changes cannot be worked out on this page: run again to see what they cost.";
    }
    const me = label("mentees", change.mentee);
    const who = label("mentors", change.mentor);
    const pair = `${me} with ${who}`;
    switch (code) {
      case "wants_nobody":
        return `${pair} cannot be made: ${me} wants no mentor.`;
      case "pinned":
        return change.do === "ban"
          ? `${pair} cannot be ruled out: the pair is asked for.`
          : `${pair} cannot be made: ${me} is asked to go to ${label("mentors", mentor)}.`;
      case "banned":
        return `${pair} is asked for and ruled out at once: remove one of the two changes.`;
      case "barred":
        return `${pair} cannot be made: a rule bars the pair that nobody can set aside.`;
      case "no_place":
        return `${pair} cannot be made: ${who} has no place this round.`;
      case "too_large":
        return "These changes cannot be worked out on this page: run again to see what they cost.";
      default:
        return change.do === "ban"
          ? `${pair} cannot be ruled out: together with the other changes and with what must ` +
              "hold, no pairs are left that keep to everything."
          : `${pair} cannot be made: together with the other changes, pins and least numbers ` +
              `leave no place with ${who}.`;
    }
  };

  hsrMatch.resolve = { solve, told };
})();

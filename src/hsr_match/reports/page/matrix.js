// The table of all pairs, unpacked, and prices in words. Nothing here touches the
// page; what is said must equal insight/pricing/words.py, which tests compare.
(() => {
  const KINDS = { i1: 1, i2: 2, i3: 3, i4: 4 };

  /** Bytes of a text in base64. */
  const bytesOf = (text) => {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let k = 0; k < raw.length; k += 1) bytes[k] = raw.charCodeAt(k);
    return bytes;
  };

  /** Whole numbers as Python packed them: little-endian, one to four bytes, or binary64. */
  const unpack = ({ type, data }) => {
    const bytes = bytesOf(data);
    const view = new DataView(bytes.buffer);
    if (type === "f8") {
      const wide = new Float64Array(bytes.length / 8);
      for (let k = 0; k < wide.length; k += 1) wide[k] = view.getFloat64(8 * k, true);
      return wide;
    }
    const width = KINDS[type];
    const numbers = new Int32Array(bytes.length / width);
    for (let k = 0; k < numbers.length; k += 1) {
      let value = 0;
      for (let byte = 0; byte < width; byte += 1) value |= bytes[width * k + byte] << (8 * byte);
      const spare = 32 - 8 * width;
      numbers[k] = (value << spare) >> spare;
    }
    return numbers;
  };

  /** 64-bit tickets as pairs of 32-bit halves. */
  const tickets = (text) => {
    const bytes = bytesOf(text);
    const view = new DataView(bytes.buffer);
    const count = bytes.length / 8;
    const low = new Uint32Array(count);
    const high = new Uint32Array(count);
    for (let k = 0; k < count; k += 1) {
      low[k] = view.getUint32(8 * k, true);
      high[k] = view.getUint32(8 * k + 4, true);
    }
    return { low, high };
  };

  /** Everything that Python wrote about pairs, ready for use. */
  const open = (told) => {
    const n = told.mentees;
    const present = Array.from({ length: n }, () => []);
    const holders = Array.from({ length: told.mentors }, () => []);
    for (const [mentee, mentor] of told.pairs) {
      present[mentee].push(mentor);
      holders[mentor].push(mentee);
    }
    const { prices, again } = told;
    const scores = unpack(told.scores);
    return {
      told,
      n,
      m: told.mentors,
      kept: told.kept,
      columns: told.columns ? unpack(told.columns) : null,
      scores,
      reasons: unpack(told.reasons),
      prices: prices && {
        coverage: unpack(prices.coverage),
        pairs: prices.pairs && unpack(prices.pairs),
        gain: unpack(prices.gain),
        known: unpack(prices.known),
      },
      again: again && {
        ...again,
        gains: again.gains ? unpack(again.gains) : scores,
        menteeTickets: tickets(again.menteeTickets),
        mentorTickets: tickets(again.mentorTickets),
      },
      present,
      holders,
    };
  };

  /**
   * A mentee's mentors: those that may be made first, by score, then the others.
   * `rank` 1 is the best that may be made; equal scores share the better place.
   */
  const mentorsOf = (book, mentee) => {
    const found = [];
    for (let k = 0; k < book.kept; k += 1) {
      const at = mentee * book.kept + k;
      const mentor = book.columns ? book.columns[at] : k;
      if (mentor < 0) continue;
      found.push({
        mentor,
        at,
        score: book.scores[at],
        reason: book.reasons[at],
        rank: null,
        made: book.present[mentee].includes(mentor),
      });
    }
    found.sort(
      (a, b) =>
        Math.sign(a.reason) - Math.sign(b.reason) || b.score - a.score || a.mentor - b.mentor,
    );
    let rank = 0;
    found.forEach((entry, place) => {
      if (entry.reason) return;
      if (!place || found[place - 1].score !== entry.score) rank = place + 1;
      entry.rank = rank;
    });
    return found;
  };

  /** What making the pair would cost: [coverage, pairs, gain] lost; null where it is not known. */
  const costOf = ({ prices }, at) =>
    prices && prices.known[at]
      ? [prices.coverage[at], prices.pairs ? prices.pairs[at] : 0, prices.gain[at]]
      : null;

  const NUMBERS = "no one two three four five six seven eight nine".split(" ");

  /** a; a and b; a, b and c. */
  const listed = (words) =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

  /** A count in words below ten. */
  const number = (count) => NUMBERS[count] ?? grouped(count);

  /** A count with its noun: 1 mentor, 12 mentors. */
  const counted = (count, one, many) =>
    `${grouped(count)} ${count === 1 ? one : (many ?? `${one}s`)}`;

  /** A whole number over a power of ten, in full and without trailing noughts. */
  const shifted = (whole, digits) => {
    const sign = whole < 0 ? "-" : "";
    const plain = String(Math.abs(whole)).padStart(digits + 1, "0");
    if (digits <= 0) return sign + plain + "0".repeat(-digits);
    const rest = plain.slice(-digits).replace(/0+$/, "");
    return sign + plain.slice(0, -digits) + (rest && `.${rest}`);
  };

  /** How scores are said: points to one decimal, or given figures in full. */
  const scaleOf = ({ scale, given }) => {
    const digits = Math.round(Math.log10(scale));
    const text = (score) => {
      if (given) return shifted(score, digits);
      const tenths = Math.floor((2000 * Math.abs(score) + scale) / (2 * scale));
      return `${score < 0 ? "-" : ""}${Math.floor(tenths / 10)}.${tenths % 10}`;
    };
    return {
      given,
      text,
      points: (score) => (given ? text(score) : `${text(score)} points`),
      /** An amount that is not nothing, also where one decimal would read 0.0. */
      amount: (gain) => (given || gain * 2000 >= scale ? text(gain) : "under 0.1"),
    };
  };

  /** What the cohort loses, or wins, by a change. */
  const costInWords = (coverage, pairs, gain, told) => {
    const scale = scaleOf(told);
    const said = [];
    for (const [lost, noun] of [[coverage, "mentee"], [pairs, "pair"]]) {
      if (!lost) continue;
      const nouns = Math.abs(lost) === 1 ? noun : `${noun}s`;
      said.push(`${number(Math.abs(lost))} ${nouns} ${lost > 0 ? "fewer" : "more"}`);
    }
    if (gain) {
      let amount = scale.amount(Math.abs(gain));
      if (!scale.given) amount += told.alpha ? " weighted points" : " points";
      said.push(`${amount} ${gain > 0 ? "less" : "more"} in all`);
    }
    return said.join(", ") || "costs nothing";
  };

  /** Why a pair has no price. `label(side, position)` names people. */
  const obstacle = (book, mentee, mentor, reason, label) => {
    const me = label("mentees", mentee);
    const who = label("mentors", mentor);
    if (reason) return `${who} and ${me} may not be paired`;
    if (book.told.wanted[mentee] <= 0) return `${me} wants no mentor`;
    const pinned = book.told.pins.filter(([i]) => i === mentee).map(([, j]) => label("mentors", j));
    if (pinned.length && pinned.length >= book.told.wanted[mentee]) {
      return `${me} stays with ${listed(pinned)}, as people decided`;
    }
    if (!book.told.placesMax[mentor]) return `${who} has no place this round; a mentor held in reserve gives one only if the pair is asked for`;
    const limits = book.told.tied ? "pins, limits" : "pins";
    return `${limits} and minimum loads leave no place with ${who} for ${me}`;
  };

  /** What making a pair would cost the whole cohort, in words; `cost` as in `costOf`. */
  const priceInWords = (book, mentee, entry, cost, label) => {
    if (!cost) {
      return `cannot be made: ${obstacle(book, mentee, entry.mentor, entry.reason, label)}`;
    }
    const [coverage, pairs, gain] = cost;
    if (!coverage && !pairs && !gain) {
      return entry.made
        ? "costs nothing: this pair is made"
        : "costs nothing: another pairing is just as good";
    }
    return costInWords(coverage, pairs, gain, book.told);
  };

  /** The same, and for somebody without a mentor that another would be. */
  const priceForMentee = (book, mentee, entry, cost, label) => {
    const words = priceInWords(book, mentee, entry, cost, label);
    const first = book.told.order === "pairs_first";
    return first && cost && cost[0] >= 0 && !book.present[mentee].length
      ? `somebody else would be without a mentor instead; ${words}`
      : words;
  };

  hsrMatch.matrix = {
    open,
    mentorsOf,
    costOf,
    costInWords,
    priceInWords,
    priceForMentee,
    scaleOf,
    number,
    grouped,
    counted,
  };
})();

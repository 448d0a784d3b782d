// The list of changes that somebody puts together, and the file it is saved as.
// Nothing here touches the page. A change is {do, mentee, mentor, by, reason}, a
// swap also {withMentee, withMentor}; people by position.
(() => {
  /** What YAML does not print; everything else may stand in quotes as JSON writes it. */
  const UNPRINTED = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

  const quoted = (text) =>
    JSON.stringify(text).replace(
      UNPRINTED,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );

  /** Pairs that a change asks for; none for a ban. */
  const asked = (change) => {
    if (change.do === "ban") return [];
    const pairs = [[change.mentee, change.mentor]];
    if (change.do === "swap") pairs.push([change.withMentee, change.withMentor]);
    return pairs;
  };

  const same = (one, other) =>
    ["do", "mentee", "mentor", "withMentee", "withMentor"].every((key) => one[key] === other[key]);

  /** Whether two changes cannot both be: one mentee twice, or a pair asked for and ruled out. */
  const contradict = (one, other) => {
    const mine = asked(one);
    const theirs = asked(other);
    if (one.do === "ban" || other.do === "ban") {
      const [ban, pairs] = one.do === "ban" ? [one, theirs] : [other, mine];
      return pairs.some(([i, j]) => i === ban.mentee && j === ban.mentor);
    }
    return mine.some(([i]) => theirs.some(([k]) => i === k));
  };

  /** The list with a change more; `gone` are those that had to give way. */
  const added = (changes, change) => {
    if (changes.some((other) => same(other, change))) return { changes, gone: [] };
    const gone = changes.filter((other) => contradict(other, change));
    const kept = changes.filter((other) => !gone.includes(other));
    return { changes: [...kept, { by: "", reason: "", ...change }], gone };
  };

  /** changes.yaml. `id(side, position)` gives ids; `told` is what Python wrote on the run. */
  const yamlOf = (changes, told, id) => {
    const lines = [
      `# changes.yaml: changes to the pairs that hsr-match made on ${told.run}.`,
      `# ${told.command}`,
    ];
    for (const change of changes) {
      const entries = [
        ["do", change.do],
        ["mentee", id("mentees", change.mentee)],
        ["mentor", id("mentors", change.mentor)],
      ];
      if (change.do === "swap") {
        entries.push(
          ["with_mentee", id("mentees", change.withMentee)],
          ["with_mentor", id("mentors", change.withMentor)],
        );
      }
      entries.push(["by", change.by.trim()], ["reason", change.reason.trim()]);
      entries.forEach(([key, value], k) =>
        lines.push(`${k ? "  " : "- "}${key}: ${k ? quoted(value) : value}`),
      );
    }
    return `${lines.join("\n")}\n`;
  };

  /** A change in words. `label(side, position)` names people. */
  const inWords = (change, label) => {
    const pair = (i, j) => `${label("mentees", i)} with ${label("mentors", j)}`;
    const [i, j] = [change.mentee, change.mentor];
    if (change.do === "pin") return `Make this pair: ${pair(i, j)}`;
    if (change.do === "ban") return `Never this pair: ${pair(i, j)}`;
    return `Swap: ${pair(i, j)}, and ${pair(change.withMentee, change.withMentor)}`;
  };

  /** The rules in words that a change asks to set aside; empty for none. */
  const rulesSetAside = (book, change) =>
    asked(change)
      .map(([i, j]) => (book.columns ? 0 : book.reasons[i * book.m + j]))
      .filter((reason) => reason && book.told.mayLift[reason])
      .map((reason) => book.told.reasonWords[reason])
      .join("; ");

  hsrMatch.changes = { added, same, yamlOf, inWords, rulesSetAside, asked };
})();

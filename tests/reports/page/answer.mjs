// Answers questions about the page's scripts, without a browser: JSON in, JSON out.
// node answer.mjs FOLDER < {"documents": [...], "questions": [{"ask", "document", ...}]}
import { readFileSync } from "node:fs";
import vm from "node:vm";

const folder = process.argv[2];
const scripts = ["matrix.js", "tickets.js", "resolve.js", "changes.js"].map((name) =>
  readFileSync(`${folder}/${name}`, "utf8"),
);
const hsrMatch = vm.runInThisContext(
  `"use strict"; const hsrMatch = {};\n${scripts.join("\n")}\nhsrMatch`,
);

const { documents, questions } = JSON.parse(readFileSync(0, "utf8"));
const books = documents.map(hsrMatch.matrix.open);
const label = (side, position) => `${side === "mentees" ? "mentee" : "mentor"} ${position + 1}`;

const ANSWERS = {
  solve: (book, { changes }) => {
    const result = hsrMatch.resolve.solve(book, changes);
    return result.ok ? result : { ...result, words: hsrMatch.resolve.told(result, label) };
  },
  /** Every pair's price as the matrix tells it, and in words. */
  prices: (book) =>
    Array.from({ length: book.n }, (_, mentee) =>
      hsrMatch.matrix.mentorsOf(book, mentee).map((entry) => {
        const cost = hsrMatch.matrix.costOf(book, entry.at);
        const words = hsrMatch.matrix.priceInWords(book, mentee, entry, cost, label);
        return { ...entry, cost, words };
      }),
    ),
  words: (_, { coverage, pairs, gain, told }) =>
    hsrMatch.matrix.costInWords(coverage, pairs, gain, told),
  scores: (_, { scores, told }) => scores.map(hsrMatch.matrix.scaleOf(told).text),
  priority: (book, { pairs }) =>
    pairs.map(([i, j]) =>
      hsrMatch.priority(book.again.menteeTickets, book.again.mentorTickets, i, j),
    ),
  yaml: (book, { changes, ids }) =>
    hsrMatch.changes.yamlOf(changes, book.told, (side, position) => ids[side][position]),
  added: (_, { changes }) =>
    changes.reduce((list, change) => hsrMatch.changes.added(list, change).changes, []),
};

process.stdout.write(
  JSON.stringify(questions.map((one) => ANSWERS[one.ask](books[one.document ?? 0], one))),
);

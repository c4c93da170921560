// Finding one of a few thousand people on the device, in Khmer or Latin letters or by number.
// The folding follows namematch (src/namematch/khmer.py) as far as a telephone needs it.

const INVISIBLE = /[\u00ad\u034f\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const COENG = "\u17d2";
const CLUSTER = /[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+/g;
const TOKEN = /\u17d2[\u1780-\u17b3]|[^]/gu;
// The order of marks inside a cluster; people type them in any.
const RANKS = { "\u17cc": 0, "\u17c9": 3, "\u17ca": 3, "\u17b6": 7, "\u17c7": 9, "\u17c8": 9 };
for (const mark of "\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5") RANKS[mark] = 4;
for (const mark of "\u17bb\u17bc\u17bd") RANKS[mark] = 5;
for (const mark of "\u17b7\u17b8\u17b9\u17ba") RANKS[mark] = 6;

const rank = (token) => (token[0] === COENG ? (token[1] === "\u179a" ? 2 : 1) : RANKS[token] ?? 8);

const inOrder = (cluster) => {
  const [base, ...marks] = cluster.match(TOKEN);
  const once = [...new Set(marks)];
  const text = once.sort((one, other) => rank(one) - rank(other) || (rank(one) === 1 ? 0 : one < other ? -1 : 1)).join("");
  // Two signs typed one after the other that look like one vowel.
  return base + text.replace("\u17c1\u17b8", "\u17be").replace("\u17c1\u17b6", "\u17c4");
};

/** The form used for search alone: one spelling for what looks or sounds the same. */
export const fold = (text) =>
  text.normalize("NFKD").toLowerCase().replace(INVISIBLE, "").replace(/[\u0300-\u036f]/g, "")
    .replace(/[\u17e0-\u17e9\uff10-\uff19]/g, (one) => String(one.charCodeAt(0) & 0xf))
    .replace(CLUSTER, inOrder)
    .replaceAll(`${COENG}\u178a`, `${COENG}\u178f`)
    .replace(/[\u17c9\u17ca\u17bb]+(?=[\u17b7-\u17ba])/g, "\u17ca")
    .replace(/['’‘ʼ]/g, "").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();

/** Prepare people once for many searches. */
export const searchable = (people) =>
  people.map((person) => {
    const names = `${fold(person.name_km ?? "")} ${fold(person.name_latin ?? "")}`;
    const number = fold(person.client_no ?? "").replaceAll(" ", "");
    // Khmer is often typed without a space between the names.
    return { person, text: ` ${names} ${names.replaceAll(" ", "")}`, number };
  });

/** The people who fit every word, at most `most`; an empty question gives the first of all. */
export const find = (prepared, question, most = 30) => {
  const words = fold(question).split(" ").filter(Boolean);
  const together = words.join("");
  const found = [];
  for (const { person, text, number } of prepared) {
    const byName = words.every((word) => text.includes(` ${word}`));
    const byNumber = together.length >= 2 && /\d/.test(together) && number.includes(together);
    if (byName || byNumber) found.push(person);
    if (found.length === most) break;
  }
  return found;
};

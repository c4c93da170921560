// The page that checks certificates says everything in both languages, and the same things.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { WORDS, speak, t } from "../../src/spean/field/client/src/verify/words.js";

const SOURCES = new URL("../../src/spean/field/client/src/verify/", import.meta.url);
const code = readdirSync(SOURCES).filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(new URL(name, SOURCES), "utf8").split("let chosen").at(-1)).join("\n");
const values = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
const KHMER = /[\u1780-\u17ff]/;

test("every text is there in both languages, with the same values", () => {
  for (const [key, pair] of Object.entries(WORDS)) {
    assert.equal(pair.length, 2, key);
    assert.deepEqual(values(pair[0]), values(pair[1]), key);
    assert.equal(KHMER.test(pair[0]) || key === "language", true, key);
  }
});

test("every text that the page asks for is there, and none is left over", () => {
  const asked = [...code.matchAll(/\bt\("(\w+)"/g)].map(([, key]) => key);
  assert.deepEqual(asked.filter((key) => !WORDS[key]), []);
  // A verdict's word is the name of its answer, its sentence ends in _says.
  const drawn = [...code.matchAll(/^ {2}.*: "[a-z-]+",? ?/gm)].join(" ");
  const isSpoken = (key) => code.includes(`"${key}"`) || new RegExp(`\\b${key.replace(/_says$/, "")}: "`).test(drawn + code);
  assert.deepEqual(Object.keys(WORDS).filter((key) => !isSpoken(key)), []);
});

test("every answer has its word and its sentence", () => {
  const [, table] = code.match(/const DRAWN = \{([^}]*)\}/);
  const kinds = [...table.matchAll(/(\w+): "/g)].map(([, kind]) => kind);
  assert.equal(kinds.length, 10);
  for (const kind of kinds) assert.ok(WORDS[kind] && (WORDS[`${kind}_says`] || WORDS.damaged_says), kind);
});

test("no sentence of an answer is red or loud", () => {
  for (const pair of Object.values(WORDS)) assert.doesNotMatch(pair.join(" "), /[!]|\b(error|failed|invalid|fake)\b/i);
});

test("numbers are written in the reader's digits", () => {
  speak("km");
  assert.match(t("list_age", { n: 12 }), /១២/);
  speak("en");
  assert.equal(t("list_age", { n: 12 }), "12 days old");
});

// Both languages say everything, and say the same things.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { PLAYER, REPLACED, calendarWords } from "../../src/spean/field/client/src/player_words.js";
import { WORDS, speak, t } from "../../src/spean/field/client/src/words.js";

const SOURCES = new URL("../../src/spean/field/client/src/", import.meta.url);
const KHMER = /[\u1780-\u17ff]/;
// The tables themselves speak nothing; what stands below them in words.js does.
const spokenIn = (text) => text.split("let chosen").at(-1);
const code = readdirSync(SOURCES).filter((name) => name.endsWith(".js") && name !== "player_words.js")
  .map((name) => spokenIn(readFileSync(new URL(name, SOURCES), "utf8"))).join("\n");
const values = (text) => (text.match(/\{\w+\}/g) ?? []).sort();

/** What is wrong with a pair; empty when nothing is. */
const faults = (key, pair) => {
  const [khmer, english, ...more] = pair;
  const found = [];
  if (!khmer || !english || more.length) found.push("not two texts");
  else if (JSON.stringify(values(khmer)) !== JSON.stringify(values(english))) found.push("other values");
  // The name of the other language stands in its own letters.
  if (key !== "language" && key !== "megabytes" && !KHMER.test(khmer ?? "")) found.push("no Khmer letter");
  return found;
};

test("every text is there in both languages, with the same values", () => {
  const wrong = Object.entries(WORDS).flatMap(([key, pair]) => faults(key, pair).map((fault) => `${key}: ${fault}`));
  assert.deepEqual(wrong, []);
});

test("a text without its twin is caught", () => {
  assert.deepEqual(faults("x", ["មួយ"]), ["not two texts"]);
  assert.deepEqual(faults("x", ["មួយ {n}", "one"]), ["other values"]);
  assert.deepEqual(faults("x", ["one", "one"]), ["no Khmer letter"]);
});

test("every text that the pages ask for is there, and none is left over", () => {
  const asked = new Set([...code.matchAll(/\bt\("(\w+)"/g)].map(([, key]) => key));
  assert.deepEqual([...asked].filter((key) => !WORDS[key]), []);
  const spoken = (key) => asked.has(key) || code.includes(`"${key}"`);
  assert.deepEqual(Object.keys(WORDS).filter((key) => !spoken(key)), []);
});

test("a text that nobody wrote stops the page in a test, not in a village", () => {
  assert.throws(() => t("no such key"), /no such text/);
});

test("numbers are written in the reader's digits, names are left alone", () => {
  speak("km");
  assert.equal(t("unsent", { n: 12 }), "១២ មិនទាន់ផ្ញើ");
  assert.equal(t("code_of", { name: "Dara 2" }), "លេខកូដរបស់ Dara 2");
  speak("en");
  assert.equal(t("unsent", { n: 12 }), "12 not sent yet");
});

test("the form player has Khmer for each of its texts", () => {
  for (const [text, [khmer]] of Object.entries(PLAYER)) assert.match(khmer, KHMER, text);
  assert.ok(REPLACED.length >= Object.keys(PLAYER).length - 2);
  speak("km");
  const { monthNames, dayNames, dayNamesMin } = calendarWords();
  assert.deepEqual([monthNames.length, dayNames.length, dayNamesMin.length], [12, 7, 7]);
});

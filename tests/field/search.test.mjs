// Finding somebody among thousands, as people type.
import assert from "node:assert/strict";
import { test } from "node:test";
import { find, fold, searchable } from "../../src/spean/field/client/src/search.js";

const PEOPLE = [
  { id: "1", client_no: "PUR-26-00012-7", name_km: "សុខ សុភា", name_latin: "Sok Sophea" },
  { id: "2", client_no: "PUR-26-00120-3", name_km: "ចាន់ ដារ៉ា", name_latin: "Chan Dara" },
  { id: "3", client_no: "OMC-26-00007-1", name_km: "ស៊ីម ស្រីនាង", name_latin: "Sim Sreyneang" },
  { id: "4", client_no: "OMC-26-00008-9", name_km: "", name_latin: "D'Arc Zoë" },
];
const prepared = searchable(PEOPLE);
const ids = (question) => find(prepared, question).map((one) => one.id).join("");

for (const [question, found, why] of [
  ["", "1234", "an empty question shows the first"],
  ["សុភា", "1", "a Khmer given name"],
  ["សុខ សុ", "1", "the beginning of each word"],
  ["សុខសុភា", "1", "written without a space"],
  ["ភា", "", "the middle of a word is no beginning"],
  ["sok", "1", "Latin letters"],
  ["SOPHEA sok", "1", "any case and order"],
  ["00120", "2", "a part of the number"],
  ["pur-26-00012-7", "1", "the whole number"],
  ["PUR26000127", "1", "the number without its hyphens"],
  ["០០១២០", "2", "the number in Khmer digits"],
  ["សុីម", "3", "two ways to write one sound"],
  ["ស\u200bុខ", "1", "invisible spaces are nothing"],
  ["zoe", "4", "without accents"],
  ["darc", "4", "without apostrophes"],
  ["xyz", "", "nobody"],
]) {
  test(why, () => assert.equal(ids(question), found));
}

test("marks typed in another order are the same letter", () => {
  assert.equal(fold("ស្រ\u17b8"), fold("ស\u17d2\u179a\u17b8"));
  assert.equal(fold("ក\u17c6\u17bb"), fold("ក\u17bb\u17c6"));
  assert.equal(fold("ក\u17d2\u178a"), fold("ក\u17d2\u178f"));
  assert.notEqual(fold("ដារា"), fold("តារា"));
});

test("five thousand people are searched while one types", () => {
  const many = searchable(Array.from({ length: 5000 }, (_, at) => ({ ...PEOPLE[at % 4], id: String(at) })));
  const began = performance.now();
  for (const question of ["ស", "សុ", "សុខ", "chan d", "00120", "nobody here"]) find(many, question);
  assert.ok((performance.now() - began) / 6 < 200);
});

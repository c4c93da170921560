// What a form about a person begins with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { knownOf } from "../../src/spean/field/client/src/form.js";

const FIELDS = { family_name_km: "ទន្លេ", given_name_km: "សុខា", nickname: "", sex: "F", commune: "150101" };
const PERSON = { id: "p", client_no: "PUR-26-00012-4", name_km: "ទន្លេ សុខា", name_latin: "", revision: 3, fields: FIELDS };
const ABOUT = new Set(["person_id", "client_no", "finding"]);
const CORRECTING = new Set([...ABOUT, "person_seen", "province", "district", ...Object.keys(FIELDS)]);

test("a form about somebody is told who it is, and none of what is written of her", () => {
  const known = knownOf(PERSON, ABOUT);
  assert.equal(known.person_id, "p");
  assert.equal(known.client_no, "PUR-26-00012-4");
  assert.equal(known.person_name, "ទន្លេ សុខា");
  assert.equal(known.person_seen, "");
  for (const name of Object.keys(FIELDS)) assert.equal(known[name], undefined);
});

test("a form that corrects begins with what stands there, and says what that was", () => {
  const known = knownOf(PERSON, CORRECTING);
  for (const [name, value] of Object.entries(FIELDS)) assert.equal(known[name], value);
  assert.deepEqual(JSON.parse(known.person_seen), { revision: 3, fields: FIELDS });
});

test("a commune stands in its province and its district", () => {
  const { province, district } = knownOf(PERSON, CORRECTING);
  assert.deepEqual([province, district], ["15", "1501"]);
  const nowhere = knownOf({ ...PERSON, fields: { ...FIELDS, commune: "" } }, CORRECTING);
  assert.deepEqual([nowhere.province, nowhere.district], [undefined, undefined]);
});

test("a list of people from before there were corrections claims to have seen nothing", () => {
  const known = knownOf({ ...PERSON, fields: undefined }, CORRECTING);
  assert.equal(known.person_seen, "");
  assert.equal(known.person_id, "p");
});

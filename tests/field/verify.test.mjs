// The browser's side of tests/vectors/certseal.json; the library's is tests/certseal/test_vectors.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "./packages.mjs";

// Another build may be put in its place: one that skips the signature must not pass (test_client.py).
const CODE = process.env.SPEAN_VERIFY_CODE ?? "../../src/spean/field/client/src/verify/";
const { check } = await import(`${CODE}check.js`);
const { idText } = await import(`${CODE}claims.js`);
const { openTrust, rootIn, OlderList, BadTrust, AnotherRoot } = await import(`${CODE}trust.js`);
const { fingerprint } = await import(`${CODE}envelope.js`);

const vectors = JSON.parse(readFileSync(new URL("../vectors/certseal.json", import.meta.url)));
const root = Uint8Array.from(Buffer.from(vectors.root, "hex"));
const today = Date.parse(vectors.today) / 86_400_000;
const files = new Map(vectors.trust.map((one) => [one.name, one.file]));
const trust = await openTrust(files.get("today"), root);

const toldOf = ({ state, reason, age, claims, key, units, listIsOlder, listIsOverdue }) => {
  const told = { state, reason, list_age_days: age };
  if (!claims) return told;
  return {
    ...told,
    claims: {
      id: idText(claims.id), issued_at: claims.issued, expires_at: claims.expires, units: claims.units, status_index: claims.status,
      name_km: claims.khmer, name_latin: claims.latin, birth_year: claims.born, level: claims.level,
      isco: claims.isco === null ? "" : String(claims.isco).padStart(4, "0"), is_specimen: claims.isSpecimen, is_unverified: claims.isUnverified,
      name_km_is_shortened: claims.khmerIsShortened, name_latin_is_shortened: claims.latinIsShortened, part: claims.part, parts: claims.parts,
    },
    key_name_en: key.en, unit_codes: units.map((unit) => unit.code ?? null),
    list_is_older: listIsOlder, list_is_overdue: listIsOverdue,
  };
};

for (const { name, text, ...told } of vectors.texts) {
  test(`${name} is answered as the library answers`, () => {
    assert.deepEqual(toldOf(check(text, trust, today)), told);
  });
}

for (const { name, file, held, answer } of vectors.trust) {
  test(`the trust file "${name}" is answered as the library answers`, async () => {
    const before = held ? await openTrust(files.get(held), root) : null;
    const said = await openTrust(file, root, before).then(() => "ok", (fault) => {
      assert.ok(fault instanceof BadTrust, fault.stack);
      return fault instanceof OlderList ? "older" : "bad";
    });
    assert.equal(said, answer);
  });
}

test("another root is named by its fingerprint, so that two people can compare", async () => {
  const other = files.get("another root");
  const fault = await openTrust(other, root).catch((one) => one);
  assert.ok(fault instanceof AnotherRoot);
  assert.equal(fault.fingerprint, fingerprint(rootIn(other)));
  assert.match(fault.fingerprint, /^([0-9A-F]{4} ){7}[0-9A-F]{4}$/);
});

test("a list grows old in whole days, and overdue", () => {
  const { text } = vectors.texts[0];
  assert.equal(check(text, trust, today + 3).age, 5);
  assert.equal(check(text, trust, today).listIsOverdue, false);
  assert.equal(check(text, trust, today + 30).listIsOverdue, true);
  assert.equal(check(text, trust, today - 30).age, 0);
});

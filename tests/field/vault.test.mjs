// The locks, by the browser's own functions (Node has the same ones).
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ROUNDS, afterWrongCode, faultOfCode, newProfile, rewrapped, sealRecord, toBytes, toText, unlock, waitLeft,
} from "../../src/spean/field/client/src/vault.js";

// Fewer rounds where the rounds are not what is tested.
const FAST = 1000;
const profileOf = (code) => newProfile({ user: "u", name: "Dara", code, rounds: FAST });

test("a code is stretched six hundred thousand times", async () => {
  const { profile } = await newProfile({ user: "u", name: "Dara", code: "482916" });
  assert.equal(profile.rounds, ROUNDS);
  assert.equal(ROUNDS, 600_000);
});

test("what is locked opens with the code, and with no other", async () => {
  const { profile, vault } = await profileOf("482916");
  const locked = await vault.lock({ name: "សុភា" }, "people");
  const again = await unlock(profile, "482916");
  assert.deepEqual(await again.open(locked, "people"), { name: "សុភា" });
  assert.equal(await unlock(profile, "482917"), null);
});

test("nothing that is kept shows the key, the code or the text", async () => {
  const { profile, vault } = await profileOf("482916");
  const locked = await vault.lock({ name: "Marker" }, "people");
  const kept = [profile.wrapped, profile.private_key, locked].map(({ iv, ct }) => Buffer.concat([iv, Buffer.from(ct)]));
  for (const bytes of kept) assert.ok(!bytes.includes("Marker") && !bytes.includes("482916"));
  await assert.rejects(crypto.subtle.exportKey("raw", vault.master));
  await assert.rejects(crypto.subtle.exportKey("pkcs8", vault.signing));
});

test("two users of one telephone do not open each other's things", async () => {
  const [one, other] = [await profileOf("482916"), await profileOf("482916")];
  const locked = await one.vault.lock("mine", "people");
  await assert.rejects(other.vault.open(locked, "people"));
});

test("a locked thing cannot be moved to another place", async () => {
  const { vault } = await profileOf("482916");
  await assert.rejects(vault.open(await vault.lock("x", "draft 1"), "draft 2"));
});

test("a new code opens the same things, the old one no longer", async () => {
  const { profile, vault } = await profileOf("482916");
  const locked = await vault.lock("x", "people");
  const changed = { ...profile, ...(await rewrapped(profile, "482916", "719305")) };
  assert.equal(await (await unlock(changed, "719305")).open(locked, "people"), "x");
  assert.equal(await unlock(changed, "482916"), null);
  assert.equal(await rewrapped(profile, "000001", "719305"), null);
});

test("codes that anybody would try first are not taken", () => {
  assert.deepEqual(["482916", "12345", "", "12ab56", "000000", "123456", "987654", "4829163057"].map(faultOfCode),
    ["", "code_short", "code_digits", "code_digits", "code_easy", "code_easy", "code_easy", ""]);
});

test("five wrong codes make it wait, each further one twice as long, an hour at most", () => {
  let state = { wrong: 0, wait_until: 0 };
  const waits = [];
  for (let turn = 0; turn < 16; turn += 1) {
    state = afterWrongCode(state, 1000);
    waits.push(waitLeft(state, 1000) / 1000);
  }
  assert.deepEqual(waits.slice(0, 7), [0, 0, 0, 0, 30, 60, 120]);
  assert.equal(waits.at(-1), 3600);
  assert.equal(waitLeft({ wait_until: 9e15 }, 0), 3_600_000, "a clock put back does not lock for ever");
});

test("bytes survive being written as text", () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  assert.deepEqual(toBytes(toText(bytes)), bytes);
  assert.match(toText(bytes), /^[\w-]+$/);
});

test("a record is sealed anew each time, under its own number", async () => {
  const server = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const serverKey = { id: "k", jwk: await crypto.subtle.exportKey("jwk", server.publicKey) };
  const { vault } = await profileOf("482916");
  const what = { vault, serverKey, seq: 1, id: "uuid:1", author: "u", captured_at: "t", plain: { xml: "<a>Marker</a>" }, files: [] };
  const [one, two] = [await sealRecord(what), await sealRecord(what)];
  assert.notEqual(one.record.envelope.ct, two.record.envelope.ct);
  assert.notDeepEqual(one.record.envelope.epk, two.record.envelope.epk);
  assert.ok(!JSON.stringify(one.record).includes("Marker"));
});

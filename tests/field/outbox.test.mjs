// The queue by itself: each written case, then thousands of drawn histories that may lose nothing.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { MOST_IN_A_BATCH, emptyOutbox, pauseAfter, step, unsent } from "../../src/spean/field/client/src/outbox.js";

const VECTORS = new URL("../vectors/outbox/", import.meta.url);

for (const file of readdirSync(VECTORS).sort()) {
  for (const { name, state, event, expected } of JSON.parse(readFileSync(new URL(file, VECTORS)))) {
    test(`${file.replace(".json", "")}: ${name}`, () => {
      const before = { ...emptyOutbox(), ...state };
      const frozen = structuredClone(before);
      const { state: after, todo } = step(before, event);
      assert.deepEqual(todo, expected.todo);
      for (const [key, value] of Object.entries(expected.state)) assert.deepEqual(after[key], value, key);
      assert.deepEqual(before, frozen, "what came in was changed");
    });
  }
}

test("a word that nobody knows is a fault", () => {
  assert.throws(() => step(emptyOutbox(), { type: "sneezed" }), /no such event/);
});

test("pauses grow, and stay between half and the whole", () => {
  for (let failures = 1; failures < 40; failures += 1) {
    const whole = Math.min(300_000, 1000 * 2 ** (failures - 1));
    assert.equal(pauseAfter(failures, 0), Math.round(whole / 2));
    assert.equal(pauseAfter(failures, 1), whole);
  }
});

// --- drawn histories ----------------------------------------------------------------------------

const drawn = (seed) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return seed / 2 ** 32;
};

/** A server that keeps what it is sent, and loses some of its answers on the way. */
const history = (seed, judge = step) => {
  const chance = drawn(seed);
  const kept = new Set();
  const keptParts = new Set();
  const refused = new Set();
  let box = emptyOutbox();
  let now = 0;
  let made = 0;
  const doIt = (event) => {
    const result = judge(box, { now, chance: chance(), ...event });
    box = result.state;
    return result.todo;
  };
  const answer = (todo) => {
    for (const one of todo) {
      if (one.send) {
        assert.ok(one.send.length <= MOST_IN_A_BATCH);
        assert.deepEqual(new Set(one.send).size, one.send.length);
        const sent = box.records.filter((entry) => one.send.includes(entry.seq));
        if (chance() < 0.2) return doIt({ type: "failed" });
        if (chance() < 0.05) return doIt({ type: "signed_out" });
        const receipts = sent.filter(() => chance() < 0.9).map((entry) => {
          const no = entry.seq % 11 === 0 && !kept.has(entry.seq);
          (no ? refused : kept).add(entry.seq);
          return { seq: entry.seq, id: entry.id, hash: entry.hash, state: no ? "refused" : "kept", title: "?" };
        });
        for (const entry of sent) if (!refused.has(entry.seq)) kept.add(entry.seq);
        if (chance() < 0.2) return doIt({ type: "failed" });
        const missing = sent.flatMap((entry) => entry.parts).filter((part) => !keptParts.has(part));
        return doIt({ type: "answered", receipts, missing_parts: missing });
      }
      if (one.upload) {
        if (chance() < 0.3) return doIt({ type: "failed" });
        keptParts.add(one.upload.sha256);
        if (chance() < 0.2) return doIt({ type: "failed" });
        return doIt({ type: "part_arrived", sha256: one.upload.sha256 });
      }
    }
    return [];
  };
  for (let turn = 0; turn < 300; turn += 1) {
    now += Math.floor(chance() * 200_000);
    let todo = [];
    if (made < 60 && chance() < 0.4) {
      made += 1;
      const parts = made % 4 === 0 ? [`part-${made}`, `part-${made % 8}`] : [];
      todo = doIt({ type: "added", record: { seq: made, id: `uuid:${made}`, hash: `${made}`, state: "waiting", parts: [...new Set(parts)] } });
    } else todo = doIt({ type: chance() < 0.3 ? "hurry" : "wake" });
    for (let more = 0; more < 20 && todo.length && !todo[0].wait; more += 1) todo = answer(todo);
    const here = new Set(box.records.map((entry) => entry.seq));
    for (let seq = 1; seq <= made; seq += 1) {
      assert.ok(here.has(seq) || kept.has(seq), `seed ${seed}: record ${seq} is nowhere`);
      if (!here.has(seq) && seq % 4 === 0) assert.ok(keptParts.has(`part-${seq}`), `seed ${seed}: a file of ${seq} is nowhere`);
    }
  }
  for (let turn = 0; turn < 400; turn += 1) {
    now += 400_000;
    let todo = doIt({ type: "hurry" });
    for (let more = 0; more < 50 && todo.length && !todo[0].wait; more += 1) todo = answer(todo);
  }
  assert.ok(box.records.every((entry) => entry.state === "stopped"), `seed ${seed}: something still waits`);
  assert.equal(unsent(box), refused.size);
};

test("no history loses a record or a file, and each ends", () => {
  for (let seed = 1; seed <= 300; seed += 1) history(seed);
});

test("a queue that forgets what it sent before the receipt is caught", () => {
  const forgetful = (box, event) => {
    const result = step(box, event);
    const sent = result.todo[0]?.send ?? [];
    return { ...result, state: { ...result.state, records: result.state.records.filter((one) => !sent.includes(one.seq)) } };
  };
  assert.throws(() => history(7, forgetful), /is nowhere/);
});

test("a queue that takes a refusal for a receipt is caught", () => {
  const trusting = (box, event) => step(box, event.type !== "answered" ? event
    : { ...event, receipts: event.receipts.map((one) => ({ ...one, state: "kept" })) });
  assert.throws(() => { for (let seed = 1; seed < 20; seed += 1) history(seed, trusting); }, /is nowhere/);
});

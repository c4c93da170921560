// The telephone's side of tests/vectors/outbox.json; the site's is tests/surveys/sync/test_vectors.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LONGEST_PAUSE, emptyOutbox, step, unsent } from "../../src/spean/field/client/src/outbox.js";

const { scenarios } = JSON.parse(readFileSync(new URL("../vectors/outbox.json", import.meta.url)));

/** One telephone: its queue, and what the queue wants done. */
class Telephone {
  constructor({ records }) {
    this.records = new Map(records.map((one) => [one.seq, one]));
    const entry = ({ seq, id, hash, parts = [] }) => ({ seq, id, hash, state: "waiting", parts });
    this.box = emptyOutbox(records.map(entry));
    this.todo = [];
  }

  hear(event, now = 0) {
    ({ state: this.box, todo: this.todo } = step(this.box, { now, chance: 0.5, ...event }));
  }

  /** A receipt names the record that was sent, unless the step says otherwise. */
  whole({ receipts, ...more }) {
    const about = ({ seq, ...said }) => {
      const { id, hash } = this.records.get(seq);
      return { seq, id, hash, title: "", ...said };
    };
    return { ...more, receipts: receipts.map(about) };
  }

  exchange({ at, event = "hurry", seq, sends, status, server, heard }) {
    if (!this.todo[0]?.send) this.hear({ type: event, seq }, at);
    assert.deepEqual(this.todo[0]?.send ?? [], sends);
    if (!sends.length) return;
    if (status) this.hear({ type: "unreadable", code: String(status), title: "" }, at);
    else if (heard === false) this.hear({ type: "failed" }, at);
    else this.hear({ type: "answered", ...this.whole(heard ?? server) }, at);
  }

  upload({ at, uploads, heard }) {
    if (!this.todo[0]?.upload) this.hear({ type: "hurry" }, at);
    assert.deepEqual(this.todo, [{ upload: { sha256: uploads } }]);
    this.hear(heard === false ? { type: "failed" } : { type: "part_arrived", sha256: uploads }, at);
  }

  pause({ at, event }) {
    this.hear({ type: event }, at);
    const [{ wait }] = this.todo;
    assert.ok(wait > 0 && wait <= LONGEST_PAUSE, `${wait}`);
  }

  take(one) {
    if (one.file) this.hear({ type: "receipts", ...this.whole(one.server) }, one.at);
    else if (one.asks) this.hear({ type: "answered", ...this.whole(one.server) }, one.at);
    else if (one.uploads) this.upload(one);
    else if (one.waits) this.pause(one);
    else this.exchange(one);
    const left = Object.fromEntries(this.box.records.map(({ seq, state }) => [seq, state]));
    assert.deepEqual(left, one.remains);
    assert.equal(unsent(this.box), one.unsent);
    assert.deepEqual(this.box.lost, one.lost ?? []);
    assert.equal(Boolean(this.todo[0]?.wipe), Boolean(one.wipes));
  }
}

for (const { name, telephones, steps } of scenarios) {
  test(name, () => {
    const here = new Map(Object.entries(telephones).map(([called, given]) => [called, new Telephone(given)]));
    for (const [at, one] of steps.entries()) {
      if (!one.telephone) continue;
      try {
        here.get(one.telephone).take(one);
      } catch (fault) {
        fault.message = `step ${at + 1}: ${fault.message}`;
        throw fault;
      }
    }
  });
}

test("there are scenarios to tell", () => assert.ok(scenarios.length >= 12));

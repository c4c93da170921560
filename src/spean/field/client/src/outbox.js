// The queue's logic: which records go next, and what an answer does to them. No network, no
// storage, no clock and no chance in here: moments (ms) and chances (0 to 1) come in with each
// event, so that every case can be written down (tests/vectors/outbox) and told again.

export const MOST_IN_A_BATCH = 50;
export const FIRST_PAUSE = 1_000;
export const LONGEST_PAUSE = 300_000;

/**
 * @typedef {"waiting"|"parts"|"stopped"} RecordState
 *   waiting: not sent. parts: the centre has the answers, not yet every file. stopped: the centre
 *   said no; kept, with its sentence, until somebody presses "try again".
 * @typedef {{seq: number, id: string, hash: string, state: RecordState, parts: string[],
 *   code?: string, title?: string}} Entry
 * @typedef {{records: Entry[], on_the_way: number[], failures: number, not_before: number,
 *   limit: number, session: "open"|"lost", revoked: boolean, lost: number[]}} Outbox
 * @typedef {{send?: number[], upload?: {sha256: string}, wait?: number, ask?: "sign-in",
 *   wipe?: true}} Action
 */

/** @returns {Outbox} */
export const emptyOutbox = (records = []) => ({
  records,
  on_the_way: [],
  failures: 0,
  not_before: 0,
  limit: MOST_IN_A_BATCH,
  session: "open",
  revoked: false,
  lost: [],
});

/** How many records the centre has not confirmed whole: the number that is always shown. */
export const unsent = (outbox) => outbox.records.length;

/** Half of the pause is certain, half is chance: a hundred telephones do not come back at once. */
export const pauseAfter = (failures, chance) => {
  const whole = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures - 1, 20));
  return Math.round(whole / 2 + (whole / 2) * chance);
};

/**
 * Take one event and return the outbox after it, with what is to be done now.
 * @param {Outbox} outbox
 * @param {{type: string, [more: string]: any}} event
 * @returns {{state: Outbox, todo: Action[]}}
 */
export const step = (outbox, event) => {
  const take = EVENTS[event.type];
  if (!take) throw new Error(`no such event: ${event.type}`);
  return take(outbox, event);
};

const EVENTS = {
  // A record was finished on this device.
  added: (outbox, { record, now }) => next({ ...outbox, records: inOrder([...outbox.records, record]) }, now),

  // A pause is over, or a lock was given.
  wake: (outbox, { now }) => next(outbox, now),

  // There is a connection again, the page was opened, or somebody pressed "send now": at once.
  hurry: (outbox, { now }) => next({ ...outbox, not_before: 0, session: "open" }, now),

  answered: (outbox, event) => {
    const sent = outbox.on_the_way;
    const judged = new Set();
    let records = outbox.records;
    for (const receipt of event.receipts) {
      const taken = judge(records, receipt, event.missing_parts ?? []);
      if (!taken) continue;
      records = taken;
      judged.add(receipt.seq);
    }
    const { records: asked, lost } = askedAgain(records, event.missing_seqs ?? [], judged);
    const after = {
      ...outbox,
      records: asked,
      lost,
      on_the_way: [],
      revoked: outbox.revoked || Boolean(event.revoked),
      limit: Math.min(MOST_IN_A_BATCH, outbox.limit * 2),
    };
    // A batch that brought no receipt at all would be sent round in circles without a pause.
    if (sent.length && !sent.some((seq) => judged.has(seq))) return pause(after, event);
    return next({ ...after, failures: 0, not_before: 0 }, event.now);
  },

  // A file of receipts that the centre gave back: the same words, another way.
  receipts: (outbox, event) => {
    let records = outbox.records;
    for (const receipt of event.receipts) {
      const entry = records.find((one) => one.seq === receipt.seq);
      const missing = receipt.parts === "kept" || !entry ? [] : entry.parts;
      records = judge(records, receipt, missing) ?? records;
    }
    return next({ ...outbox, records }, event.now);
  },

  // No answer, or "later".
  failed: (outbox, event) => pause({ ...outbox, on_the_way: [] }, event),

  // The whole request could not be read. One record must be at fault: halve until it stands alone.
  unreadable: (outbox, event) => {
    const sent = outbox.on_the_way;
    if (sent.length > 1) {
      return next({ ...outbox, on_the_way: [], limit: Math.floor(sent.length / 2) }, event.now);
    }
    const stop = (entry) =>
      entry.seq === sent[0] ? { ...entry, state: "stopped", code: event.code, title: event.title } : entry;
    return next({ ...outbox, on_the_way: [], records: outbox.records.map(stop) }, event.now);
  },

  // Nobody is signed in. Everything stays; nothing is tried until somebody is.
  signed_out: (outbox) => ({
    state: { ...outbox, on_the_way: [], session: "lost" },
    todo: [{ ask: "sign-in" }],
  }),

  part_arrived: (outbox, { sha256, now }) => {
    const records = outbox.records.flatMap((entry) => {
      if (!entry.parts.includes(sha256)) return [entry];
      const parts = entry.parts.filter((one) => one !== sha256);
      return entry.state === "parts" && !parts.length ? [] : [{ ...entry, parts }];
    });
    return next({ ...outbox, records, failures: 0, not_before: 0 }, now);
  },

  // The centre will not have this file: the record says so, and the others go on.
  part_refused: (outbox, { sha256, code, title, now }) => {
    const stop = (entry) =>
      entry.parts.includes(sha256) ? { ...entry, state: "stopped", code, title } : entry;
    return next({ ...outbox, records: outbox.records.map(stop) }, now);
  },

  // Somebody pressed "try again" on a record that was stopped.
  retry: (outbox, { seq, now }) => {
    const back = ({ code: _code, title: _title, ...entry }) => ({ ...entry, state: "waiting" });
    const records = outbox.records.map((entry) => (entry.seq === seq ? back(entry) : entry));
    return next({ ...outbox, records, not_before: 0 }, now);
  },
};

/** What is to be done now, if anything may be. */
const next = (outbox, now) => {
  const idle = { state: outbox, todo: [] };
  if (outbox.on_the_way.length || outbox.session === "lost") return idle;
  const waiting = outbox.records.filter((entry) => entry.state === "waiting");
  const parts = outbox.records.flatMap((entry) => (entry.state === "parts" ? entry.parts : []));
  // A device that was lost hands over first; what the centre would not take is sealed, and stays.
  if (!waiting.length && !parts.length) return outbox.revoked ? { state: outbox, todo: [{ wipe: true }] } : idle;
  const left = outbox.not_before - now;
  // No pause is longer than the longest: the clock was put back meanwhile, and the pause is over.
  if (left > 0 && left <= LONGEST_PAUSE) return { state: outbox, todo: [{ wait: left }] };
  if (!waiting.length) {
    // After a fault the turn passes on, so that one file cannot hold up the others.
    return { state: outbox, todo: [{ upload: { sha256: parts[outbox.failures % parts.length] } }] };
  }
  const seqs = waiting.slice(0, outbox.limit).map((entry) => entry.seq);
  return { state: { ...outbox, on_the_way: seqs }, todo: [{ send: seqs }] };
};

const pause = (outbox, { now, chance, retry_after: asked = 0 }) => {
  const failures = outbox.failures + 1;
  const not_before = now + Math.max(pauseAfter(failures, chance), Math.min(asked * 1000, LONGEST_PAUSE));
  return next({ ...outbox, failures, not_before }, now);
};

/** The records after one receipt; nothing if the receipt is not for what is here. */
const judge = (records, receipt, missingParts) => {
  const entry = records.find((one) => one.seq === receipt.seq && one.id === receipt.id);
  // A receipt for other bytes says nothing about ours.
  if (!entry || entry.hash !== receipt.hash) return null;
  if (receipt.state === "refused") {
    const stopped = { ...entry, state: "stopped", code: receipt.code, title: receipt.title };
    return records.map((one) => (one === entry ? stopped : one));
  }
  if (receipt.state !== "kept" && receipt.state !== "quarantined") return null;
  const parts = entry.parts.filter((sha256) => missingParts.includes(sha256));
  if (!parts.length) return records.filter((one) => one !== entry);
  return records.map((one) => (one === entry ? { ...entry, parts, state: "parts" } : one));
};

/** Numbers that the centre never saw: what is still here goes again, the rest is said. */
const askedAgain = (records, missing, judged) => {
  const here = new Set(records.map((entry) => entry.seq));
  const again = (entry) =>
    entry.state === "parts" && missing.includes(entry.seq) && !judged.has(entry.seq)
      ? { ...entry, state: "waiting" }
      : entry;
  return { records: records.map(again), lost: missing.filter((seq) => !here.has(seq) && !judged.has(seq)) };
};

const inOrder = (records) => [...records].sort((one, other) => one.seq - other.seq);

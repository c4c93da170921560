// Sends what waits. What goes next and what an answer means is decided in outbox.js; this file
// carries it out: one tab at a time, for every profile of the user who is signed in.
import { emptyOutbox, step } from "./outbox.js";
import { LAST, Refused } from "./server.js";

const LOCK = "spean-field-sending";
// Another tab is sending. Should it die, this one looks again after so long.
const LOOK_AGAIN = 15_000;

export class Sender {
  /**
   * @param {{store: object, server: object, told: (what: string, more?: object) => void,
   *   locks?: LockManager, clock?: () => number, chance?: () => number}} given
   */
  constructor({ store, server, told, locks = navigator.locks, clock = Date.now, chance = Math.random }) {
    Object.assign(this, { store, server, told, locks, clock, chance });
    this.boxes = new Map();
    this.greeted = new Set();
    this.asked = new Set();
    this.session = "unknown";
    this.user = null;
    this.refusal = "";
    this.timer = 0;
    this.running = null;
  }

  /** At once: the browser came online, the page was opened, a record was finished. */
  hurry() {
    for (const [device, box] of this.boxes) this.boxes.set(device, { ...box, not_before: 0, session: "open" });
    return this.wake();
  }

  /** Work until nothing more can be done now. Asked while it works, it looks once more after. */
  wake() {
    clearTimeout(this.timer);
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.work().finally(() => {
      this.running = null;
      if (!this.again) return;
      this.again = false;
      this.wake();
    });
    return this.running;
  }

  async work() {
    const pause = await this.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? this.round() : LOOK_AGAIN));
    if (pause !== null) this.timer = setTimeout(() => this.wake(), pause);
  }

  /** Serve every profile; return how long to wait for the next round, null when nothing waits. */
  async round() {
    const profiles = await this.store.all("profiles");
    const pauses = [];
    for (const profile of profiles) {
      const box = this.boxOf(profile.device, await this.store.all("records", profile.device));
      this.boxes.set(profile.device, box);
      // Asked once for each opening of the page, with nothing to send too: it may have to be emptied.
      const isNews = !profile.registered || !this.greeted.has(profile.device);
      const { todo } = step(box, { type: "wake", now: this.clock() });
      if (todo[0]?.wait) pauses.push(todo[0].wait);
      else if (isNews || todo.length) pauses.push(await this.serve(profile));
    }
    const waits = pauses.filter((one) => one !== null);
    return waits.length ? Math.min(...waits) : null;
  }

  boxOf(device, rows) {
    const records = rows.map(({ seq, id, hash, state, parts, code, title }) =>
      ({ seq, id, hash, state, parts, ...(code ? { code } : {}), ...(title ? { title } : {}) }));
    return { ...(this.boxes.get(device) ?? emptyOutbox()), records, on_the_way: [] };
  }

  async serve(profile) {
    const { device } = profile;
    let box = this.boxes.get(device);
    let door = "sync";
    try {
      const start = await this.server.start();
      this.signedIn(start);
      // The outbox belongs to one user: another's session sends nothing of it, and may not come in
      // its place; but whether that one was shut out can be asked.
      if (start.user.id !== profile.user) {
        const last = this.asked.has(device) ? null : await this.lastWord(profile);
        this.asked.add(device);
        if (!last) return null;
        door = LAST;
        box = await this.apply(device, { ...box, session: "open" }, last);
      } else {
        if (!profile.registered) await this.register(profile);
        box = await this.greet(profile, box);
      }
    } catch (fault) {
      const last = fault.status === 401 ? await this.lastWord(profile) : null;
      if (!last) return this.after(device, await this.apply(device, box, this.eventOf(fault)));
      door = LAST;
      box = await this.apply(device, { ...box, session: "open" }, last);
    }
    let { state, todo } = step(box, { type: "wake", now: this.clock() });
    while (todo[0]?.send || todo[0]?.upload) {
      this.boxes.set(device, state);
      const event = todo[0].send
        ? await this.send(profile, todo[0].send, door)
        : await this.upload(profile, todo[0].upload.sha256, door);
      ({ state, todo } = await this.step(device, state, event));
    }
    if (todo[0]?.wipe) {
      if (profile.closed) return null;
      await this.store.forget(device, { everything: !state.records.length });
      this.told("wiped", { device, notice: door === LAST ? "left" : "wiped" });
      return null;
    }
    return this.after(device, state);
  }

  /** The first question of an opened page: what is missing, and is this device still ours? */
  async greet({ device, last_seq }, box) {
    if (this.greeted.has(device)) return box;
    const answer = await this.server.send(device, last_seq, []);
    this.greeted.add(device);
    return this.apply(device, box, { type: "answered", ...answer, receipts: answer.receipts ?? [] });
  }

  /**
   * Nobody can sign in here any more? Then the server still takes what waits, sets it aside, and
   * says "revoked", so that this profile is emptied. For every other device it answers 404.
   */
  async lastWord({ device, last_seq, registered }) {
    if (!registered) return null;
    try {
      const answer = await this.server.send(device, last_seq, [], LAST);
      return { type: "answered", ...answer, receipts: answer.receipts ?? [] };
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      return null;
    }
  }

  after(device, box) {
    this.boxes.set(device, box);
    const { todo } = step(box, { type: "wake", now: this.clock() });
    return todo[0]?.wait ?? null;
  }

  /**
   * A browser that goes away before it ever sent anything must be known too: the file that it
   * saves can be brought in only then. If it cannot be told now, the next connection tells it.
   */
  async makeKnown(profile) {
    try {
      await this.register(profile);
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
    }
  }

  async register(profile) {
    const name = navigator.userAgentData?.platform || navigator.platform || "browser";
    await this.server.register(profile.device, name.slice(0, 100), profile.public_key);
    await this.store.changeProfile(profile.device, () => ({ registered: true }));
  }

  async send(profile, seqs, door) {
    const { device } = profile;
    this.told("sending", { device, seqs });
    try {
      const bodies = [];
      for (const seq of seqs) {
        const row = await this.store.get("bodies", [device, seq]);
        if (row) bodies.push(row.record);
      }
      const highest = Math.max(profile.last_seq, ...seqs);
      const answer = await this.server.send(device, highest, bodies, door);
      this.refusal = "";
      return { type: "answered", ...answer, receipts: answer.receipts ?? [] };
    } catch (fault) {
      // The server does not know this browser, or no longer: it is made known again.
      if (fault.status === 404) await this.store.changeProfile(device, () => ({ registered: false }));
      return this.eventOf(fault);
    }
  }

  async upload({ device }, sha256, door) {
    try {
      const row = await this.store.get("parts", [device, sha256]);
      if (!row) return { type: "part_refused", sha256, code: "file-gone", title: "" };
      const told = (share) => this.told("uploading", { device, sha256, share });
      await this.server.upload(device, sha256, row.bytes, told, door);
      return { type: "part_arrived", sha256 };
    } catch (fault) {
      const isFinal = fault.kind === "unreadable" || fault.kind === "refused";
      if (isFinal) return { type: "part_refused", sha256, code: fault.code, title: fault.title };
      return this.eventOf(fault);
    }
  }

  eventOf(fault) {
    if (!(fault instanceof Refused)) throw fault;
    if (fault.kind === "signed-out") {
      this.session = "lost";
      this.user = null;
      this.greeted.clear();
      return { type: "signed_out" };
    }
    if (fault.kind === "unreadable") return { type: "unreadable", code: fault.code, title: fault.title };
    this.session = fault.kind === "away" ? "away" : this.session;
    this.refusal = fault.title;
    return { type: "failed", retry_after: fault.retryAfter };
  }

  /** One event: what it changes is on the disk before anything else happens. */
  async step(device, before, event) {
    const now = this.clock();
    const result = step(before, { now, chance: this.chance(), ...event });
    await this.store.settle(device, before.records, result.state.records, now);
    this.told("changed", { device });
    return result;
  }

  async apply(device, box, event) {
    const { state } = await this.step(device, box, event);
    // Whatever it wants to do next, it asks for again when it is woken.
    return { ...state, on_the_way: [] };
  }

  /** Somebody pressed "try again" on one record. */
  async retry(device, seq) {
    const box = this.boxOf(device, await this.store.all("records", device));
    this.boxes.set(device, await this.apply(device, box, { type: "retry", seq }));
    return this.wake();
  }

  /** Receipts that came as a file. */
  async receive(device, receipts) {
    const box = this.boxOf(device, await this.store.all("records", device));
    const after = await this.apply(device, box, { type: "receipts", receipts });
    this.boxes.set(device, after);
    return box.records.length - after.records.length;
  }

  signedIn(start) {
    this.session = "open";
    this.user = start.user;
    this.told("signed-in", { start });
  }
}

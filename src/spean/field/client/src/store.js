// What the browser keeps (IndexedDB). Whatever names a person is sealed before it comes here
// (vault.js); this file only knows which table a thing belongs to and what must happen together.

const NAME = "spean-field";
const VERSION = 1;

// A profile is one user in this browser: the `device` of the protocol, and the key of all tables.
const TABLES = {
  profiles: { keyPath: "device" },
  kept: { keyPath: ["device", "name"] },
  drafts: { keyPath: "id" },
  records: { keyPath: ["device", "seq"] },
  bodies: { keyPath: ["device", "seq"] },
  parts: { keyPath: ["device", "sha256"] },
  done: { keyPath: ["device", "seq"] },
};

export const MOST_DRAFTS = 50;
export const DRAFT_HOURS = 72;
const DONE_HOURS = 24;
// A telephone without a battery wakes up years ago; what was written then is not old.
const FIRST_SENSIBLE_MOMENT = Date.UTC(2026, 0, 1);

/** Somebody else took the number first, or the profile is gone: begin again. */
export class NumberTaken extends Error {}

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export const openStore = async () => {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    // Tables are only ever added: an upgrade never touches what waits to be sent.
    for (const [name, options] of Object.entries(TABLES)) {
      if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, options);
    }
  };
  return new Store(await asked(request));
};

class Store {
  constructor(database) {
    this.database = database;
    // A newer page in another tab may need to change the tables: it must not wait for this one.
    database.onversionchange = () => database.close();
  }

  /** Run `work` in one transaction; what it returns comes back once everything is on the disk. */
  together(tables, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(tables, mode, { durability: "strict" });
      let result;
      transaction.oncomplete = () => resolve(result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.aborted ?? transaction.error ?? new DOMException("aborted", "AbortError"));
      const give = (reason) => {
        transaction.aborted = reason;
        transaction.abort();
      };
      try {
        Promise.resolve(work((name) => transaction.objectStore(name), give)).then(
          (value) => { result = value; },
          (reason) => { transaction.aborted ??= reason; try { transaction.abort(); } catch { /* it ended by itself */ } },
        );
      } catch (reason) {
        give(reason);
      }
    });
  }

  all(table, device) {
    return this.together([table], "readonly", (at) =>
      asked(device ? at(table).getAll(rangeOf(device)) : at(table).getAll()));
  }

  get(table, key) {
    return this.together([table], "readonly", (at) => asked(at(table).get(key)));
  }

  put(table, ...rows) {
    return this.together([table], "readwrite", (at) => Promise.all(rows.map((row) => asked(at(table).put(row)))));
  }

  delete(table, key) {
    return this.together([table], "readwrite", (at) => asked(at(table).delete(key)));
  }

  /** Change a profile by a function of what it is now, so that two tabs do not undo each other. */
  changeProfile(device, change) {
    return this.together(["profiles"], "readwrite", async (at) => {
      const profile = await asked(at("profiles").get(device));
      if (!profile) return undefined;
      const changed = { ...profile, ...change(profile) };
      await asked(at("profiles").put(changed));
      return changed;
    });
  }

  drafts(device) {
    return this.all("drafts").then((rows) => rows.filter((row) => row.device === device));
  }

  /**
   * Store a finished record under the next number and take its draft away: all of it or nothing.
   * @param {{entry: object, body: object, parts: object[], draft: string|null}} made
   */
  finalise({ entry, body, parts, draft }) {
    const tables = ["profiles", "records", "bodies", "parts", "drafts"];
    return this.together(tables, "readwrite", async (at, give) => {
      const profile = await asked(at("profiles").get(entry.device));
      if (!profile || profile.last_seq + 1 !== entry.seq) {
        give(new NumberTaken());
        return;
      }
      await asked(at("profiles").put({ ...profile, last_seq: entry.seq }));
      await asked(at("records").add(entry));
      await asked(at("bodies").add(body));
      for (const part of parts) await asked(at("parts").put(part));
      if (draft) await asked(at("drafts").delete(draft));
    });
  }

  /** Write what an answer changed: who is gone goes with body and files, the rest is as it says. */
  settle(device, before, after, at_moment) {
    const left = new Map(after.map((entry) => [entry.seq, entry]));
    const needed = new Set(after.flatMap((entry) => entry.parts));
    const tables = ["records", "bodies", "parts", "done"];
    return this.together(tables, "readwrite", async (at) => {
      for (const entry of before) {
        const now = left.get(entry.seq);
        if (now === entry) continue;
        const row = await asked(at("records").get([device, entry.seq]));
        if (!row) continue;
        if (now) {
          // A sentence that is gone from the entry is gone from the row.
          const { code: _code, title: _title, ...plain } = row;
          await asked(at("records").put({ ...plain, ...now }));
          continue;
        }
        const { seq, id, form, captured_at } = row;
        await asked(at("done").put({ device, seq, id, form, captured_at, at: at_moment }));
        await asked(at("records").delete([device, seq]));
        await asked(at("bodies").delete([device, seq]));
      }
      for (const part of await asked(at("parts").getAllKeys(rangeOf(device)))) {
        // A record finished meanwhile in another tab is not in `after`: its files stay.
        const isOld = before.some((entry) => entry.parts.includes(part[1]));
        if (isOld && !needed.has(part[1])) await asked(at("parts").delete(part));
      }
    });
  }

  /** Take away what is past its time: drafts after 72 hours, the list of received after a day. */
  tidy(now) {
    return this.together(["drafts", "done"], "readwrite", async (at) => {
      for (const draft of await asked(at("drafts").getAll())) {
        const isOld = draft.updated_at < now - DRAFT_HOURS * 3_600_000;
        if (!isOld) continue;
        if (draft.updated_at < FIRST_SENSIBLE_MOMENT) await asked(at("drafts").put({ ...draft, updated_at: now }));
        else await asked(at("drafts").delete(draft.id));
      }
      for (const row of await asked(at("done").getAll())) {
        if (row.at < now - DONE_HOURS * 3_600_000) await asked(at("done").delete([row.device, row.seq]));
      }
    });
  }

  /** Forget a profile: people, forms, drafts, keys. Finished records stay unless `everything`. */
  forget(device, { everything = false } = {}) {
    const tables = Object.keys(TABLES);
    return this.together(tables, "readwrite", async (at) => {
      await asked(at("kept").delete(rangeOf(device)));
      for (const draft of await asked(at("drafts").getAll())) {
        if (draft.device === device) await asked(at("drafts").delete(draft.id));
      }
      const waiting = await asked(at("records").count(rangeOf(device)));
      if (waiting && !everything) {
        const profile = await asked(at("profiles").get(device));
        const { wrapped: _wrapped, salt: _salt, private_key: _private, ...rest } = profile;
        await asked(at("profiles").put({ ...rest, closed: true }));
        return;
      }
      for (const table of ["records", "bodies", "parts", "done"]) await asked(at(table).delete(rangeOf(device)));
      await asked(at("profiles").delete(device));
    });
  }
}

/** Every key of a table that begins with this device. */
const rangeOf = (device) => IDBKeyRange.bound([device], [device, []]);

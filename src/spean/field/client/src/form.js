// One form, open: keeps what is typed as a locked draft, and seals it once it is finished.
import { h, icon, momentText, note, show } from "./dom.js";
import { MOST_DRAFTS, NumberTaken } from "./store.js";
import { sealPart, sealRecord } from "./vault.js";
import { language, t } from "./words.js";

const SAVE_AFTER = 800;
// In practice one other tab may take a number first; more turns than this mean something else.
const TURNS = 20;

const parsed = (xml) => new DOMParser().parseFromString(xml, "text/xml");
const written = (doc) => new XMLSerializer().serializeToString(doc);
const meta = (doc, name) =>
  [...doc.getElementsByTagName("*")].find((one) => one.localName === name && one.parentElement?.localName === "meta");

/** Give a document the id it had from its first moment; see docs/field-protocol.md. */
export const withInstanceId = (xml, id) => {
  const doc = parsed(xml);
  meta(doc, "deprecatedID")?.remove();
  const place = meta(doc, "instanceID");
  if (place) place.textContent = id;
  return written(doc);
};

export const metaText = (xml, name) => meta(parsed(xml), name)?.textContent.trim() ?? "";

/** The questions that the form itself answers with the moment at which it was last looked at. */
const clocksOf = (xml) =>
  [...parsed(xml).getElementsByTagName("*")]
    .filter((one) => one.localName === "bind" && one.getAttribute("jr:preload") === "timestamp")
    .map((one) => one.getAttribute("nodeset").split("/").pop());

/** The province and the district of a commune: the gazetteer's codes begin with theirs. */
const above = (commune = "") => (commune ? { province: commune.slice(0, 2), district: commune.slice(0, 4) } : {});

/**
 * What is known of a person, by the names of the questions that ask for it.
 *
 * A form that asks for `person_seen` corrects her: every field that goes along stands in it to be
 * changed, and `person_seen` says what stood there, so that the centre can tell what was changed.
 */
export const knownOf = (person, names) => {
  const corrects = names.has("person_seen") && Boolean(person.fields);
  const { revision, fields } = person;
  return {
    ...(corrects ? { ...above(fields.commune), ...fields } : {}),
    person_id: person.id,
    client_no: person.client_no,
    person_name: person.name_km || person.name_latin,
    person_seen: corrects ? JSON.stringify({ revision, fields }) : "",
  };
};

/** Write what is known of a person into the empty questions of a form that ask for it. */
export const prefilled = (xml, person) => {
  if (!person) return xml;
  const doc = parsed(xml);
  const root = [...doc.getElementsByTagName("*")].find((one) => one.localName === "instance")?.firstElementChild;
  const questions = [...(root?.getElementsByTagName("*") ?? [])].filter((one) => !one.childElementCount);
  const known = knownOf(person, new Set(questions.map((one) => one.localName)));
  for (const one of questions) {
    if (known[one.localName] && !one.textContent) one.textContent = known[one.localName];
  }
  return written(doc);
};

/** The user's people as the list that a form may ask for. */
export const peopleAsCsv = (people) => {
  const columns = ["client_no", "name_km", "name_latin", "sex", "birth_year", "commune_km", "commune_en", "case"];
  const cell = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const label = (one) => [one.name_km || one.name_latin, one.client_no, one.commune_km].filter(Boolean).join(" · ");
  const rows = people.map((one) => [one.id, label(one), ...columns.map((name) => one[name])].map(cell).join(","));
  return [["name", "label", ...columns].join(","), ...rows].join("\n");
};

export class OpenForm {
  /**
   * @param {object} app the page (main.js)
   * @param {{form: object, draft?: object, person?: object}} what
   */
  constructor(app, { form, draft = null, person = null }) {
    Object.assign(this, { app, form, person: draft?.person ?? person });
    this.draft = draft;
    this.id = draft?.id ?? crypto.randomUUID();
    this.instance = draft?.instance ?? "";
    this.saved = "";
    this.isClosed = false;
    this.saving = Promise.resolve();
  }

  /** Draw the page and fetch the player, which is large and comes once. */
  async open(place) {
    const title = this.form[`title_${language()}`] || this.form.title_km || this.form.form_id;
    this.state = h("span.state", { role: "status" });
    this.messages = h("div", { "aria-live": "polite" });
    // No browser may keep what is typed for "going back" or for completing: only our locked draft.
    this.sheet = h("form.sheet", { autocomplete: "off", submit: (event) => event.preventDefault() }, h("p.dim", {}, t("opening")));
    const leave = h("button.btn", { type: "button", click: () => this.leave() }, icon("arrow-left"), t("leave"));
    show(place, [h("div.formtop", {}, leave, this.state), h("h1", {}, title), this.messages, this.sheet]);
    try {
      const xml = await this.app.formText(this.form);
      if (!xml) return this.say(t("form_absent"));
      this.clocks = new Set(clocksOf(xml));
      const { openPlayer } = await import("./player.js");
      if (this.isClosed) return undefined;
      this.sheet.replaceChildren();
      this.player = await openPlayer({
        place: this.sheet,
        xml: prefilled(xml, this.draft ? null : this.person),
        draft: this.draft,
        language: language(),
        device: this.app.vault.device,
        attachment: (name) => this.app.formFile(this.form, name),
        finished: (snapshot) => this.finish(snapshot),
      });
      // A draft that was opened is the engine's edit of itself: that alone is nothing new.
      this.saved = this.markOf(await this.player.snapshot());
      for (const name of ["input", "change", "click"]) this.sheet.addEventListener(name, () => this.soon());
      this.told(this.draft ? t("saved_at", { when: momentText(new Date(this.draft.updated_at).toISOString()) }) : "");
    } catch (fault) {
      console.error(fault);
      this.say(t("form_fault"));
    }
    return undefined;
  }

  say(words) {
    this.messages.replaceChildren(note(words, { care: true }));
    this.messages.scrollIntoView({ block: "center" });
  }

  told(words) {
    this.state.replaceChildren(...(words ? [icon("check-circle-fill"), words] : []));
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), SAVE_AFTER);
  }

  markOf({ xml, files }) {
    // Each time it is asked, the engine sets the clocks anew, and perhaps the id.
    const doc = parsed(withInstanceId(xml, ""));
    for (const one of doc.getElementsByTagName("*")) if (this.clocks.has(one.localName)) one.textContent = "";
    return `${written(doc)}\n${files.map((file) => `${file.name} ${file.size}`).join("\n")}`;
  }

  /** Lock what is there into the draft; true when it is on the disk. The last one typed is the last kept. */
  save() {
    clearTimeout(this.timer);
    this.saving = this.saving.then(() => this.saveNow()).then(() => true, (fault) => {
      console.error(fault);
      if (!this.isClosed) this.say(fault?.name === "QuotaExceededError" ? t("no_room") : t("not_kept"));
      return false;
    });
    return this.saving;
  }

  async saveNow() {
    const { app } = this;
    if (!this.player || this.isDone || !app.vault) return;
    const snapshot = await this.player.snapshot();
    const mark = this.markOf(snapshot);
    if (mark === this.saved) return;
    const row = await this.rowOf(snapshot);
    // Finished or left while it was being locked: a draft must not come back to life.
    if (this.isDone) return;
    await app.store.put("drafts", row);
    this.saved = mark;
    // A reload comes back to this draft, not to an empty form.
    if (app.form === this) history.replaceState(null, "", `#/draft/${this.id}`);
    this.messages.replaceChildren();
    this.told(t("saved_at", { when: momentText(new Date(row.updated_at).toISOString()) }));
    app.changed();
  }

  get isDone() {
    return this.isClosed || this.isFinishing;
  }

  async rowOf({ xml, files }) {
    const { vault } = this.app;
    const { form_id, version, hash, title_km, title_en, media } = this.form;
    this.instance ||= metaText(xml, "instanceID") || `uuid:${crypto.randomUUID()}`;
    const held = {
      form: { form_id, version, hash, title_km, title_en, media },
      instance: this.instance,
      name: metaText(xml, "instanceName"),
      person: this.person,
      xml: withInstanceId(xml, this.instance),
    };
    const locked = [];
    for (const file of files) {
      const context = `draft\n${this.id}\n${locked.length}`;
      locked.push(await vault.lockBytes(await file.arrayBuffer(), context));
    }
    held.files = files.map(({ name, type }) => ({ name, type }));
    return {
      id: this.id,
      device: vault.device,
      updated_at: Date.now(),
      held: await vault.lock(held, `draft\n${this.id}`),
      files: locked,
    };
  }

  /** The player says that nothing is missing: seal it. Until that is on the disk the form stays open. */
  async finish(snapshot) {
    if (this.isFinishing) return;
    this.isFinishing = true;
    clearTimeout(this.timer);
    try {
      await this.saving;
      const seq = await this.seal(snapshot);
      if (!seq) return this.say(t("no_key"));
      this.close();
      this.app.finished(this.form);
    } catch (fault) {
      console.error(fault);
      this.say(fault?.name === "QuotaExceededError" ? t("no_room") : t("not_kept"));
    } finally {
      this.isFinishing = false;
    }
    return undefined;
  }

  async seal({ xml, files }) {
    const { store, vault } = this.app;
    this.instance ||= metaText(xml, "instanceID") || `uuid:${crypto.randomUUID()}`;
    const { form_id, version, title_km, title_en } = this.form;
    const plain = { form_id, version, xml: withInstanceId(xml, this.instance), language: language() };
    const loaded = [];
    for (const file of files) loaded.push({ name: file.name, type: file.type, bytes: await file.arrayBuffer() });
    const about = this.person?.name_km || this.person?.name_latin || "";
    const captured_at = new Date().toISOString();
    const { device } = vault;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const profile = await store.get("profiles", device);
      if (!profile?.server_key) return 0;
      const seq = profile.last_seq + 1;
      const { server_key: serverKey, user: author } = profile;
      const { record, hash } = await sealRecord({
        vault, serverKey, seq, id: this.instance, author, captured_at, plain, files: loaded,
      });
      const parts = new Map();
      for (const [at, { sha256 }] of record.parts.entries()) {
        if (parts.has(sha256)) continue;
        parts.set(sha256, { device, sha256, bytes: await sealPart({ device, serverKey, hash: sha256, bytes: loaded[at].bytes }) });
      }
      const entry = {
        device, seq, id: record.id, hash, state: "waiting", parts: [...parts.keys()], captured_at,
        form: await vault.lock({ title_km, title_en }, `form\n${record.id}`),
        summary: await vault.lock({ name: metaText(xml, "instanceName") || about }, `summary\n${record.id}`),
      };
      try {
        await store.finalise({ entry, body: { device, seq, record }, parts: [...parts.values()], draft: this.id });
        return seq;
      } catch (fault) {
        if (!(fault instanceof NumberTaken)) throw fault;
      }
    }
    throw new NumberTaken();
  }

  async leave() {
    if (await this.save()) this.app.go("#/");
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.player?.close();
    this.player = null;
  }
}

/** What a draft holds, or null when it cannot be opened with this key. */
export const openDraft = async (vault, row) => {
  try {
    const held = await vault.open(row.held, `draft\n${row.id}`);
    return { ...held, id: row.id, updated_at: row.updated_at, locked: row.files };
  } catch {
    return null;
  }
};

/** The files of a draft, opened. */
export const draftFiles = async (vault, draft) => {
  const files = [];
  for (const [at, { name, type }] of draft.files.entries()) {
    const bytes = await vault.openBytes(draft.locked[at], `draft\n${draft.id}\n${at}`);
    files.push(new File([bytes], name, { type }));
  }
  return files;
};

export const isFull = (drafts) => drafts.length >= MOST_DRAFTS;

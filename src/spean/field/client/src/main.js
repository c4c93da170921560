// The page under /field/: who is here, what is kept, which page is shown. The pages themselves are
// in doors.js (locked) and pages.js (unlocked); form.js is the open form.
import "./style.css";
import { doors, refused } from "./doors.js";
import { show } from "./dom.js";
import { OpenForm, draftFiles, openDraft, peopleAsCsv } from "./form.js";
import { frame, pages } from "./pages.js";
import { searchable } from "./search.js";
import { Sender } from "./sender.js";
import { Server } from "./server.js";
import { openStore } from "./store.js";
import { language, rememberedLanguage, speak } from "./words.js";
import { watchVersions } from "./versions.js";

const IDLE = 10 * 60_000;
const LOOK_AT_IDLE = 5_000;
const FRESH_FOR = 10 * 60_000;
const LONGEST_TAP = 1_000;
const LITTLE_ROOM = 50_000_000;
// Pages with a field: what changes in the background must not take away what is being typed.
const ASKING = new Set(["people", "code", "form", "draft", "delete", "remove"]);

class App {
  constructor(store) {
    this.store = store;
    this.server = new Server();
    this.sender = new Sender({ store, server: this.server, told: (what, more) => this.heard(what, more) });
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("spean-field") : null;
    this.place = document.getElementById("app");
    this.profile = null;
    this.forget();
    Object.assign(this, { records: [], done: [], drafts: [], sending: new Set(), notice: "", room: null });
    this.lastTouch = Date.now();
    this.refreshedAt = 0;
    this.pressedAt = 0;
    this.isReady = false;
  }

  /** Nothing of a person stays in memory. */
  forget() {
    Object.assign(this, { vault: null, start: null, people: null, prepared: [], form: null, drafts: [] });
  }

  async begin() {
    speak(rememberedLanguage());
    const theme = document.cookie.match(/(?:^|; )spean_theme=(light|dark)/);
    if (theme) document.documentElement.dataset.theme = theme[1];
    addEventListener("hashchange", () => {
      // What was said of a file is said once.
      Object.assign(this, { carried: "", receiptsRead: "" });
      this.draw();
    });
    addEventListener("online", () => this.online());
    // Only what counts is drawn: a connection comes and goes while somebody writes.
    addEventListener("offline", () => this.draw({ again: true }));
    addEventListener("pagehide", () => this.form?.save());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.form?.save() : this.awake()));
    for (const name of ["pointerdown", "keydown", "wheel", "touchstart"]) {
      addEventListener(name, () => { this.lastTouch = Date.now(); }, { passive: true, capture: true });
    }
    addEventListener("pointerdown", () => { this.pressedAt = Date.now(); }, { capture: true });
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => setTimeout(() => { this.pressedAt = 0; this.drawLate(); }), { capture: true });
    setInterval(() => this.lockWhenIdle(), LOOK_AT_IDLE);
    this.channel?.addEventListener("message", (event) => this.heardFromTab(event.data));
    watchVersions(this);
    await this.store.tidy(Date.now());
    await this.count();
    this.draw();
    if (navigator.onLine) this.sender.hurry();
  }

  async awake() {
    this.lockWhenIdle();
    await this.store.tidy(Date.now());
    if (navigator.onLine) this.sender.hurry();
  }

  async online() {
    this.sender.hurry();
    this.draw({ again: true });
    if (this.vault && Date.now() - this.refreshedAt > FRESH_FOR) await this.refresh();
  }

  // --- who is here ------------------------------------------------------------------------------

  async enter(profile, vault) {
    // What another user had open is not looked for in this one's things.
    if (this.profile && this.profile.device !== profile.device) this.home();
    Object.assign(this, { profile, vault, notice: "", carried: "", receiptsRead: "" });
    this.lastTouch = Date.now();
    this.start = await this.keptValue("start");
    this.takePeople(await this.keptValue("people"));
    await this.count();
    this.draw();
    navigator.storage?.persist?.();
    this.sender.hurry();
    if (navigator.onLine) await this.refresh();
  }

  async lock({ tell = true } = {}) {
    if (!this.vault) return;
    // What could not be saved is not thrown away for the sake of a lock.
    if (this.form && !(await this.form.save())) return;
    const draft = this.form && (await this.store.get("drafts", this.form.id)) ? this.form.id : null;
    this.form?.close();
    this.forget();
    if (tell) this.channel?.postMessage({ type: "lock" });
    if (draft) history.replaceState(null, "", `#/draft/${draft}`);
    else if (location.hash.startsWith("#/form/")) history.replaceState(null, "", "#/");
    if (this.mustReload) location.reload();
    this.draw();
  }

  lockWhenIdle() {
    if (this.vault && Date.now() - this.lastTouch >= IDLE) this.lock({ tell: false });
  }

  // --- what is kept -----------------------------------------------------------------------------

  async keptValue(name) {
    const row = await this.store.get("kept", [this.vault.device, name]);
    if (!row) return null;
    try {
      return await this.vault.open(row.locked, name);
    } catch {
      return null;
    }
  }

  async keep(name, value) {
    const { vault } = this;
    await this.store.put("kept", { device: vault.device, name, locked: await vault.lock(value, name) });
  }

  takePeople(slice) {
    this.people = slice;
    this.prepared = searchable(slice?.people ?? []);
  }

  /** Fetch forms and people, as far as they changed. What is kept stays if this breaks off. */
  async refresh() {
    const { vault } = this;
    if (!vault || this.isRefreshing) return;
    this.isRefreshing = true;
    try {
      const start = await this.server.start();
      this.sender.signedIn(start);
      if (this.vault !== vault || start.user.id !== this.profile.user) return;
      this.profile = await this.store.changeProfile(vault.device, () => ({ server_key: start.key, name: start.user.name }));
      for (const form of start.forms) for (const file of [form, ...form.media]) await this.fetchFile(vault, file);
      await this.keep("start", start);
      this.start = start;
      const news = await this.server.people(this.people?.etag);
      if (news) {
        const slice = { ...news, fetched_at: new Date().toISOString() };
        await this.keep("people", slice);
        if (this.vault === vault) this.takePeople(slice);
      }
      await this.dropOldFiles(vault, start);
      this.refreshedAt = Date.now();
    } catch (fault) {
      if (!fault.kind) throw fault;
      if (fault.kind === "signed-out") {
        this.sender.session = "lost";
        this.sender.greeted.clear();
        this.sender.wake();
      }
    } finally {
      this.isRefreshing = false;
      this.changed({ tell: false });
    }
  }

  async fetchFile(vault, { hash, url }) {
    const name = `file:${hash}`;
    if (await this.store.get("kept", [vault.device, name])) return;
    const { bytes, type } = await this.server.file(url);
    await this.store.put("kept", { device: vault.device, name, type, locked: await vault.lockBytes(bytes, name) });
  }

  /** A form that a draft was begun with stays, whatever came after it. */
  async dropOldFiles(vault, start) {
    const needed = new Set(start.forms.flatMap((form) => [form, ...form.media]).map(({ hash }) => `file:${hash}`));
    for (const row of await this.store.drafts(vault.device)) {
      const draft = await openDraft(vault, row);
      for (const hash of [draft?.form.hash, ...(draft?.form.media ?? []).map((one) => one.hash)]) needed.add(`file:${hash}`);
    }
    for (const { name } of await this.store.all("kept", vault.device)) {
      if (name.startsWith("file:") && !needed.has(name)) await this.store.delete("kept", [vault.device, name]);
    }
  }

  async keptFile(hash) {
    const name = `file:${hash}`;
    const row = await this.store.get("kept", [this.vault.device, name]);
    return row ? { bytes: await this.vault.openBytes(row.locked, name), type: row.type } : null;
  }

  async formText(form) {
    const file = await this.keptFile(form.hash);
    return file ? new TextDecoder().decode(file.bytes) : "";
  }

  async formFile(form, name) {
    const media = form.media?.find((one) => one.name === name);
    const file = media && (await this.keptFile(media.hash));
    if (file) return new Response(file.bytes, { headers: { "Content-Type": file.type } });
    if (name !== "people.csv") return new Response("", { status: 404 });
    return new Response(peopleAsCsv(this.people?.people ?? []), { headers: { "Content-Type": "text/csv" } });
  }

  // --- what is shown ----------------------------------------------------------------------------

  /** Count again what waits; a locked page counts too, for whoever was here. */
  async count() {
    const profiles = await this.store.all("profiles");
    this.profiles = profiles.filter((one) => !one.closed);
    this.profile &&= profiles.find((one) => one.device === this.profile.device) ?? null;
    const mine = profiles.filter((one) => one.user === this.profile?.user);
    this.waiting = new Map();
    for (const { user, device } of profiles) {
      const rows = await this.store.all("records", device);
      this.waiting.set(user, (this.waiting.get(user) ?? 0) + rows.length);
    }
    const rowsOf = async (table) => (await Promise.all(mine.map((one) => this.store.all(table, one.device)))).flat();
    this.records = await rowsOf("records");
    this.done = await rowsOf("done");
    this.drafts = this.vault ? await this.openDrafts() : [];
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    this.room = quota ? quota - usage : null;
    this.isKept = Boolean(await navigator.storage?.persisted?.());
  }

  async openDrafts() {
    const { vault } = this;
    const opened = await Promise.all((await this.store.drafts(vault.device)).map((row) => openDraft(vault, row)));
    return opened.filter(Boolean).sort((one, other) => other.updated_at - one.updated_at);
  }

  get hasLittleRoom() {
    return this.room !== null && this.room < LITTLE_ROOM;
  }

  get isSignedInElsewise() {
    return Boolean(this.sender.user && this.profile && this.sender.user.id !== this.profile.user);
  }

  /** Something changed on the disk: count, draw, and let the other tabs do so too. */
  async changed({ tell = true } = {}) {
    if (tell) this.channel?.postMessage({ type: "changed" });
    await this.count();
    this.draw({ again: true });
  }

  heard(what, more = {}) {
    if (what === "sending") this.sending = new Set(more.seqs.map((seq) => `${more.device} ${seq}`));
    if (what === "changed") this.sending.clear();
    if (what === "wiped" && (!this.vault || this.profile?.device === more.device)) {
      this.form?.close();
      this.forget();
      Object.assign(this, { profile: null, notice: more.notice });
      this.count().then(() => this.draw());
      return;
    }
    if (what === "signed-in" && this.vault && more.start.user.id === this.profile?.user) {
      this.store.changeProfile(this.vault.device, () => ({ server_key: more.start.key }));
    }
    if (what !== "uploading") this.changed({ tell: what === "changed" || what === "wiped" });
  }

  heardFromTab({ type }) {
    if (type === "lock") this.lock({ tell: false });
    if (type !== "changed") return;
    if (this.sender.running) this.sender.again = true;
    this.changed({ tell: false });
  }

  /** Put the address of the first page in place of one that leads nowhere. */
  home() {
    history.replaceState(null, "", "#/");
  }

  go(hash) {
    if (location.hash === hash) this.draw();
    else location.hash = hash;
  }

  async finished(form) {
    this.form = null;
    history.replaceState(null, "", `#/done/${encodeURIComponent(form.form_id)}`);
    this.channel?.postMessage({ type: "changed" });
    await this.count();
    this.draw();
    this.sender.hurry();
  }

  /** Draw the page of the address. `again`: only what changed by itself; never over an open form. */
  draw({ again = false } = {}) {
    if (again && Date.now() - this.pressedAt < LONGEST_TAP) {
      this.mustDraw = true;
      setTimeout(() => this.drawLate(), LONGEST_TAP);
      return;
    }
    this.mustDraw = false;
    const [page = "", ...rest] = placeOf(location.hash);
    const known = this.vault ? pages[page] ?? pages[""] : doors;
    if (again && (this.form || !this.vault || ASKING.has(page))) {
      frame(this, null);
      return;
    }
    if (this.form) this.leaveForm();
    show(frame(this, page), known(this, ...rest), { keepFocus: again });
  }

  /** What came while a finger was down is drawn now: a link that is replaced under it is not followed. */
  drawLate() {
    if (this.mustDraw) this.draw({ again: true });
  }

  async leaveForm() {
    const { form } = this;
    this.form = null;
    await form.save();
    form.close();
    this.changed();
  }

  async openForm(what) {
    if (what.draft) what.draft.opened = await draftFiles(this.vault, what.draft);
    this.form = new OpenForm(this, what);
    await this.form.open(frame(this, "form"));
  }

  speak(code) {
    speak(code);
    this.draw();
  }

  get language() {
    return language();
  }
}

/** The steps of an address; one that somebody wrote wrongly leads to the first page. */
const placeOf = (hash) => {
  try {
    return hash.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return [];
  }
};

const begin = async () => {
  const place = document.getElementById("app");
  speak(rememberedLanguage());
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return show(place, refused("no_crypto"));
  try {
    const app = new App(await openStore());
    await app.begin();
  } catch (fault) {
    console.error(fault);
    show(place, refused("no_storage"));
  }
  return undefined;
};

begin();

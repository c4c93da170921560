// The page under /verify/: checks certificates on this telephone. What is read from a QR or a picture
// never leaves it; the only thing ever fetched is the signed list, the same for everybody.
import "./style.css";
import { show } from "../elements.js";
import { Camera } from "./camera.js";
import { check, PREFIX } from "./check.js";
import { forgetList, keepList, keptList } from "./keep.js";
import { answer, frame, home, reading, scanning } from "./pages.js";
import { AnotherRoot, OlderList, ageOf, openTrust, rootIn } from "./trust.js";
import { watchVersions } from "./versions.js";
import { language, rememberedLanguage, speak, t } from "./words.js";

const LIST = "/verify/list.json";
const FETCH_EVERY = 3_600_000;
const LARGEST_PICTURE = 40_000_000;
const DAY = 86_400_000;

/** Days since 1970, as lists count them: a list of this morning is not a day old in Phnom Penh. */
const today = () => Math.floor(Date.now() / DAY);

class App {
  constructor() {
    Object.assign(this, { trust: null, said: "", notice: "", texts: [], camera: null, page: home, isAsking: false, fetchedAt: 0 });
    this.place = document.getElementById("content");
    this.top = document.getElementById("top");
  }

  async begin() {
    speak(rememberedLanguage());
    await this.openKept();
    this.draw();
    document.body.dataset.ready = "yes";
    this.reader = import("./reader.js").catch(() => null);
    watchVersions(this);
    addEventListener("online", () => this.fetchList());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.rest() : this.fetchIfOld()));
    setInterval(() => this.fetchIfOld(), FETCH_EVERY);
    await this.fetchList();
  }

  // --- the list ---------------------------------------------------------------------------------

  async openKept() {
    const kept = await keptList();
    if (!kept) return;
    try {
      this.trust = await openTrust(kept.text, kept.root);
    } catch (fault) {
      // What lies in the browser was altered: it is as good as none.
      console.warn(fault.message);
    }
  }

  fetchIfOld() {
    if (Date.now() - this.fetchedAt > FETCH_EVERY) this.fetchList();
  }

  /** Fetch the list: without a cookie, naming nothing of what was checked. */
  async fetchList({ asked = false } = {}) {
    if (!navigator.onLine && !asked) return;
    if (asked) this.say(t("list_fetching"));
    this.fetchedAt = Date.now();
    try {
      const reply = await fetch(LIST, { credentials: "omit", cache: "no-cache", referrerPolicy: "no-referrer" });
      if (!reply.ok) throw new TypeError(String(reply.status));
      const text = await reply.text();
      this.say(text ? await this.take(text) : t("list_not_yet"));
    } catch (fault) {
      this.say(this.whyNot(fault, asked));
    }
  }

  /** The first root that a telephone meets stays; its number stands on the page to be compared. */
  async take(text) {
    const trust = await openTrust(text, this.trust?.root ?? rootIn(text), this.trust);
    const isNew = trust.text !== this.trust?.text;
    this.trust = trust;
    if (isNew) await keepList(text, trust.root);
    // A certificate on the screen is judged anew: it may have been taken back since.
    if (isNew && this.page !== scanning) this.draw({ keepFocus: true });
    return t("list_fetched");
  }

  whyNot(fault, asked) {
    if (fault instanceof AnotherRoot) return t("list_other_root", { print: fault.fingerprint });
    if (fault instanceof OlderList) return t("list_older");
    if (fault instanceof TypeError) return asked || !this.trust ? t("list_unreached") : "";
    return t("list_bad");
  }

  say(words) {
    this.said = words;
    const place = document.getElementById("list-said");
    if (place) place.textContent = words;
  }

  ask(isAsking) {
    this.isAsking = isAsking;
    this.draw({ keepFocus: true });
  }

  async forget() {
    await forgetList();
    Object.assign(this, { trust: null, isAsking: false, said: "" });
    this.draw();
    await this.fetchList({ asked: true });
  }

  get age() {
    return ageOf(this.trust, today());
  }

  // --- reading ----------------------------------------------------------------------------------

  async scan() {
    this.go(scanning);
    const reader = await this.readyReader();
    if (!reader || this.page !== scanning) return;
    const looking = document.getElementById("looking");
    this.camera = new Camera({
      video: document.getElementById("view"), reader,
      found: (texts) => this.heard(texts),
      isLong: () => { if (looking.textContent !== t("looking_long")) looking.textContent = t("looking_long"); },
    });
    try {
      await this.camera.begin();
    } catch (fault) {
      console.warn(fault.name);
      this.home(t(fault.name === "NotAllowedError" ? "camera_refused" : "camera_missing"));
    }
  }

  async readPicture(input) {
    const [file] = input.files;
    if (!file) return;
    this.go(reading);
    const reader = await this.readyReader();
    if (!reader) return;
    this.asked = file;
    // Whoever went elsewhere meanwhile is not called back.
    const isWanted = () => this.page === reading && this.asked === file;
    try {
      if (file.size > LARGEST_PICTURE) throw new reader.NotAPicture("too large");
      const texts = await reader.readPicture(file, isWanted);
      if (!isWanted()) return;
      if (texts.length) this.heard(texts);
      else this.home(t("no_code"));
    } catch (fault) {
      console.warn(fault.message);
      this.home(t("not_a_picture"));
    }
  }

  readText(text) {
    if (text.trim()) this.heard([text]);
    else this.home(t("paste_nothing"));
  }

  async readyReader() {
    const reader = (await this.reader) ?? (await import("./reader.js").catch(() => null));
    const isReady = await reader?.ready().then(() => true, () => false);
    if (isReady) return reader;
    this.home(t("reader_missing"));
    return null;
  }

  /** Beside ours there may be other codes on a paper: they are only spoken of when ours is not there. */
  heard(texts) {
    const ours = texts.filter((text) => text.trim().startsWith(PREFIX));
    this.texts = ours.length ? [...new Set(ours)] : texts.slice(0, 1);
    navigator.vibrate?.(60);
    this.go(answer);
  }

  verdicts() {
    return this.texts.map((text) => {
      if (this.trust) return check(text, this.trust, today());
      const isOurs = text.trim().startsWith(PREFIX);
      return { state: isOurs ? "no_list" : "unreadable", reason: isOurs ? "" : "other_system", claims: null };
    });
  }

  // --- pages ------------------------------------------------------------------------------------

  home(notice = "") {
    this.texts = [];
    this.go(home, notice);
  }

  go(page, notice = "") {
    this.rest();
    Object.assign(this, { page, notice, isAsking: false });
    this.draw();
  }

  /** The camera is never left on behind another page. */
  rest() {
    this.camera?.stop();
    const wasOn = this.camera !== null;
    this.camera = null;
    if (wasOn && document.hidden) this.home();
  }

  draw({ keepFocus = false } = {}) {
    this.top.replaceChildren(frame(this));
    show(this.place, this.page(this).filter(Boolean), { keepFocus });
  }

  speak(code) {
    speak(code);
    this.say("");
    if (this.page === scanning) this.home();
    else this.draw();
  }

  get otherLanguage() {
    return language() === "km" ? "en" : "km";
  }
}

new App().begin();

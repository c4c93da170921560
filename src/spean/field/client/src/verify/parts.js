// Small pieces of the pages: buttons, dates, the line about the list.
import { h, icon, khmerDigits } from "../elements.js";
import { language, t } from "./words.js";

const KHMER = /[\u1780-\u17ff]/;

export const button = (tag, drawing, words, click) =>
  h(`button.btn${tag}`, { type: "button", click }, drawing && icon(drawing), words);

export const note = (words, drawing = "info-circle") => h("div.note.gap3", {}, icon(drawing), h("p", {}, words));

export const digits = (value) => (language() === "km" ? khmerDigits(String(value)) : String(value));

/** A text in a script of its own is marked, so that it is read aloud and broken rightly. */
export const marked = (text) => h("span", { lang: KHMER.test(text) ? "km" : "en" }, text);

/** Day month year, the month in words, by this telephone's clock. */
export const dateText = (seconds) => {
  const day = new Date(seconds * 1000);
  return digits(`${day.getDate()} ${t("months").split(" ")[day.getMonth()]} ${day.getFullYear()}`);
};

export const ageText = (days) => {
  if (days === 0) return t("list_today");
  return t(days === 1 ? "list_age_one" : "list_age", { n: days });
};

/** Which list is on this telephone and how old it is: said on every page. */
export const listLine = (app) => {
  const words = app.trust ? [t("list_of", { date: dateText(app.trust.issued) }), " · ", ageText(app.age)] : t("list_none");
  return h("div.list-line", {},
    h("p.small", { id: "list" }, icon(app.trust ? "clock" : "wifi-off"), h("span", {}, words)),
    button(".small", "arrow-repeat", t("list_fetch"), () => app.fetchList({ asked: true })),
    h("p.small.dim", { role: "status", id: "list-said" }, app.said));
};

// Only a voice that is on the telephone: one from elsewhere would be sent what it reads.
const voiceHere = () => globalThis.speechSynthesis?.getVoices?.().find((one) => one.localService && one.lang.startsWith(language()));

/** A button that reads a sentence aloud, where the telephone can. */
export const listen = (sentence) => {
  const voice = voiceHere();
  if (!voice) return null;
  return button(".small", "volume-up", t("listen"), () => {
    const said = new SpeechSynthesisUtterance(sentence);
    Object.assign(said, { voice, lang: voice.lang });
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  });
};

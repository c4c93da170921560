// Making pages out of plain elements: no framework is fetched before a form is opened.
import { h, icon, khmerDigits } from "./elements.js";
import { language, t } from "./words.js";

export { h, icon, show } from "./elements.js";

export const button = (tag, drawing, words, click, more = {}) =>
  h(`button.btn${tag}`, { type: "button", click, ...more }, drawing && icon(drawing), words);

export const note = (words, { care = false, actions = [] } = {}) =>
  h(`div.note${care ? ".care" : ""}`, { role: care ? "alert" : "status" },
    icon(care ? "exclamation-triangle" : "info-circle"),
    h("div", {}, h("p", {}, words), actions.length ? h("div.acts.gap2", {}, actions) : null));

/** A field with its name above, a hint, and room for one sentence when something is missing. */
export const field = (id, label, attributes, { hint = "", message = "" } = {}) => {
  const about = [hint && `${id}-hint`, message && `${id}-message`].filter(Boolean).join(" ");
  return h(`div.f${message ? ".err" : ""}`, {},
    h("label", { for: id }, label),
    hint && h("p.hint", { id: `${id}-hint` }, hint),
    h("input.in", { id, autocomplete: "off", "aria-describedby": about || null, ...attributes }),
    message && h("p.msg", { id: `${id}-message`, role: "alert" }, icon("info-circle"), h("span", {}, message)));
};

const KHMER = /[\u1780-\u17ff]/;
const LATIN = /[A-Za-z]/;

/** A name in the other script is marked, so that it is read aloud and broken rightly. */
export const named = (text) => {
  const other = language() === "km" ? LATIN.test(text) && !KHMER.test(text) && "en" : KHMER.test(text) && "km";
  return other ? h("span", { lang: other }, text) : text;
};

export const digits = (value) =>
  language() === "km" ? khmerDigits(String(value)) : String(value);

/** Khmer and full-width digits as ASCII: every field takes both. */
export const plainDigits = (text) =>
  text.replace(/[\u17e0-\u17e9\uff10-\uff19]/g, (one) => String(one.charCodeAt(0) & 0xf));

/** The hour alone for today, "yesterday", else day and month in words. */
export const momentText = (iso, now = new Date()) => {
  const moment = new Date(iso);
  const hour = digits(`${moment.getHours()}:${String(moment.getMinutes()).padStart(2, "0")}`);
  const day = (date) => Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);
  const apart = day(now) - day(moment);
  if (apart === 0) return hour;
  if (apart === 1) return `${t("yesterday")} ${hour}`;
  return `${digits(moment.getDate())} ${t("months").split(" ")[moment.getMonth()]} ${hour}`;
};

// Making pages out of plain elements: no framework is fetched before a form is opened.
import { language, t } from "./words.js";

/**
 * Make an element. Attributes that are functions become listeners; null, false and undefined are
 * left out, in attributes and among the children.
 * @param {string} tag "p", or "p.dim.small" with classes
 * @returns {HTMLElement}
 */
export const h = (tag, attributes = {}, ...children) => {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === false || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else if (key in element && typeof value === "boolean") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== false && child !== undefined));
  return element;
};

/** A drawing that the shell brought along (one list for the whole site: config/icons.py). */
export const icon = (name) => {
  const found = document.getElementById("drawings").content.querySelector(`[data-icon="${name}"]`);
  return found ? found.firstElementChild.cloneNode(true) : "";
};

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
  language() === "km" ? String(value).replace(/\d/g, (one) => String.fromCharCode(0x17e0 + Number(one))) : String(value);

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

/** Put a page in its place, its heading in focus, so that a screen reader hears where one is. */
export const show = (place, page, { keepFocus = false } = {}) => {
  place.replaceChildren(...[page].flat());
  if (keepFocus) return;
  const first = place.querySelector("[autofocus]") ?? place.querySelector("h1");
  if (!first) return;
  if (first.tagName === "H1") first.tabIndex = -1;
  first.focus({ preventScroll: true });
  scrollTo(0, 0);
};

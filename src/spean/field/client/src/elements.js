// What every page is made of; it speaks no language.

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

/** The text with its values put in; numbers in the reader's digits. */
export const filled = (text, values, inKhmer) =>
  text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = String(values[name]);
    return inKhmer && /^[\d:, –]+$/.test(value) ? khmerDigits(value) : value;
  });

export const khmerDigits = (text) => text.replace(/\d/g, (one) => String.fromCharCode(0x17e0 + Number(one)));

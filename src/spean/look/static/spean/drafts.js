// Keeps the text of a form marked data-draft="key" in this window while the screen is locked,
// or while an answer is awaited; never a field marked data-sensitive, and nothing after sign-out.
(() => {
  "use strict";
  const PREFIX = "draft:";
  const forms = () => document.querySelectorAll("form[data-draft]");
  const place = (form) => `${PREFIX}${location.pathname}:${form.dataset.draft}`;

  const mayKeep = (field) => field.name && !field.closest("[data-sensitive]")
    && !["hidden", "password", "file", "submit", "button"].includes(field.type);

  const textOf = (form) => [...form.elements].filter(mayKeep).map((field) => {
    const ticked = field.type === "radio" || field.type === "checkbox";
    return [field.name, ticked ? [field.value, field.checked] : field.value];
  });

  const fill = (form, kept) => {
    for (const [name, value] of kept) {
      for (const field of form.elements) {
        if (field.name !== name || !mayKeep(field)) continue;
        if (!Array.isArray(value)) field.value = value;
        else if (field.value === value[0]) field.checked = value[1];
      }
    }
  };

  const keepAll = () => {
    if (!forms().length) return;
    sessionStorage.setItem(`${PREFIX}back`, location.pathname);
    for (const form of forms()) sessionStorage.setItem(place(form), JSON.stringify(textOf(form)));
  };
  const forgetAll = () => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  };

  document.addEventListener("spean:locked", keepAll);
  document.addEventListener("spean:unlocked", forgetAll);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) sessionStorage.clear();
    else if (event.target.matches("[data-draft]")) {
      sessionStorage.setItem(place(event.target), JSON.stringify(textOf(event.target)));
    }
  });

  // A form that is on its way saves nothing more in the background.
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) event.target.dataset.sent = "";
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if ("sent" in event.target.dataset) event.preventDefault();
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) forgetAll();
  });

  document.addEventListener("DOMContentLoaded", () => {
    // On the page that says "open for a long time", and on the lock page, the text waits;
    // the lock page leads back to it.
    if ("stale" in document.body.dataset) {
      const back = document.querySelector("input[name=next][data-back]");
      if (back) back.value = sessionStorage.getItem(`${PREFIX}back`) || back.value;
      return;
    }
    for (const form of forms()) {
      const kept = sessionStorage.getItem(place(form));
      // A form that came back with messages holds the text already.
      if (kept && !document.getElementById("errors")) fill(form, JSON.parse(kept));
    }
    forgetAll();
  });
})();

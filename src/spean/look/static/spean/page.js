// Every page: colours, quick way out, showing a password, first wrong field.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  const secure = location.protocol === "https:" ? "; Secure" : "";
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-switch]")) {
      root.dataset.theme = isDark() ? "light" : "dark";
      document.cookie = `spean_theme=${root.dataset.theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    }
    const exit = event.target.closest("[data-quick-exit]");
    if (exit) {
      // `replace` takes this page out of the way back.
      event.preventDefault();
      sessionStorage.clear();
      document.body.hidden = true;
      location.replace(exit.href);
    }
    const eye = event.target.closest("[data-show-password]");
    if (eye) {
      const field = document.getElementById(eye.dataset.showPassword);
      field.type = field.type === "password" ? "text" : "password";
      eye.setAttribute("aria-pressed", String(field.type === "text"));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.more[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A page brought back by the browser's own memory could show what has been signed out.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.body.classList.contains("desk")) location.reload();
  });

  document.addEventListener("DOMContentLoaded", () => {
    if ("signedOut" in document.body.dataset) sessionStorage.clear();
    const wrong = document.querySelector(".f.err input, .f.err select, .f.err textarea");
    if (wrong && document.activeElement === document.body) wrong.focus();
  });
})();

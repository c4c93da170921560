// Keys of the desk, by their place on the keyboard (event.code): the Khmer keyboard is often on.
(() => {
  "use strict";
  const OFF = "spean-keys-off";
  const go = (letter) => (document.querySelector(`.rail [data-go=${letter}]`)
    || document.querySelector(`main [data-go=${letter}]`))?.click();
  const follow = (name) => document.querySelector(`[data-key=${name}]`)?.click();
  const rows = () => [...document.querySelectorAll(".row, [data-row]")];
  const linkOf = (row) => (row.matches("a, button") ? row : row.querySelector("a, button"));
  let waitsForPlace = 0;

  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
    linkOf(next)?.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const SINGLE = {
    Slash: (event) => event.shiftKey ? follow("help") : document.querySelector("[role=search] input:not([type=hidden])")?.focus(),
    KeyN: () => follow("note"),
    KeyR: () => follow("register"),
    KeyJ: () => step(1),
    KeyK: () => step(-1),
  };
  const PLACES = { KeyT: "t", KeyP: "p", KeyJ: "j", KeyA: "a", KeyQ: "q" };
  // A page of days turns with the arrows; elsewhere they scroll as ever.
  const TURNS = { ArrowLeft: "earlier", ArrowRight: "later" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.shiftKey && event.code === "KeyL") {
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("spean:lock"));
      return;
    }
    const form = event.target.closest?.("form");
    if (event.ctrlKey && event.code === "Enter" && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.main") || undefined);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (localStorage.getItem(OFF) || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (TURNS[event.code] && document.querySelector("[data-key=earlier]")) {
      event.preventDefault();
      follow(TURNS[event.code]);
      return;
    }
    if (event.code === "KeyG") {
      waitsForPlace = Date.now();
      return;
    }
    const place = Date.now() - waitsForPlace < 1500 && PLACES[event.code];
    waitsForPlace = 0;
    if (place) {
      go(place);
    } else if (SINGLE[event.code]) {
      event.preventDefault();
      SINGLE[event.code](event);
    }
  });

  const box = document.querySelector("[data-keys-switch]");
  if (box) {
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    });
  }
})();

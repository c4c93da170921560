// Locks the screen after some minutes without a hand on it, here and at the server, in every
// window; the page stays underneath with its text, unreachable until the password is given.
(() => {
  "use strict";
  const screen = document.getElementById("lock-screen");
  if (!screen) return;
  const form = screen.querySelector("form[data-unlock]");
  const password = form.querySelector("input[type=password]");
  const message = screen.querySelector(".msg");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("spean-lock") : null;
  const idle = Number(screen.dataset.idleSeconds) * 1000;
  let last = Date.now();

  const post = (url, body) => fetch(url, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token, "Accept": "application/json" },
    redirect: "manual",
    credentials: "same-origin",
  });

  const say = (name) => {
    message.hidden = !name;
    if (!name) return;
    message.lastElementChild.textContent = screen.querySelector(`[data-say=${name}]`).textContent;
  };

  const cover = () => {
    if (screen.open) return;
    document.dispatchEvent(new CustomEvent("spean:locked"));
    password.value = "";
    say("");
    screen.showModal();
    password.focus();
  };

  const uncover = () => {
    password.value = "";
    last = Date.now();
    screen.close();
    document.dispatchEvent(new CustomEvent("spean:unlocked"));
  };

  const lock = () => {
    cover();
    others?.postMessage("locked");
    // Without an answer the screen is covered all the same; the next request asks again.
    post(screen.dataset.lockUrl).catch(() => {});
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    let answer;
    try {
      answer = await post(screen.dataset.unlockUrl, new URLSearchParams({ password: password.value }));
    } catch {
      say("away");
      return;
    }
    if (answer.status === 204) {
      uncover();
      others?.postMessage("unlocked");
    } else if (answer.status === 422) {
      password.value = "";
      say("wrong");
      password.focus();
    } else if (answer.status === 429) {
      say("many");
    } else {
      location.reload();
    }
  });

  // Escape closes a dialog everywhere else; twice in Chromium in spite of `cancel`.
  screen.addEventListener("cancel", (event) => event.preventDefault());
  screen.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.preventDefault();
    event.stopPropagation();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-lock]")) return;
    event.preventDefault();
    lock();
  });
  document.addEventListener("spean:lock", lock);
  others?.addEventListener("message", (event) => {
    if (event.data === "locked") cover();
    if (event.data === "unlocked" && screen.open) uncover();
  });

  for (const name of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    addEventListener(name, () => { if (!screen.open) last = Date.now(); }, { passive: true });
  }
  const watch = () => { if (!screen.open && Date.now() - last >= idle) lock(); };
  setInterval(watch, 5000);
  document.addEventListener("visibilitychange", watch);

  // A part of the page that the server answered with the lock page instead.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const url = event.detail.xhr.responseURL;
    if (url && url.includes(screen.dataset.unlockUrl)) {
      event.detail.shouldSwap = false;
      cover();
    }
  });
})();

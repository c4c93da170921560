// The service worker: installed at the first visit, replaced without taking anything from anybody.
// A new version takes over by itself while the screen is locked; otherwise when its button is
// pressed. An open form is never reloaded under somebody's hands.

const LOOK_EVERY = 3_600_000;
const WORKER = "/field/sw.js";

export const watchVersions = async (app) => {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  let hadWorker = Boolean(serviceWorker.controller);
  serviceWorker.addEventListener("controllerchange", () => {
    // The very first worker brings nothing new; under an open form the page waits for the lock.
    if (hadWorker && !app.form) location.reload();
    app.mustReload = hadWorker;
    hadWorker = true;
  });
  serviceWorker.ready.then(() => {
    app.isReady = true;
    app.changed({ tell: false });
    serviceWorker.controller?.postMessage("tidy");
  });
  try {
    const registration = await serviceWorker.register(WORKER, { scope: "/field/", updateViaCache: "none" });
    const offer = () => {
      if (!registration.waiting || !registration.active) return;
      app.newVersion = () => registration.waiting?.postMessage("take-over");
      if (app.vault) app.changed({ tell: false });
      else app.newVersion();
    };
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", offer);
    });
    offer();
    const look = () => navigator.onLine && registration.update().catch(() => {});
    setInterval(look, LOOK_EVERY);
    addEventListener("online", look);
  } catch {
    // Signed out, or no connection: the worker that is there stays.
  }
};

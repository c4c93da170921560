// The service worker: installed at the first visit; a newer page takes over when nothing is being checked.
const WORKER = "/verify/sw.js";
const LOOK_EVERY = 3_600_000;

export const watchVersions = async (app) => {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  let hadWorker = Boolean(serviceWorker.controller);
  serviceWorker.addEventListener("controllerchange", () => {
    // The very first worker brings nothing new; a certificate on the screen is not taken away.
    if (hadWorker && !app.texts.length && !app.camera) location.reload();
    hadWorker = true;
  });
  serviceWorker.ready.then(() => {
    document.body.dataset.offline = "yes";
    serviceWorker.controller?.postMessage("tidy");
  });
  try {
    const registration = await serviceWorker.register(WORKER, { scope: "/verify/", updateViaCache: "none" });
    const offer = () => registration.active && registration.waiting?.postMessage("take-over");
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
    offer();
    const look = () => navigator.onLine && registration.update().catch(() => {});
    setInterval(look, LOOK_EVERY);
    addEventListener("online", look);
  } catch {
    // No connection: the worker that is there stays.
  }
};

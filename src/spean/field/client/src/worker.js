// The service worker of both pages: keeps a page and its files so that it opens without a connection.
// The server puts `FIELD = {prefix, version, shell, files}` before this text (field/offline.py). It never
// touches IndexedDB, and never answers for the API: what is sent goes over the network or not at all.
/* global FIELD */
const PREFIX = FIELD.prefix;
const CACHE = PREFIX + FIELD.version;

const fetched = async (path) => {
  const answer = await fetch(path, { cache: "reload", credentials: "same-origin", redirect: "manual" });
  // The sign-in page must never be kept in place of ours.
  if (!answer.ok || answer.type === "opaqueredirect") throw new Error(`${path}: ${answer.status}`);
  return answer;
};

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    for (const path of [...FIELD.files, FIELD.shell]) {
      // What an older version has under the same name is the same file: names hold a hash.
      const known = path === FIELD.shell ? null : await caches.match(path);
      await cache.put(path, known ?? (await fetched(path)));
    }
  })());
});

// An open page keeps what it was loaded with; a new version takes over when the page asks for it,
// or when no page is open. The old files stay until then: an open form may still need one of them.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
  if (event.data === "tidy") event.waitUntil(tidy());
});

const tidy = async () => {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length > 1 || self.registration.waiting || self.registration.installing) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === FIELD.shell) {
    event.respondWith(caches.open(CACHE).then((cache) => cache.match(FIELD.shell)).then((kept) => kept ?? fetch(event.request)));
    return;
  }
  if (!url.pathname.startsWith(FIELD.static)) return;
  event.respondWith(caches.match(event.request, { ignoreVary: true }).then((kept) => kept ?? fetch(event.request)));
});

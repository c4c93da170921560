// Keeps the list and the root it hangs on in this browser. Nothing of a certificate is ever kept.
const DATABASE = "spean-verify";
const TABLE = "kept";
const NAME = "list";

const opened = () => new Promise((resolve, reject) => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const done = async (mode, act) => {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const step = database.transaction(TABLE, mode);
      const request = act(step.objectStore(TABLE));
      step.oncomplete = () => resolve(request.result);
      step.onabort = () => reject(step.error);
    });
  } finally {
    database.close();
  }
};

// A browser that keeps nothing (a private window) still checks, until the page is closed.
const orNothing = (promise) => promise.catch(() => null);

/** @returns {Promise<{text: string, root: Uint8Array} | null>} */
export const keptList = () => orNothing(done("readonly", (table) => table.get(NAME)));

export const keepList = (text, root) => orNothing(done("readwrite", (table) => table.put({ text, root }, NAME)));

export const forgetList = () => orNothing(done("readwrite", (table) => table.delete(NAME)));

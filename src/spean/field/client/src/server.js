// The one place that asks the server for anything. Each refusal becomes one kind that the queue
// knows: "signed-out", "later", "unreadable", "refused", "away".

const API = "/api/v1";
const PATIENCE = 60_000;
export const PIECE = 512 * 1024;
// Where a telephone has its last word when nobody may sign in on it any more.
export const LAST = "sync/last";

export class Refused extends Error {
  constructor(kind, { status = 0, code = "", title = "", retryAfter = 0, offset = null } = {}) {
    super(`${kind} ${status}`);
    Object.assign(this, { kind, status, code, title, retryAfter, offset });
  }
}

const LATER = new Set([408, 423, 425, 429]);

const refusalOf = async (answer) => {
  const { status } = answer;
  let problem = {};
  try {
    problem = await answer.json();
  } catch { /* no sentence of the server's: the page has its own */ }
  const more = {
    status,
    code: String(problem.type ?? "").replace(/^urn:spean:/, ""),
    title: typeof problem.title === "string" ? problem.title : "",
    retryAfter: Number(answer.headers.get("Retry-After")) || 0,
    offset: answer.headers.has("Upload-Offset") ? Number(answer.headers.get("Upload-Offset")) : null,
  };
  // The desk wants something first: a new password, its lock. The way in leads there.
  if (answer.type === "opaqueredirect" || status === 401 || more.code === "open-the-desk") {
    return new Refused("signed-out", more);
  }
  if (status >= 500 || LATER.has(status)) return new Refused("later", more);
  if ([400, 413, 422].includes(status)) return new Refused("unreadable", more);
  return new Refused("refused", more);
};

export class Server {
  /** @param {{fetch: typeof fetch}} given */
  constructor({ fetch = (...all) => globalThis.fetch(...all) } = {}) {
    this.fetch = fetch;
    this.csrf = "";
    this.user = "";
  }

  async ask(path, { method = "GET", body, headers = {}, patience = PATIENCE, again = true, open = false } = {}) {
    const writes = method !== "GET" && method !== "HEAD" && !open;
    if (writes && !this.csrf) await this.start();
    let answer;
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), patience);
    try {
      answer = await this.fetch(path, {
        method,
        body,
        headers: { Accept: "application/json", ...(writes ? { "X-CSRFToken": this.csrf } : {}), ...headers },
        credentials: "same-origin",
        redirect: "manual",
        cache: "no-store",
        signal: given.signal,
      });
    } catch {
      throw new Refused("away");
    } finally {
      clearTimeout(timer);
    }
    if (answer.ok || answer.status === 304) return answer;
    // Somebody signed in meanwhile. The old token is no longer hers; the same user gets a new one.
    if (answer.status === 403 && writes && again) {
      const { user } = this;
      await this.start();
      if (user !== this.user) throw new Refused("later", { status: 403 });
      return this.ask(path, { method, body, headers, patience, again: false });
    }
    throw await refusalOf(answer);
  }

  async json(path, options) {
    const answer = await this.ask(path, options);
    try {
      return await answer.json();
    } catch {
      // A sign-in page of a hotel's network, an answer that was cut: neither is the server's.
      throw new Refused("away");
    }
  }

  post(path, value, { open = false } = {}) {
    const headers = { "Content-Type": "application/json" };
    return this.json(path, { method: "POST", body: JSON.stringify(value), headers, open });
  }

  async start() {
    const start = await this.json(`${API}/field/start`);
    this.csrf = start.csrf;
    this.user = start.user.id;
    return start;
  }

  register(device, name, key) {
    return this.post(`${API}/field/devices`, { id: device, name, key });
  }

  /** The user's people, or null when nothing changed since `etag`. */
  async people(etag) {
    const answer = await this.ask(`${API}/field/people`, { headers: etag ? { "If-None-Match": `"${etag}"` } : {} });
    if (answer.status === 304) return null;
    return answer.json();
  }

  async file(url) {
    const answer = await this.ask(url, { headers: { Accept: "*/*" } });
    return { bytes: await answer.arrayBuffer(), type: answer.headers.get("Content-Type") ?? "" };
  }

  send(device, highest, records, door = "sync") {
    return this.post(`${API}/${door}`, { device, highest, records }, { open: door === LAST });
  }

  /** Send a sealed file from where the server is; `progress` hears how far it is. */
  async upload(device, sha256, bytes, progress = () => {}, door = "sync") {
    const url = `${API}/${door}/parts/${device}/${sha256}`;
    const head = await this.ask(url, { method: "HEAD" });
    if (head.headers.get("Upload-Complete") === "?1") return;
    let offset = Number(head.headers.get("Upload-Offset")) || 0;
    let turned = 0;
    while (offset < bytes.byteLength) {
      try {
        const answer = await this.ask(`${url}?offset=${offset}`, {
          method: "PUT",
          open: door === LAST,
          body: bytes.slice(offset, offset + PIECE),
          headers: { "Content-Type": "application/octet-stream", "Upload-Length": String(bytes.byteLength) },
        });
        const reached = Number(answer.headers.get("Upload-Offset"));
        offset = reached > offset ? reached : Math.min(offset + PIECE, bytes.byteLength);
      } catch (refusal) {
        // It has more or less than we thought: go on from there, but not in circles.
        if (refusal.status !== 409 || refusal.offset === null || turned > 3) throw refusal;
        turned += 1;
        offset = refusal.offset;
      }
      progress(offset / bytes.byteLength);
    }
  }
}

// What the telephone carries: the keys the root vouches for, and the list that one of them signs.
// An older layer never replaces a newer one: whoever offers it may hide a certificate taken back.
import { isBytes, isSame, oneItem, plain } from "./cbor.js";
import { isWithin } from "./claims.js";
import { fingerprint, hex, isSignedBy, kidOf, opened } from "./envelope.js";

const FORMAT = "spean-trust-1";
const [KEYS, LIST] = ["application/vnd.spean.keys+cbor", "application/vnd.spean.list+cbor"];
const LARGEST_FILE = 8 * 1024 * 1024;
const MOST_BITS = 4 * 1024 * 1024;
const KEY_SIZE = 32;
const DAY = 86_400;

export class BadTrust extends Error {}
export class OlderList extends BadTrust {}

export class AnotherRoot extends BadTrust {
  constructor(root) {
    super("another root");
    this.fingerprint = fingerprint(root);
  }
}

/** The root that a file names: pinned at the first use, compared ever after. */
export const rootIn = (text) => layersOf(text).root;

/**
 * Verify a trust file against the root, and against the one held so far.
 * @throws {AnotherRoot|OlderList|BadTrust}
 */
export const openTrust = async (text, root, held = null) => {
  const layers = layersOf(text);
  if (!isSame(layers.root, root)) throw new AnotherRoot(layers.root);
  const keyLayer = layer(layers.keys, KEYS, () => ({ public: root }), readKeys);
  if (keyLayer.kid !== kidOf(root)) throw new BadTrust("the keys name another root");
  const keys = new Map(keyLayer.value.keys.map((key) => [kidOf(key.public), key]));
  if (keys.size !== keyLayer.value.keys.length) throw new BadTrust("one key is there twice");
  const listLayer = layer(layers.list, LIST, (kid) => listKey(keys.get(kid)), readList);
  const list = listLayer.value;
  if (!isValidAt(keys.get(listLayer.kid), list.issued)) throw new BadTrust("the list's key was not valid then");
  if (held) mustNotBeOlder(held, keyLayer, listLayer);
  return {
    root, keys, text, keysIssued: keyLayer.value.issued, keysVersion: keyLayer.value.version, keysBytes: keyLayer.payload,
    listBytes: listLayer.payload, version: list.version, issued: list.issued, next: list.next,
    units: new Map(list.units.map((unit) => [unit.number, unit])), vouched: new Set(list.vouched.map(hex)),
    bits: await unpacked(list.revoked),
  };
};

export const isValidAt = (key, moment) => key.from <= moment && (key.to === null || moment <= key.to);

export const dayOf = (seconds) => Math.floor(seconds / DAY);

/** How many days old the list is; a clock that is behind makes it 0, not less. */
export const ageOf = (trust, today) => Math.max(0, today - dayOf(trust.issued));

export const isTakenBack = (trust, number) => Boolean((trust.bits[Math.floor(number / 8)] ?? 0) & (0x80 >> number % 8));

const layersOf = (text) => {
  if (text.length > LARGEST_FILE) throw new BadTrust("too large");
  try {
    const whole = JSON.parse(text);
    if (whole.format !== FORMAT) throw new Error("another format");
    return { root: bytesOf(whole.root), keys: bytesOf(whole.keys), list: bytesOf(whole.list) };
  } catch (fault) {
    throw new BadTrust(`not a trust file: ${fault.message}`);
  }
};

const bytesOf = (text) => {
  if (!/^[\w-]*$/.test(text)) throw new Error("not base64url");
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
};

const layer = (bytes, content, keyFor, read) => {
  try {
    const envelope = opened(bytes, content);
    const key = keyFor(envelope.kid);
    if (!key || !isSignedBy(envelope, key.public)) throw new Error("not signed by whom it should be");
    const [value, written] = read(oneItem(envelope.payload));
    if (!isSame(plain(written), envelope.payload)) throw new Error("written in another way");
    return { kid: envelope.kid, payload: envelope.payload, value };
  } catch (fault) {
    throw new BadTrust(`${content}: ${fault.message}`);
  }
};

const listKey = (key) => (key?.use === "list" && key.revoked === null ? key : null);

const mustNotBeOlder = (held, keyLayer, listLayer) => {
  const [keys, list] = [keyLayer.value, listLayer.value];
  if (keys.version < held.keysVersion || keys.issued < held.keysIssued) throw new OlderList("older keys");
  if (list.version < held.version || list.issued < held.issued) throw new OlderList("an older list");
  if (keys.version === held.keysVersion && !isSame(keyLayer.payload, held.keysBytes)) throw new OlderList("two lists of keys bear one version");
  if (list.version === held.version && !isSame(listLayer.payload, held.listBytes)) throw new OlderList("two lists bear one version");
};

// --- the content of the layers: [what is read, what is written again and must be the same bytes]

const is = (sound, value) => {
  if (!sound) throw new Error("an unexpected value");
  return value;
};
const text = (value) => is(typeof value === "string", value);
const bytes = (value) => is(isBytes(value), value);
const number = (value) => is(isWithin(value, 0, 2 ** 32 - 1), value);
const moment = (value) => is(isWithin(value, 0, 2 ** 33), value);

const readKeys = (whole) => {
  const value = { version: number(whole.get("version")), issued: moment(whole.get("issued")), keys: whole.get("keys").map(readKey) };
  return [value, new Map([["version", value.version], ["issued", value.issued], ["keys", value.keys.map(writtenKey)]])];
};

const readKey = (one) => ({
  public: is(bytes(one.get("public")).length === KEY_SIZE, one.get("public")),
  use: is(["certificates", "list"].includes(one.get("use")), one.get("use")),
  km: text(one.get("km")), en: text(one.get("en")), from: moment(one.get("from")),
  to: one.has("to") ? moment(one.get("to")) : null, revoked: one.has("revoked") ? moment(one.get("revoked")) : null,
  reason: one.has("reason") ? text(one.get("reason")) : "",
});

// What a key does not have is not written.
const writtenKey = (key) => new Map(Object.entries({ ...key, reason: key.reason || null }).filter(([, value]) => value !== null));

const readList = (whole) => {
  const value = {
    version: number(whole.get("version")), issued: moment(whole.get("issued")), next: moment(whole.get("next")),
    units: whole.get("units").map(readUnit), revoked: bytes(whole.get("revoked")), vouched: whole.get("vouched").map(bytes),
  };
  const digests = value.vouched.map(hex);
  is(digests.every((one, at) => one.length === 32 && (at === 0 || digests[at - 1] <= one)));
  is(new Set(value.units.map((unit) => unit.number)).size === value.units.length);
  return [value, new Map(Object.entries({ ...value, units: value.units.map((unit) => new Map(Object.entries(unit))) }))];
};

const readUnit = (one) => ({
  number: number(one.get("number")), code: text(one.get("code")), km: text(one.get("km")), en: text(one.get("en")),
  level: number(one.get("level")), isco: text(one.get("isco")), verified: is(typeof one.get("verified") === "boolean", one.get("verified")),
});

/** The bits again; never more than a list can have. */
const unpacked = async (packed) => {
  const parts = [];
  let size = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      size += step.value.length;
      if (size > MOST_BITS) throw new Error("too large");
      parts.push(step.value);
    }
  } catch (fault) {
    throw new BadTrust(`what was taken back cannot be read: ${fault.message}`);
  }
  const bits = new Uint8Array(size);
  parts.reduce((at, part) => (bits.set(part, at), at + part.length), 0);
  return bits;
};

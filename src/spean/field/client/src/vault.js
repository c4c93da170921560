// Everything that is locked. Two kinds of locks:
// - what its user may open again (people, forms, drafts): under a random key that her code wraps;
// - what is finished: to the public key of the server, so that nothing here can open it any more.
// WebCrypto alone; the formats are in docs/field-protocol.md.

export const ROUNDS = 600_000;
export const CODE_LENGTH = 6;
const INFO = "spean-envelope-1";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", namedCurve: "P-256" };
const FREE_TRIES = 5;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 3_600_000;

const utf8 = new TextEncoder();
const subtle = () => globalThis.crypto.subtle;
const random = (length) => globalThis.crypto.getRandomValues(new Uint8Array(length));

export const toText = (bytes) => {
  let plain = "";
  const all = new Uint8Array(bytes);
  for (let at = 0; at < all.length; at += 32_768) plain += String.fromCharCode(...all.subarray(at, at + 32_768));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

export const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

export const sha256 = async (bytes) =>
  [...new Uint8Array(await subtle().digest("SHA-256", bytes))].map((one) => one.toString(16).padStart(2, "0")).join("");

// --- the user's own lock ------------------------------------------------------------------------

/** Say why a code is too easy, or nothing. Only digits: a cheap telephone has them on every keyboard. */
export const faultOfCode = (code) => {
  if (!/^\d+$/.test(code)) return "code_digits";
  if (code.length < CODE_LENGTH) return "code_short";
  const steps = new Set([...code].slice(1).map((one, at) => Number(one) - Number(code[at])));
  if (steps.size === 1 && [0, 1, -1].includes([...steps][0])) return "code_easy";
  return "";
};

const keyOfCode = async (code, salt, rounds) => {
  const secret = await subtle().importKey("raw", utf8.encode(code), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return subtle().deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};

const lockedBytes = async (key, bytes, context) => {
  const iv = random(12);
  const how = { name: "AES-GCM", iv, additionalData: utf8.encode(context) };
  return { iv, ct: await subtle().encrypt(how, key, bytes) };
};

const openedBytes = (key, { iv, ct }, context) =>
  subtle().decrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(context) }, key, ct);

const masterFrom = (raw) => subtle().importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/** The keys of somebody who is here: in memory alone, and gone when it is dropped. */
export class Vault {
  constructor(device, master, signing) {
    this.device = device;
    this.master = master;
    this.signing = signing;
  }

  /** `context` binds a sealed thing to its place, so that it cannot be moved to another. */
  async lock(value, context) {
    return lockedBytes(this.master, utf8.encode(JSON.stringify(value)), `${this.device}\n${context}`);
  }

  async open(locked, context) {
    const bytes = await openedBytes(this.master, locked, `${this.device}\n${context}`);
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  lockBytes(bytes, context) {
    return lockedBytes(this.master, bytes, `${this.device}\n${context}`);
  }

  openBytes(locked, context) {
    return openedBytes(this.master, locked, `${this.device}\n${context}`);
  }
}

/** Make the keys of a new profile; `rounds` is smaller only in tests of other things. */
export const newProfile = async ({ user, name, code, rounds = ROUNDS }) => {
  const device = globalThis.crypto.randomUUID();
  const pair = await subtle().generateKey(SIGNING, true, ["sign", "verify"]);
  const raw = random(32);
  const salt = random(16);
  const master = await masterFrom(raw);
  const privateBytes = await subtle().exportKey("pkcs8", pair.privateKey);
  const profile = {
    device, user, name, salt, rounds,
    wrapped: await lockedBytes(await keyOfCode(code, salt, rounds), raw, device),
    public_key: publicPart(await subtle().exportKey("jwk", pair.publicKey)),
    private_key: await lockedBytes(master, privateBytes, `${device}\nsigning`),
    last_seq: 0, wrong: 0, wait_until: 0, registered: false, closed: false,
  };
  raw.fill(0);
  return { profile, vault: new Vault(device, master, await signingKey(privateBytes)) };
};

/** Open a profile with its code; null when the code is another one. */
export const unlock = async (profile, code) => {
  const { device, salt, rounds, wrapped } = profile;
  try {
    const master = await masterFrom(await openedBytes(await keyOfCode(code, salt, rounds), wrapped, device));
    return new Vault(device, master, await signingKey(await openedBytes(master, profile.private_key, `${device}\nsigning`)));
  } catch (fault) {
    if (fault.name === "OperationError") return null;
    throw fault;
  }
};

/** The same key under another code. */
export const rewrapped = async (profile, oldCode, newCode) => {
  const salt = random(16);
  const old = await keyOfCode(oldCode, profile.salt, profile.rounds);
  let raw;
  try {
    raw = await openedBytes(old, profile.wrapped, profile.device);
  } catch (fault) {
    if (fault.name === "OperationError") return null;
    throw fault;
  }
  return { salt, wrapped: await lockedBytes(await keyOfCode(newCode, salt, profile.rounds), raw, profile.device) };
};

/** After five wrong codes each further one makes the wait twice as long, up to an hour. */
export const afterWrongCode = ({ wrong }, now) => {
  const count = wrong + 1;
  const wait = count < FREE_TRIES ? 0 : Math.min(FIRST_WAIT * 2 ** (count - FREE_TRIES), LONGEST_WAIT);
  return { wrong: count, wait_until: wait ? now + wait : 0 };
};

/** How long to wait still; a clock that was put back cannot make it longer than an hour. */
export const waitLeft = ({ wait_until: until }, now) => Math.max(0, Math.min(until - now, LONGEST_WAIT));

const signingKey = (pkcs8) => subtle().importKey("pkcs8", pkcs8, SIGNING, false, ["sign"]);
const publicPart = ({ kty, crv, x, y }) => ({ kty, crv, x, y });

// --- finished: sealed to the server -------------------------------------------------------------

const sealTo = async (serverKey, bytes, context) => {
  const theirs = await subtle().importKey("jwk", publicPart(serverKey.jwk), CURVE, false, []);
  const ours = await subtle().generateKey(CURVE, true, ["deriveBits"]);
  const shared = await subtle().deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const secret = await subtle().importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8.encode(INFO) };
  const key = await subtle().deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = random(12);
  const ct = await subtle().encrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(context) }, key, bytes);
  return { epk: publicPart(await subtle().exportKey("jwk", ours.publicKey)), iv, ct };
};

export const signedText = ({ device, seq, id, author, captured_at, hash }) =>
  `spean-record-1\n${device}\n${seq}\n${id}\n${author}\n${captured_at}\n${hash}`;

/**
 * Seal and sign a finished form under a number. What comes back is all that is kept of it.
 * @param {{vault: Vault, serverKey: {id: string, jwk: object}, seq: number, id: string,
 *   author: string, captured_at: string, plain: object, files: {name: string, type: string, bytes: ArrayBuffer}[]}} what
 */
export const sealRecord = async ({ vault, serverKey, seq, id, author, captured_at, plain, files }) => {
  const { device } = vault;
  const parts = [];
  for (const { name, type, bytes } of files) {
    parts.push({ name, sha256: await sha256(bytes), size: bytes.byteLength, type });
  }
  const named = Object.fromEntries(parts.map((part) => [part.name, part.sha256]));
  const text = utf8.encode(JSON.stringify({ ...plain, parts: named }));
  const { epk, iv, ct } = await sealTo(serverKey, text, `${device}\n${seq}\n${id}`);
  const hash = await sha256(ct);
  const said = utf8.encode(signedText({ device, seq, id, author, captured_at, hash }));
  const signature = await subtle().sign({ name: "ECDSA", hash: "SHA-256" }, vault.signing, said);
  const envelope = { v: 1, key: serverKey.id, epk, iv: toText(iv), ct: toText(ct) };
  const record = { seq, id, kind: "submission", author, captured_at, envelope, signature: toText(signature), parts };
  return { record, hash };
};

/** Seal a file: a line that says for whom, then the bytes. */
export const sealPart = async ({ device, serverKey, hash, bytes }) => {
  const { epk, iv, ct } = await sealTo(serverKey, bytes, `${device}\n${hash}`);
  const head = utf8.encode(`${JSON.stringify({ v: 1, key: serverKey.id, epk })}\n`);
  return new Blob([head, iv, ct]).arrayBuffer();
};

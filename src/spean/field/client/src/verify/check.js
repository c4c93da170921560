// Check a QR's text with nothing but the trust list: no network, nothing sent anywhere.
// "Cannot be read" and "not genuine" are different answers; src/certseal/check.py gives the same ones.
import { Damaged } from "./cbor.js";
import { readClaims } from "./claims.js";
import { digestOf, isSignedBy, opened } from "./envelope.js";
import { ageOf, dayOf, isTakenBack, isValidAt } from "./trust.js";

export const PREFIX = "SPN1:";
const LONGEST = 4296;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The bytes in a QR's text, or nothing when it is not ours or was damaged. */
export const bytesIn = (text) => {
  const whole = text.trim();
  if (!whole.startsWith(PREFIX) || whole.length > LONGEST) return null;
  const digits = Array.from(whole.slice(PREFIX.length), (one) => ALPHABET.indexOf(one));
  if (digits.includes(-1) || digits.length % 3 === 1) return null;
  const bytes = [];
  for (let at = 0; at < digits.length; at += 3) {
    const [a, b, c] = digits.slice(at, at + 3);
    const value = a + b * 45 + (c ?? 0) * 2025;
    if (value > (c === undefined ? 0xff : 0xffff)) return null;
    bytes.push(...(c === undefined ? [value] : [value >> 8, value & 0xff]));
  }
  return Uint8Array.from(bytes);
};

/**
 * Whether the certificate in a QR's text is genuine, as far as this list knows.
 * @param today days since 1970 (UTC)
 */
export const check = (text, trust, today) => {
  const verdict = { state: "unreadable", reason: "", age: ageOf(trust, today), claims: null, key: null, units: [], listIsOlder: false, listIsOverdue: false };
  const bytes = bytesIn(text);
  if (!bytes) return { ...verdict, reason: whyUnread(text) };
  let envelope;
  try {
    envelope = opened(bytes);
  } catch (fault) {
    return fault instanceof Damaged ? { ...verdict, reason: "damaged" } : { ...verdict, state: "not_genuine", reason: "shape" };
  }
  const key = trust.keys.get(envelope.kid);
  if (!key) return { ...verdict, state: "unknown_key", reason: "unknown_key" };
  const { claims, fault } = believed(envelope, key);
  if (!claims) return { ...verdict, state: "not_genuine", reason: fault };
  const [state, reason] = standing(claims, key, bytes, trust, today);
  const isShown = !["not_genuine", "unknown_key"].includes(state);
  return {
    ...verdict, state, reason,
    listIsOlder: trust.issued < claims.issued, listIsOverdue: dayOf(trust.next) < today,
    ...(isShown ? { claims, key, units: claims.units.map((number) => trust.units.get(number) ?? { number }) } : {}),
  };
};

const whyUnread = (text) => {
  const whole = text.trim();
  if (whole.startsWith(PREFIX)) return "damaged";
  return /^SPN\p{Nd}:/u.test(whole) ? "newer_format" : "other_system";
};

const believed = (envelope, key) => {
  if (!isSignedBy(envelope, key.public)) return { fault: "signature" };
  if (key.use !== "certificates") return { fault: "use" };
  try {
    return { claims: readClaims(envelope.payload) };
  } catch {
    return { fault: "claims" };
  }
};

const standing = (claims, key, bytes, trust, today) => {
  // Whoever stole the key can date a certificate back: its date protects nobody.
  if (key.revoked !== null && !trust.vouched.has(digestOf(bytes))) return ["revoked", "key_revoked"];
  if (!isValidAt(key, claims.issued)) {
    // The key's time may have been prolonged since this list: then a newer one will say so.
    return [claims.issued > trust.keysIssued ? "unknown_key" : "not_genuine", "not_valid_then"];
  }
  if (isTakenBack(trust, claims.status)) return ["revoked", "certificate_revoked"];
  // It is never earlier than the list's day, whatever the telephone's clock says.
  if (claims.expires !== null && dayOf(claims.expires) < Math.max(today, dayOf(trust.issued))) return ["expired", "expired"];
  return ["genuine", ""];
};

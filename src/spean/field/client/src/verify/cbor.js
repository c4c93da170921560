// CBOR in its one deterministic form (RFC 8949, 4.2): what is written in another way is refused.
import { Tagged, decode, encode } from "cborg";

/** The bytes are not one whole CBOR item: cut off, or another system's. */
export class Damaged extends Error {}

/** The bytes are CBOR, but not what we write. */
export class WrongShape extends Error {}

const SIGN1 = 18;
const DEEPEST = 16;
const STRICT = {
  strict: true, useMaps: true, rejectDuplicateMapKeys: true, allowIndefinite: false, allowUndefined: false,
  allowBigInt: false, allowNaN: false, allowInfinity: false, tags: { [SIGN1]: Tagged.decoder(SIGN1) },
};

export const plain = (value) => encode(value);

export const isSame = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

export const isBytes = (value) => value instanceof Uint8Array;

/** The parts of a COSE_Sign1, or nothing when it is something else. */
export const sign1Parts = (value) => (value instanceof Tagged && value.tag === SIGN1 && Array.isArray(value.value) ? value.value : null);

export const asSign1 = (parts) => plain(new Tagged(SIGN1, parts));

/**
 * The one item that the bytes are.
 * @throws {Damaged} when they end too early, go on too long, or are no CBOR
 * @throws {WrongShape} when they hold what none of ours does
 */
export const oneItem = (bytes) => {
  if (endOfItem(bytes, 0, 0) !== bytes.length) throw new Damaged("something follows");
  try {
    return decode(bytes, STRICT);
  } catch (fault) {
    throw new WrongShape(fault.message);
  }
};

/** Where the item that begins at a place ends: the well-formedness of RFC 8949, appendix C. */
const endOfItem = (bytes, at, depth) => {
  if (depth > DEEPEST) throw new Damaged("too deep");
  const { major, value, isOpen, next } = headAt(bytes, at);
  if (major === 2 || major === 3) return isOpen ? endOfOpen(bytes, next, depth, major) : within(bytes, next + value);
  if (major === 4 || major === 5) {
    if (isOpen) return endOfOpen(bytes, next, depth, major);
    let end = next;
    for (let left = major === 5 ? value * 2 : value; left > 0; left -= 1) end = endOfItem(bytes, end, depth + 1);
    return end;
  }
  if (isOpen) throw new Damaged("an end without a beginning");
  return major === 6 ? endOfItem(bytes, next, depth + 1) : next;
};

const headAt = (bytes, at) => {
  within(bytes, at + 1);
  const [major, short] = [bytes[at] >> 5, bytes[at] & 31];
  if (short < 24) return { major, value: short, isOpen: false, next: at + 1 };
  if (short === 31 && major >= 2 && major !== 6) return { major, value: 0, isOpen: true, next: at + 1 };
  if (short > 27) throw new Damaged("a reserved length");
  const next = within(bytes, at + 1 + 2 ** (short - 24));
  const value = bytes.subarray(at + 1, next).reduce((sum, byte) => sum * 256 + byte, 0);
  if (major === 7 && short === 24 && value < 32) throw new Damaged("a simple value in two bytes");
  return { major, value, isOpen: false, next };
};

const endOfOpen = (bytes, from, depth, major) => {
  let end = from;
  for (let items = 0; ; items += 1) {
    within(bytes, end + 1);
    if (bytes[end] === 0xff) {
      if (major === 5 && items % 2) throw new Damaged("a key without its value");
      return end + 1;
    }
    const isText = major === 2 || major === 3;
    if (isText && (bytes[end] >> 5 !== major || (bytes[end] & 31) === 31)) throw new Damaged("another kind inside");
    end = endOfItem(bytes, end, depth + 1);
  }
};

const within = (bytes, end) => {
  if (end > bytes.length) throw new Damaged("cut off");
  return end;
};

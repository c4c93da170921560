// What a certificate says: the claims of a CWT under whole numbers, in one form of bytes.
import { isBytes, isSame, oneItem, plain } from "./cbor.js";
import { hex } from "./envelope.js";

const [EXPIRES, ISSUED, ID, OURS] = [4, 6, 7, -65537];
const [KHMER, LATIN, BORN, UNITS, LEVEL, ISCO, STATUS, FLAGS, PART] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const FLAG_NAMES = [["isSpecimen", 1], ["isUnverified", 2], ["khmerIsShortened", 4], ["latinIsShortened", 8]];
const LARGEST = 2 ** 32 - 1;
const LATEST = 2 ** 33;
const [COENG, KHMER_FROM, KHMER_END, PAIR, LAST_SUBSCRIPT] = [0x17d2, 0x1780, 0x1800, 0x40, 0x17a2];

export class BadClaims extends Error {}

export const isWithin = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;

/** @throws {BadClaims} unless the bytes are claims, written as claims are */
export const readClaims = (bytes) => {
  let written;
  let claims;
  try {
    claims = read(oneItem(bytes));
    written = encoded(claims);
  } catch (fault) {
    throw new BadClaims(fault.message);
  }
  if (!isSame(written, bytes)) throw new BadClaims("written in another way");
  return claims;
};

const read = (whole) => {
  const ours = whole.get(OURS);
  const flags = ours.get(FLAGS) ?? 0;
  const [part, parts] = ours.get(PART) ?? [1, 1];
  const claims = {
    id: whole.get(ID), issued: whole.get(ISSUED), expires: whole.get(EXPIRES) ?? null,
    units: ours.get(UNITS), status: ours.get(STATUS),
    khmer: letters(ours.get(KHMER) ?? ""), latin: letters(ours.get(LATIN) ?? ""),
    born: ours.get(BORN) ?? null, level: ours.get(LEVEL) ?? null, isco: ours.get(ISCO) ?? null, part, parts,
  };
  for (const [name, bit] of FLAG_NAMES) claims[name] = Boolean(flags & bit);
  mustBeSound(claims);
  return claims;
};

const mustBeSound = ({ id, issued, expires, units, status, khmer, latin, born, level, isco, part, parts }) => {
  const sound = isBytes(id) && id.length === 16
    && isWithin(issued, 0, LATEST) && (expires === null || (isWithin(expires, 0, LATEST) && expires > issued))
    && Array.isArray(units) && units.length > 0 && new Set(units).size === units.length
    && [...units, status].every((number) => isWithin(number, 0, LARGEST))
    && (born === null || isWithin(born, 1900, 2100)) && (level === null || isWithin(level, 1, 8))
    && (isco === null || isWithin(isco, 0, 9999))
    && typeof khmer === "string" && typeof latin === "string"
    && isWithin(parts, 1, 99) && isWithin(part, 1, parts);
  if (!sound) throw new BadClaims("out of bounds");
};

const encoded = (claims) => {
  const flags = FLAG_NAMES.reduce((sum, [name, bit]) => sum + (claims[name] ? bit : 0), 0);
  const pairs = [
    [KHMER, claims.khmer ? packed(claims.khmer) : null], [LATIN, claims.latin ? packed(claims.latin) : null],
    [BORN, claims.born], [UNITS, claims.units], [LEVEL, claims.level], [ISCO, claims.isco], [STATUS, claims.status],
    [FLAGS, flags || null], [PART, claims.parts > 1 ? [claims.part, claims.parts] : null],
  ];
  const ours = new Map(pairs.filter(([, value]) => value !== null));
  const whole = new Map([[ISSUED, claims.issued], [ID, claims.id], [OURS, ours]]);
  if (claims.expires !== null) whole.set(EXPIRES, claims.expires);
  return plain(whole);
};

export const idText = (bytes) => hex(bytes).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");

// --- names: Khmer as one byte a letter (80 and up the Khmer block, 40 to 62 a subscript, 20 to 3F itself)

const letters = (value) => (isBytes(value) ? Array.from(value, letter).join("") : value);

const letter = (sign) => {
  if (sign >= 0x80) return String.fromCharCode(KHMER_FROM + sign - 0x80);
  if (sign >= PAIR && sign <= PAIR + LAST_SUBSCRIPT - KHMER_FROM) return String.fromCharCode(COENG, KHMER_FROM + sign - PAIR);
  if (sign >= 0x20 && sign < PAIR) return String.fromCharCode(sign);
  throw new BadClaims("a byte that is no letter");
};

const packed = (name) => {
  const [codes, signs] = [Array.from(name, (one) => one.codePointAt(0)), []];
  for (let at = 0; at < codes.length; at += 1) {
    const [first, second] = [codes[at], codes[at + 1] ?? 0];
    if (first === COENG && second >= KHMER_FROM && second <= LAST_SUBSCRIPT) {
      signs.push(PAIR + second - KHMER_FROM);
      at += 1;
    } else if (first >= KHMER_FROM && first < KHMER_END) signs.push(0x80 + first - KHMER_FROM);
    else if (first >= 0x20 && first < PAIR) signs.push(first);
    else return name;
  }
  return signs.some((sign) => sign >= PAIR) ? Uint8Array.from(signs) : name;
};

// The signed envelope: COSE_Sign1 with Ed25519, in exactly one form of bytes. The algorithm is not
// read from the message and believed: there is one, always computed here, the same on every telephone.
import { hashes, verify } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { WrongShape, Damaged, asSign1, isBytes, isSame, oneItem, plain, sign1Parts } from "./cbor.js";

hashes.sha512 = sha512;

const [ALGORITHM, CONTENT, KID] = [1, 3, 4];
const EDDSA = -8;
const SIGNATURE_SIZE = 64;
const KID_SIZE = 8;
const NOTHING = new Uint8Array();

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The eight bytes, in hex, that name a public key. */
export const kidOf = (key) => hex(sha256(key).subarray(0, KID_SIZE));

/** What two people read to each other to compare keys: eight groups of four. */
export const fingerprint = (key) => hex(sha256(key)).slice(0, 32).toUpperCase().match(/.{4}/g).join(" ");

/** Sixteen bytes of the SHA-256, in hex, as a list's `vouched` holds them. */
export const digestOf = (bytes) => hex(sha256(bytes).subarray(0, 16));

/**
 * Take an envelope apart. It is not verified by this.
 * @throws {Damaged|WrongShape}
 */
export const opened = (bytes, content = "") => {
  const parts = sign1Parts(oneItem(bytes));
  if (parts?.length !== 4) throw new WrongShape("no COSE_Sign1");
  const [head, unprotected, payload, signature] = parts;
  const isEmpty = unprotected instanceof Map && unprotected.size === 0;
  if (!isEmpty || ![head, payload, signature].every(isBytes)) throw new WrongShape("unexpected parts");
  if (!isSame(asSign1([head, new Map(), payload, signature]), bytes) || signature.length !== SIGNATURE_SIZE) {
    throw new WrongShape("written in another way");
  }
  return { kid: kidIn(head, content), head, payload, signature };
};

const kidIn = (head, content) => {
  let named;
  try {
    named = oneItem(head);
  } catch (fault) {
    throw fault instanceof Damaged ? new WrongShape("a header that is no CBOR") : fault;
  }
  const kid = named instanceof Map ? named.get(KID) : null;
  if (!isBytes(kid) || kid.length !== KID_SIZE) throw new WrongShape("no key is named");
  const written = new Map([[ALGORITHM, EDDSA], ...(content ? [[CONTENT, content]] : []), [KID, kid]]);
  if (!isSame(plain(written), head)) throw new WrongShape("another header");
  return hex(kid);
};

/** Whether this key signed this envelope: Ed25519 over the Sig_structure of RFC 9052. */
export const isSignedBy = ({ head, payload, signature }, key) => {
  try {
    return verify(signature, plain(["Signature1", head, NOTHING, payload]), key, { zip215: false });
  } catch {
    return false;
  }
};

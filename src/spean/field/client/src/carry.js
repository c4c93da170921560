// The second way out: the outbox as one file on a memory card, and receipts that come back as one.
// The records in it are sealed already; nobody on the way can read them.
import { toText } from "./vault.js";

export const fileName = (device, moment) =>
  `spean-outbox-${device.slice(0, 8)}-${moment.toISOString().slice(0, 10)}.spean`;

/** @returns {Promise<Blob>} one JSON value a line: the head, then each record as it would be posted */
export const outboxFile = async (store, profile, moment) => {
  const { device, user, public_key: key, last_seq: highest } = profile;
  const head = { spean: "outbox", v: 1, device, user, key, made_at: moment.toISOString(), highest };
  const lines = [`${JSON.stringify(head)}\n`];
  for (const { seq, parts } of await store.all("records", device)) {
    const row = await store.get("bodies", [device, seq]);
    if (!row) continue;
    const partBytes = {};
    for (const sha256 of parts) {
      const part = await store.get("parts", [device, sha256]);
      if (part) partBytes[sha256] = toText(part.bytes);
    }
    lines.push(`${JSON.stringify({ ...row.record, part_bytes: partBytes })}\n`);
  }
  return new Blob(lines, { type: "application/octet-stream" });
};

/**
 * Read a file of receipts.
 * @returns {{device: string, receipts: object[]}}
 * @throws {SyntaxError} if it is another kind of file
 */
export const receiptsOf = (text) => {
  const [first, ...lines] = text.split("\n").filter((line) => line.trim());
  const head = JSON.parse(first ?? "null");
  if (head?.spean !== "receipts" || head.v !== 1 || typeof head.device !== "string") {
    throw new SyntaxError("not a file of receipts");
  }
  return { device: head.device, receipts: lines.map((line) => JSON.parse(line)) };
};

/** Hand a file to the person: the browser asks where to, or puts it among the downloads. */
export const handOver = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

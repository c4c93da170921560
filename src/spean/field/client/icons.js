// Draws the bridge as a PNG: strokes with round ends on a plain ground. No drawing package is
// needed for one path of lines and a curve.
import { crc32 as zlibCrc, deflateSync } from "node:zlib";

const GROUND = [0x0a, 0x5a, 0x60];
const INK = [0xff, 0xff, 0xff];
// The mark is 34 by 22; the round mask of a telephone may cut a fifth off each side.
const WIDTH = 34;
const HEIGHT = 22;
const SHARE = 0.56;
const STROKE = 2.6;
const CURVE_STEPS = 24;

/** The path of an SVG as straight pieces: M, m, H, h, V, v, L and C are what the mark uses. */
export const piecesOf = (path) => {
  const pieces = [];
  let at = [0, 0];
  const line = (to) => {
    pieces.push([...at, ...to]);
    at = to;
  };
  for (const [, command, rest] of path.matchAll(/([MLHhVvC])([^A-Za-z]*)/g)) {
    const n = (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    if (command === "M") at = [n[0], n[1]];
    if (command === "L") line([n[0], n[1]]);
    if (command === "H") line([n[0], at[1]]);
    if (command === "h") line([at[0] + n[0], at[1]]);
    if (command === "V") line([at[0], n[0]]);
    if (command === "v") line([at[0], at[1] + n[0]]);
    if (command === "C") {
      const [x0, y0] = at;
      for (let step = 1; step <= CURVE_STEPS; step += 1) {
        const t = step / CURVE_STEPS;
        const u = 1 - t;
        const mix = (a, b, c, d) => u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d;
        line([mix(x0, n[0], n[2], n[4]), mix(y0, n[1], n[3], n[5])]);
      }
    }
  }
  return pieces;
};

const distance = (x, y, [x1, y1, x2, y2]) => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
};

const crcOf = (bytes) => {
  if (zlibCrc) return zlibCrc(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
};

const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crcOf(body), body.length + 4);
  return framed;
};

/** @returns {Buffer} a square PNG of the mark */
export const bridgePng = (svg, size) => {
  const pieces = piecesOf(svg.match(/ d="([^"]+)"/)[1]);
  const scale = (size * SHARE) / WIDTH;
  const [left, above] = [(size / scale - WIDTH) / 2, (size / scale - HEIGHT) / 2];
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [px, py] = [(x + 0.5) / scale - left, (y + 0.5) / scale - above];
      let near = Infinity;
      for (const piece of pieces) near = Math.min(near, distance(px, py, piece));
      const cover = Math.max(0, Math.min(1, (STROKE / 2 - near) * scale + 0.5));
      for (let band = 0; band < 3; band += 1) {
        rows[y * (1 + size * 3) + 1 + x * 3 + band] = Math.round(GROUND[band] + (INK[band] - GROUND[band]) * cover);
      }
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
};

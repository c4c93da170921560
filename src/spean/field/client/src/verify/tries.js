// The ways in which a picture is looked at until a code is found: from the plain one, which is enough
// for a good photograph, to the ones most worked on. The library's `picture.py` does the same.
import { Waves } from "./waves.js";

const SIDE_SHARPENED = 800;
// Widths of blur in points, and how much noise is let through: from slight and clean to strong.
const BLURS = [[2.5, 0.01], [3.5, 0.001], [4, 0.0003], [3, 0.003], [1.5, 0.01], [4.5, 0.0003], [3.5, 0.01], [5.5, 0.0003]];

/** @returns {{ light: Uint8ClampedArray, width: number, height: number }} what a canvas holds, in grey */
export const greyOf = ({ data, width, height }) => {
  const light = new Uint8ClampedArray(width * height);
  for (let i = 0; i < light.length; i += 1) light[i] = (data[4 * i] * 299 + data[4 * i + 1] * 587 + data[4 * i + 2] * 114) / 1000;
  return { light, width, height };
};

/** @returns {ImageData} as the reader takes it */
export const pointsOf = ({ light, width, height }) => {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < light.length; i += 1) {
    data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = light[i];
    data[4 * i + 3] = 255;
  }
  return typeof ImageData === "undefined" ? { data, width, height } : new ImageData(data, width, height);
};

/** Lines become columns and columns lines, each worked on by `line(read, write)`: twice is both ways. */
const turned = ({ light, width, height }, length, line) => {
  const made = new Float32Array(length * height);
  const from = new Float32Array(width), to = new Float32Array(length);
  for (let row = 0; row < height; row += 1) {
    for (let i = 0; i < width; i += 1) from[i] = light[row * width + i];
    line(from, to);
    for (let i = 0; i < length; i += 1) made[i * height + row] = to[i];
  }
  return { light: made, width: height, height: length };
};

const bothWays = (grey, lengthOf, line) => {
  const { light, width, height } = turned(turned(grey, lengthOf(grey.width), line), lengthOf(grey.height), line);
  return { light: Uint8ClampedArray.from(light), width, height };
};

export const blurred = (grey, radius) => {
  const reach = 3 * radius;
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * radius * radius)));
  const whole = weights.reduce((sum, one) => sum + one, 0);
  return bothWays(grey, (length) => length, (from, to) => {
    const last = from.length - 1;
    for (let i = 0; i <= last; i += 1) {
      let sum = 0;
      for (let k = -reach; k <= reach; k += 1) sum += weights[k + reach] * from[Math.max(0, Math.min(last, i + k))];
      to[i] = sum / whole;
    }
  });
};

/** Each point is the mean of those that it stands for: noise goes with them. */
export const smaller = (grey, side) => {
  const scale = Math.max(grey.width, grey.height) / side;
  if (scale <= 1) return grey;
  return bothWays(grey, (length) => Math.max(1, Math.round(length / scale)), (from, to) => {
    const step = from.length / to.length;
    for (let i = 0; i < to.length; i += 1) {
      const start = i * step, end = Math.min(from.length, start + step);
      let sum = 0;
      for (let k = Math.floor(start); k < end; k += 1) sum += from[k] * (Math.min(end, k + 1) - Math.max(start, k));
      to[i] = sum / (end - start);
    }
  });
};

/** Twice as large, with rounded slopes between the points (bicubic). */
const NEAR = [-0.0703125, 0.8671875, 0.2265625, -0.0234375];
export const doubled = (grey) => bothWays(grey, (length) => 2 * length, (from, to) => {
  const at = (i) => from[Math.max(0, Math.min(from.length - 1, i))];
  for (let i = 0; i < from.length; i += 1) {
    to[2 * i + 1] = NEAR[0] * at(i - 1) + NEAR[1] * at(i) + NEAR[2] * at(i + 1) + NEAR[3] * at(i + 2);
    to[2 * i] = NEAR[0] * at(i + 1) + NEAR[1] * at(i) + NEAR[2] * at(i - 1) + NEAR[3] * at(i - 2);
  }
});

/** @yields {{ grey, binarizer: string }} one way after another; each is only worked out when it is asked for */
export function* tries(grey) {
  yield { grey, binarizer: "LocalAverage" };
  yield { grey, binarizer: "GlobalHistogram" };
  // A fold wears a thin line through the squares: what is thinner than a module goes.
  for (const radius of [4, 2]) yield { grey: blurred(grey, radius), binarizer: "LocalAverage" };
  const small = new Waves(smaller(grey, SIDE_SHARPENED));
  for (const [blur, noise] of BLURS) yield { grey: doubled(small.sharpened(blur, noise)), binarizer: "LocalAverage" };
  // A code that is small in a large picture; a cheap telephone has no patience for more than these.
  if (Math.max(grey.width, grey.height) <= SIDE_SHARPENED) return;
  const large = new Waves(smaller(grey, 2 * SIDE_SHARPENED));
  for (const [blur, noise] of BLURS.slice(0, 3)) yield { grey: large.sharpened(blur, noise), binarizer: "LocalAverage" };
}

const OPTIONS = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 8 };
// Long enough for the page to draw and for a press of a button to be heard.
const breath = () => new Promise((go) => { setTimeout(go, 40); });

const textsBy = async (way, read, more = {}) => {
  const found = await read(pointsOf(way.grey), { ...OPTIONS, ...more, binarizer: way.binarizer });
  return [...new Set(found.filter((code) => code.isValid).map((code) => code.text))];
};

/**
 * Look at a picture in one way after another; between two the page draws itself.
 * @param read the package's reader
 * @param {() => boolean} isWanted false once nobody waits for the answer any more
 * @returns {Promise<{ texts: string[], way: number }>} the texts of the codes, and by which way; -1 by none
 */
export const findIn = async (grey, read, isWanted = () => true) => {
  let number = 0;
  for (const way of tries(grey)) {
    const texts = await textsBy(way, read);
    if (texts.length) return { texts, way: number };
    await breath();
    if (!isWanted()) break;
    number += 1;
  }
  return { texts: [], way: -1 };
};

/** Look at one of many pictures of a camera: quickly, and at each in another way than at the one before. */
export const findQuickly = (grey, read, number) => {
  const ways = [
    () => ({ grey, binarizer: "LocalAverage" }),
    () => ({ grey: blurred(grey, 2), binarizer: "LocalAverage" }),
    () => ({ grey, binarizer: "GlobalHistogram" }),
  ];
  return textsBy(ways[number % ways.length](), read, { tryHarder: number % 2 === 1 });
};

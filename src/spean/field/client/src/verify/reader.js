// Finds QR codes in pictures, here in the browser. Fetched when somebody scans, and kept for flight mode.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import address from "zxing-wasm/reader/zxing_reader.wasm?url";

const FORMATS = ["QRCode"];
// A photograph has more points than a code needs; fewer are faster, and blur helps against noise.
const SIDES = [1600, 900, 2800];
const FRAME_SIDE = 1000;

export class NotAPicture extends Error {}

const prepared = fetch(address).then((answer) => answer.arrayBuffer())
  .then((wasmBinary) => prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }));

const pointsOf = (source, width, height, side) => {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  // What is transparent is paper.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
};

const textsIn = async (points, tryHarder) => {
  const found = await readBarcodes(points, { formats: FORMATS, tryHarder, maxNumberOfSymbols: 8 });
  return found.filter((one) => one.isValid).map((one) => one.text);
};

/** Resolves when codes can be read; rejects when the reader cannot be started. */
export const ready = () => prepared;

/** @returns {Promise<string[]>} the texts of the codes in one picture of the camera */
export const readFrame = (video) => textsIn(pointsOf(video, video.videoWidth, video.videoHeight, FRAME_SIDE), false);

/**
 * @param {Blob} file what somebody chose: it is opened here and goes nowhere
 * @throws {NotAPicture}
 */
export const readPicture = async (file) => {
  await prepared;
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new NotAPicture(file.type);
  }
  try {
    for (const side of SIDES) {
      const texts = await textsIn(pointsOf(picture, picture.width, picture.height, side), true);
      if (texts.length) return texts;
    }
    return [];
  } finally {
    picture.close();
  }
};

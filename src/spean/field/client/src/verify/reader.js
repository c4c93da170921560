// Finds QR codes in pictures, here in the browser. Fetched when somebody scans, and kept for flight mode.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import address from "zxing-wasm/reader/zxing_reader.wasm?url";
import { findIn, findQuickly, greyOf } from "./tries.js";

// A photograph has more points than a code needs.
const SIDE_MOST = 2400;
const FRAME_SIDE = 1000;

export class NotAPicture extends Error {}

const prepared = fetch(address).then((answer) => answer.arrayBuffer())
  .then((wasmBinary) => prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }));

const greyIn = (source, width, height, side) => {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  // What is transparent is paper.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return greyOf(pen.getImageData(0, 0, canvas.width, canvas.height));
};

/** Resolves when codes can be read; rejects when the reader cannot be started. */
export const ready = () => prepared;

/**
 * @param {number} number how many pictures of the camera were looked at before this one
 * @returns {Promise<string[]>} the texts of the codes in one picture of the camera
 */
export const readFrame = (video, number) =>
  findQuickly(greyIn(video, video.videoWidth, video.videoHeight, FRAME_SIDE), readBarcodes, number);

/**
 * @param {Blob} file what somebody chose: it is opened here and goes nowhere
 * @param {() => boolean} isWanted false once nobody waits for the answer any more
 * @throws {NotAPicture}
 */
export const readPicture = async (file, isWanted) => {
  await prepared;
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new NotAPicture(file.type);
  }
  try {
    const grey = greyIn(picture, picture.width, picture.height, SIDE_MOST);
    return (await findIn(grey, readBarcodes, isWanted)).texts;
  } finally {
    picture.close();
  }
};

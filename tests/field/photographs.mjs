// Reads photographs as the page under /verify/ does, in Node: for each raw grey picture named in the
// arguments it prints which way found which text. Not a test by itself: test_photographs.py calls it.
import "./packages.mjs";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const beside = createRequire(new URL("../../build/field/work/package.json", import.meta.url));
const { prepareZXingModule, readBarcodes } = await import("zxing-wasm/reader");
const { findIn } = await import(new URL("../../src/spean/field/client/src/verify/tries.js", import.meta.url));

const wasmBinary = readFileSync(beside.resolve("zxing-wasm/reader/zxing_reader.wasm"));
await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });

for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  const [width, height] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  const began = performance.now();
  const { texts, way } = await findIn({ light: new Uint8ClampedArray(bytes.subarray(8)), width, height }, readBarcodes);
  console.log(JSON.stringify({ path, texts, way, ms: Math.round(performance.now() - began) }));
}

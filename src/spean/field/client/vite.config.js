// Builds two pages: the one under /field/ (`shell`, small, always; `player`, large, with the first
// form) and the one under /verify/ (`verify`, and the reader of QR codes); and their `worker`.
// tools/field.py runs this in a folder of its own; nothing that is built is ever committed.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { bridgePng } from "./icons.js";
import { REPLACED } from "./src/player_words.js";

const WORDS = fileURLToPath(new URL("./src/player_words.js", import.meta.url));
const PLAYER = /@getodk\/web-forms\/dist\/(index|MapBlock)[^/]*\.js$/;

// What is cut out of the player: a megabyte of letters without Khmer, and a style for the whole page
// that takes our letters from everything around the form.
const CUT = [
  [/@font-face\{[^}]*\}/g, ""],
  [/const resetStyles = `[^`]*`/, 'const resetStyles = ""'],
];

/**
 * The player of this version speaks English in place: each of its texts is handed to our table.
 * A text or a cut that is not found any more stops the build: a new player must be looked at.
 */
const khmerPlayer = () => {
  const missing = new Set([...REPLACED, ...CUT].map(([found]) => found));
  return {
    name: "spean-khmer-player",
    enforce: "pre",
    transform(code, id) {
      if (!PLAYER.test(id)) return null;
      let text = code;
      for (const [found, put] of CUT) {
        if (text.search(found) < 0) continue;
        missing.delete(found);
        text = text.replace(found, put);
      }
      for (const [found, put] of REPLACED) {
        if (!text.includes(found)) continue;
        missing.delete(found);
        text = text.replaceAll(found, put);
      }
      return { code: `import { say as __say } from ${JSON.stringify(WORDS)};\n${text}`, map: null };
    },
    buildEnd(fault) {
      if (!fault && missing.size) this.error(`The form player no longer says: ${[...missing].join(" | ")}`);
    },
  };
};

/** Icons for the home screen, drawn from the mark of the house. */
const icons = () => ({
  name: "spean-icons",
  generateBundle() {
    const mark = readFileSync(new URL("./bridge.svg", import.meta.url), "utf8");
    for (const size of [192, 512]) {
      this.emitFile({ type: "asset", fileName: `icon-${size}.png`, source: bridgePng(mark, size) });
    }
  },
});

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [khmerPlayer(), icons()],
  define: { __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  build: {
    outDir: process.env.SPEAN_FIELD_OUT ?? "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ["chrome94", "firefox100", "safari15.4"],
    chunkSizeWarningLimit: 4000,
    rollupOptions: {
      input: { shell: "src/main.js", verify: "src/verify/main.js", worker: "src/worker.js" },
      output: { entryFileNames: ({ name }) => (name === "worker" ? "worker.js" : "assets/[name]-[hash].js") },
    },
  },
});

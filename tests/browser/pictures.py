"""Pictures of pages, small enough for a README: a palette of at most 256 colours."""

import base64
import struct
import zlib

import numpy as np
from playwright.sync_api import Browser

# The browser itself reads the picture; back come its pixels, four bytes each.
PIXELS = """async (text) => {
  const picture = await createImageBitmap(await (await fetch(text)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const bytes = pen.getImageData(0, 0, picture.width, picture.height).data;
  let said = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    said += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return [picture.width, picture.height, btoa(said)];
}"""
MOST_COLOURS = 256


def smaller(browser: Browser, picture: bytes) -> bytes:
    """Return a PNG with the same picture in at most 256 colours, the commonest ones exactly."""
    page = browser.new_page()
    text = "data:image/png;base64," + base64.b64encode(picture).decode()
    width, height, said = page.evaluate(PIXELS, text)
    page.close()
    pixels = np.frombuffer(base64.b64decode(said), dtype=np.uint8).reshape(-1, 4)[:, :3]
    colours, places, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-counts)[:MOST_COLOURS]].astype(np.int32)
    far = ((colours[:, None, :].astype(np.int32) - kept[None, :, :]) ** 2).sum(axis=2)
    rows = far.argmin(axis=1).astype(np.uint8)[places.ravel()].reshape(height, width)
    return _png(rows, kept.astype(np.uint8))


def _png(rows: np.ndarray, palette: np.ndarray) -> bytes:
    height, width = rows.shape
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    parts = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(lines, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in (*parts, (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

// Undoes blur: a picture as waves (Fourier), and Wiener's filter for a blur of guessed width.

/** Fourier's transform in place, for lengths that are powers of two. */
const transform = (size) => {
  const bits = Math.log2(size);
  const order = new Uint32Array(size);
  for (let i = 0; i < size; i += 1) order[i] = (order[i >> 1] >> 1) | ((i & 1) << (bits - 1));
  const cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size));
  return (re, im) => {
    for (let i = 0; i < size; i += 1) {
      const j = order[i];
      if (j > i) {
        [re[i], re[j]] = [re[j], re[i]];
        [im[i], im[j]] = [im[j], im[i]];
      }
    }
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let k = 0; k < half; k += 1) {
          const a = start + k, b = a + half, c = cos[k * step], s = sin[k * step];
          const x = re[b] * c + im[b] * s, y = im[b] * c - re[b] * s;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  };
};

/** Both directions of a field of `width` times `height`; forth and back differ by a conjugate only. */
const transformAll = (re, im, width, height) => {
  const along = transform(width);
  for (let row = 0; row < height; row += 1) {
    along(re.subarray(row * width, (row + 1) * width), im.subarray(row * width, (row + 1) * width));
  }
  const down = transform(height), r = new Float64Array(height), i = new Float64Array(height);
  for (let column = 0; column < width; column += 1) {
    for (let row = 0, at = column; row < height; row += 1, at += width) { r[row] = re[at]; i[row] = im[at]; }
    down(r, i);
    for (let row = 0, at = column; row < height; row += 1, at += width) { re[at] = r[row]; im[at] = i[row]; }
  }
};

const MARGIN = 24; // The filter takes the picture's edges for one another's neighbours.
const powerFrom = (length) => 2 ** Math.ceil(Math.log2(length));
const held = (value, most) => Math.max(0, Math.min(most, value));

export class Waves {
  constructor({ light, width, height }) {
    Object.assign(this, { width, height });
    this.across = powerFrom(width + 2 * MARGIN);
    this.down = powerFrom(height + 2 * MARGIN);
    const size = this.across * this.down;
    const mean = light.reduce((sum, one) => sum + one, 0) / light.length;
    this.re = new Float32Array(size);
    this.im = new Float32Array(size);
    for (let row = 0; row < this.down; row += 1) {
      const from = held(row - MARGIN, height - 1) * width;
      for (let column = 0; column < this.across; column += 1) {
        this.re[row * this.across + column] = light[from + held(column - MARGIN, width - 1)] - mean;
      }
    }
    transformAll(this.re, this.im, this.across, this.down);
  }

  /** @returns the picture as it was before a blur of this width, were there this much noise */
  sharpened(blur, noise) {
    const { across, down } = this, re = new Float32Array(this.re), im = new Float32Array(this.im);
    const squares = (length) => Float64Array.from({ length }, (_, i) => (Math.min(i, length - i) / length) ** 2);
    const rows = squares(down), columns = squares(across), strength = -2 * (Math.PI * blur) ** 2;
    for (let row = 0, at = 0; row < down; row += 1) {
      for (let column = 0; column < across; column += 1, at += 1) {
        const passed = Math.exp(strength * (rows[row] + columns[column]));
        const gain = passed / (passed * passed + noise);
        re[at] *= gain;
        im[at] *= -gain; // The conjugate: the next transform leads back.
      }
    }
    transformAll(re, im, across, down);
    return this.cut(re);
  }

  cut(re) {
    const { width, height, across } = this, light = new Float32Array(width * height);
    for (let row = 0; row < height; row += 1) {
      light.set(re.subarray((row + MARGIN) * across + MARGIN, (row + MARGIN) * across + MARGIN + width), row * width);
    }
    return { light: stretched(light), width, height };
  }
}

/** From the darkest hundredth to the lightest is made the whole way from black to white. */
const stretched = (light) => {
  const sample = light.filter((_, i) => i % 7 === 0).sort();
  const low = sample[Math.floor(sample.length / 100)], high = sample[Math.floor((sample.length * 99) / 100)];
  const scale = 255 / Math.max(high - low, 1e-6);
  return Uint8ClampedArray.from(light, (one) => (one - low) * scale);
};

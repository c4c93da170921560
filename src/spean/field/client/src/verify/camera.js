// The camera: its pictures are looked at here and dropped; it stops at the first code.
const BETWEEN = 120;
const LONG = 12_000;
const WANTED = { audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 960 } } };

export class Camera {
  constructor({ video, reader, found, isLong }) {
    Object.assign(this, { video, reader, found, isLong, stream: null, isOver: false });
  }

  /** @throws {DOMException} as getUserMedia does */
  async begin() {
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no camera here", "NotFoundError");
    this.stream = await navigator.mediaDevices.getUserMedia(WANTED);
    if (this.isOver) return this.stop();
    this.video.srcObject = this.stream;
    await this.video.play();
    this.began = Date.now();
    return this.look();
  }

  async look() {
    for (let number = 0; !this.isOver; number += 1) {
      const texts = this.video.videoWidth ? await this.reader.readFrame(this.video, number) : [];
      if (this.isOver) return;
      if (texts.length) {
        this.stop();
        this.found(texts);
        return;
      }
      if (Date.now() - this.began > LONG) this.isLong();
      await new Promise((go) => { setTimeout(go, BETWEEN); });
    }
  }

  stop() {
    this.isOver = true;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
  }
}

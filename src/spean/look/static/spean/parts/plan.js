// A signature drawn by finger or mouse, and how fast a voice reads. Without it there is the file.
(() => {
  "use strict";
  const speed = document.querySelector("[data-speed]");
  const sound = document.querySelector("audio");
  if (speed && sound) {
    speed.addEventListener("change", () => { sound.playbackRate = Number(speed.value); });
    sound.addEventListener("play", () => { sound.playbackRate = Number(speed.value); });
  }
  const place = document.querySelector("[data-sign]");
  if (!place) return;
  const canvas = place.querySelector("canvas");
  const kept = document.getElementById(place.dataset.sign);
  const pen = canvas.getContext("2d");
  Object.assign(pen, { lineWidth: 5, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });
  let isDown = false;
  const clean = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    kept.value = "";
  };
  const at = (event) => {
    const edge = canvas.getBoundingClientRect();
    return [
      ((event.clientX - edge.left) * canvas.width) / edge.width,
      ((event.clientY - edge.top) * canvas.height) / edge.height,
    ];
  };
  canvas.addEventListener("pointerdown", (event) => {
    isDown = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!isDown) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  const lift = () => {
    if (isDown) kept.value = canvas.toDataURL("image/png");
    isDown = false;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  place.querySelector("[data-sign-again]").addEventListener("click", clean);
  clean();
})();

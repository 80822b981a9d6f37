// A name drawn with the finger, kept as a PNG in a hidden field. Without scripts the name is typed.
export function signing(draw) {
  draw.hidden = false;
  const canvas = draw.querySelector("canvas");
  const pen = canvas.getContext("2d");
  const kept = draw.querySelector("input[name=drawn]");
  pen.lineWidth = 5;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#1c2a27";
  const place = (event) => [
    (event.offsetX * canvas.width) / canvas.clientWidth,
    (event.offsetY * canvas.height) / canvas.clientHeight,
  ];
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    pen.lineTo(...place(event));
    pen.stroke();
    kept.value = "drawn";
  });
  canvas.addEventListener("pointerup", () => {
    if (kept.value) kept.value = canvas.toDataURL("image/png");
  });
  draw.querySelector("[data-again]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    kept.value = "";
  });
}

for (const draw of document.querySelectorAll("form:not([data-say]) [data-draw]")) signing(draw);

// Tells of emergencies on whatever page is open: a strip, the title, a sound. Without it the strip is there on loading.
const strip = document.getElementById("urgent-strip");
const title = document.title;
let known = Number(strip?.dataset.count ?? 0);

function ring() {
  // Browsers let a page sound once somebody has pressed something on it; before that it stays silent.
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  volume.gain.value = 0.15;
  tone.frequency.value = 880;
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 0.4);
  tone.addEventListener("ended", () => sound.close());
}

function show(count) {
  strip.hidden = count === 0;
  strip.querySelector("b").textContent = count;
  document.title = count > 0 ? `(${count}) ${strip.dataset.words} · ${title}` : title;
  if (count > known) ring();
  known = count;
}

if (strip) {
  if (known > 0) document.title = `(${known}) ${strip.dataset.words} · ${title}`;
  const events = new EventSource("/console/emergencies/events");
  events.addEventListener("message", (event) => show(Number(event.data)));
  addEventListener("pagehide", () => events.close());
}

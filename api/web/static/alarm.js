// Tells of emergencies on whatever page is open: a strip, the title, a sound. Without it the strip is there on loading.
// The sound comes again until somebody at this screen presses anything; the bell in the strip keeps it quiet.
const QUIET = "shenbao-quiet";
const AGAIN_MS = 20000;
const strip = document.getElementById("urgent-strip");
const bell = strip?.querySelector(".bell");
const title = document.title;
const sound = strip && "rings" in strip.dataset ? new AudioContext() : null;
let known = Number(strip?.dataset.count ?? 0);
let ringing = null;

function ring() {
  // Browsers let a page sound once somebody has pressed something on it; before that it stays silent.
  const volume = sound.createGain();
  volume.gain.value = 0.15;
  volume.connect(sound.destination);
  for (const [after, pitch] of [[0, 880], [0.25, 660], [0.5, 880]]) {
    const tone = sound.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume);
    tone.start(sound.currentTime + after);
    tone.stop(sound.currentTime + after + 0.2);
  }
}

function alarm() {
  if (sound === null || localStorage.getItem(QUIET) !== null || ringing !== null) return;
  ring();
  ringing = setInterval(ring, AGAIN_MS);
  strip.dataset.ringing = "";
}

function calm() {
  clearInterval(ringing);
  ringing = null;
  if (strip) delete strip.dataset.ringing;
}

function label() {
  if (sound === null) return;
  const quiet = localStorage.getItem(QUIET) !== null;
  bell.hidden = false;
  bell.setAttribute("aria-pressed", String(!quiet));
  bell.textContent = quiet ? bell.dataset.off : sound.state === "running" ? bell.dataset.on : bell.dataset.asleep;
}

function show(count) {
  strip.hidden = count === 0;
  strip.querySelector("b").textContent = count;
  document.title = count > 0 ? `(${count}) ${strip.dataset.words} · ${title}` : title;
  if (count > known) alarm();
  if (count === 0) calm();
  known = count;
  // What lies under another line changes no number, and is in the list all the same.
  document.dispatchEvent(new CustomEvent("emergencies"));
}

function gone() {
  // The session is over, or the server is not there: a strip that stands still would be believed.
  strip.hidden = false;
  strip.querySelector(".gone").textContent = strip.dataset.gone;
}

if (strip) {
  if (known > 0) document.title = `(${known}) ${strip.dataset.words} · ${title}`;
  const events = new EventSource("/console/emergencies/events");
  events.addEventListener("message", (event) => show(Number(event.data)));
  events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED) gone(); });
  addEventListener("pagehide", () => events.close());
  for (const touched of ["pointerdown", "keydown"]) {
    addEventListener(touched, () => { calm(); sound?.resume().then(label); }, { capture: true });
  }
  bell.addEventListener("click", () => {
    // The first press only wakes the sound: that one was asked for.
    if (bell.textContent === bell.dataset.asleep) return label();
    if (localStorage.getItem(QUIET) === null) localStorage.setItem(QUIET, "1"); else localStorage.removeItem(QUIET);
    label();
  });
  sound?.addEventListener("statechange", label);
  label();
}

// The list of emergencies follows what happens, without losing the place of whoever reads it. One look at a time.
const list = document.querySelector("main.emergencies");
let looking = false;
let wanted = false;

async function look() {
  wanted = true;
  if (looking) return;
  looking = true;
  while (wanted) {
    wanted = false;
    await refresh().catch(() => {});
  }
  looking = false;
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main.emergencies");
  if (fresh === null || fresh.innerHTML === list.innerHTML) return;
  const at = document.activeElement?.closest("a.case")?.getAttribute("href");
  const opened = new Map([...list.querySelectorAll("details[data-of]")].map((one) => [one.dataset.of, one.open]));
  list.replaceChildren(...fresh.childNodes);
  for (const one of list.querySelectorAll("details[data-of]")) one.open = opened.get(one.dataset.of) ?? one.open;
  if (at) list.querySelector(`a.case[href="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
}

if (list) document.addEventListener("emergencies", look);

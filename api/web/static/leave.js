// Leaving at once: the screen is blank before the network answers, and “back” finds nothing.
// Without it the button is a form that does the same as soon as the server answers.

const form = document.querySelector("[data-leave]");
// Pages in other tabs go too, where the browser can tell them.
const others = "BroadcastChannel" in window ? new BroadcastChannel("pages") : null;
const TWICE_MS = 800;
let escaped = -TWICE_MS;

function blank() {
  // Tells the server, whenever it is reached again, that this browser has left.
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `shenbao_closed=1; path=/; max-age=5184000; samesite=lax${secure}`;
  const words = document.createElement("h1");
  words.textContent = document.title = form.dataset.leave;
  words.className = "closed";
  document.body.replaceChildren(words);
  history.replaceState(null, "", "/closed");
  dispatchEvent(new Event("left"));
}

async function leave() {
  if (document.querySelector(".closed")) return;
  blank();
  others?.postMessage("left");
  await told();
}

async function told() {
  try {
    await fetch("/leave", { method: "POST", redirect: "manual", keepalive: true });
    location.replace("/closed");
  } catch {
    // No network: nothing is on the screen, and the cookie says the rest once there is one.
    addEventListener("online", told, { once: true });
  }
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - escaped < TWICE_MS) leave();
    escaped = event.timeStamp;
  });
  others?.addEventListener("message", () => {
    if (document.querySelector(".closed")) return;
    blank();
    location.replace("/closed");
  });
}

// Nobody touched it for a while: ask for the number again. What stands in the field waits behind it.
if ("locks" in document.documentElement.dataset) {
  const IDLE_MS = 600000;
  let touched = Date.now();
  const lock = () => {
    if (Date.now() - touched < IDLE_MS || document.querySelector(".closed")) return;
    const kept = document.querySelector("#text")?.form ?? form;
    kept.action = "/lock";
    kept.submit();
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(sign, () => { touched = Date.now(); }, { passive: true });
  }
  setInterval(lock, 15000);
  document.addEventListener("visibilitychange", lock);
}

// A browser that keeps pages to show them again by “back” keeps an empty one, and asks the server.
addEventListener("pagehide", () => {
  document.documentElement.hidden = true;
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// Makes the page answer without reloading. Everything here also works without it: the forms are the same.

import { signing } from "./draw.js";
import { locating } from "./here.js";

const RETRY_MS = [1000, 2000, 4000, 8000, 15000];
const FRAGMENT = { Accept: "text/x-fragment" };
let busy = false;
let newest = 0;
let ticked = [];

const chat = () => document.getElementById("chat");
// Left meanwhile: there is no page any more, and nothing is newer than that.
const turn = () => Number(chat()?.dataset.turn ?? Infinity);

function tell(words) {
  const line = document.getElementById("sending");
  line.textContent = words ?? "";
  line.hidden = !words;
}

function pause(milliseconds) {
  // Ends early when the phone finds its network again.
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
  });
}

// The id of the input stays the same, so however often it arrives it is taken once.
async function post(url, body) {
  const words = document.getElementById("sending").dataset;
  const slow = setTimeout(() => tell(words.sending), 600);
  for (let failed = 0; ; failed += 1) {
    try {
      const response = await fetch(url, { method: "POST", headers: FRAGMENT, body });
      if (response.status < 502 || response.status > 504) {
        clearTimeout(slow);
        tell();
        return response;
      }
    } catch {
      // No network: what was written stays in the field until it has arrived.
    }
    clearTimeout(slow);
    tell(words.trying);
    await pause(RETRY_MS[Math.min(failed, RETRY_MS.length - 1)]);
  }
}

function show(html, pushed) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("chat");
  if (!fresh) return false;
  const old = chat();
  if (!old) return true;
  if (fresh.dataset.household !== old.dataset.household) {
    // Another household: its own stream of turns, and nothing typed for the one before may stay.
    location.reload();
    return true;
  }
  const same = pushed && fresh.dataset.key === old.dataset.key;
  const field = old.querySelector("#text");
  const typed = same && field ? field.value : null;
  const focused = same && document.activeElement === field;
  old.replaceWith(document.adoptNode(fresh));
  ticked = [...fresh.querySelectorAll(".tick input:checked")].map((box) => box.value);
  enable(fresh);
  const next = fresh.querySelector("#text");
  if (typed !== null && next) next.value = typed;
  if (focused && next) {
    next.focus({ preventScroll: true });
    return true;
  }
  (fresh.querySelector("[aria-invalid]") ?? fresh.querySelector(".ask"))?.focus({ preventScroll: true });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.getElementById("q").scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  return true;
}

function collected(form, pressed) {
  const data = new FormData(form);
  if (pressed?.name) data.append(pressed.name, pressed.value);
  if (data.get("kind") === "several" && !data.has("command")) {
    // The first one ticked is the main reason: keep the order of the finger, not of the list.
    const chosen = data.getAll("choice").sort((one, other) => ticked.indexOf(one) - ticked.indexOf(other));
    data.delete("choice");
    for (const value of chosen) data.append("choice", value);
  }
  return form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
}

async function submit(event) {
  const form = event.target;
  if (!form.matches("form[data-say]")) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  chat().classList.add("busy");
  try {
    const response = await post(form.action, collected(form, event.submitter));
    // Locked meanwhile: sent once more as a page, so that what was typed waits behind the number.
    if (response.status === 423) return form.submit();
    // The words around the conversation change with the language too.
    if (event.submitter?.value.startsWith("language:")) location.reload();
    else if (response.redirected) location.assign(response.url);
    else if (!show(await response.text(), false)) location.assign("/");
  } finally {
    busy = false;
    chat()?.classList.remove("busy");
  }
  refresh();
}

// Fetches what was pushed. An answer of our own rings too, but its turn is on the page by then.
async function refresh() {
  if (busy || newest <= turn()) return;
  try {
    const response = await fetch("/", { headers: FRAGMENT });
    const html = await response.text();
    if (response.ok && !busy && newest > turn()) show(html, true);
  } catch {
    // No network: the stream comes back with it, and tells again.
  }
}

function listen() {
  const events = new EventSource(`/api/v1/chat/events?after=${turn()}`);
  events.addEventListener("message", (event) => {
    newest = Math.max(newest, Number(event.lastEventId));
    refresh();
  });
  addEventListener("pagehide", () => events.close());
  addEventListener("left", () => events.close());
}

function enable(part) {
  const draw = part.querySelector("[data-draw]");
  if (draw) signing(draw);
  const here = part.querySelector("[data-here]");
  if (here) locating(here);
}

document.addEventListener("submit", submit);
document.addEventListener("change", (event) => {
  const { name, type, value, checked } = event.target;
  if (name !== "choice" || type !== "checkbox") return;
  ticked = ticked.filter((one) => one !== value);
  if (checked) ticked.push(value);
});
ticked = [...document.querySelectorAll(".tick input:checked")].map((box) => box.value);
enable(document);
// Who comes back wants the open question, not what was said; who asked for what was said wants that.
if (!location.hash && !new URLSearchParams(location.search).has("more")) {
  document.getElementById("q")?.scrollIntoView({ block: "start" });
}
listen();

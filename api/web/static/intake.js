// Typing a form: every change is kept at once, and the questions it opens or closes appear. All works by the button.
const form = document.getElementById("typing");
const kept = document.getElementById("kept");
const typed = () => new URLSearchParams(new FormData(form)).toString();
let last = form === null ? "" : typed();
let busy = false;
let sending = false;

async function keep() {
  const now = typed();
  if (busy || now === last) return;
  busy = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(`${now}&do=save`) });
    if (!answer.ok) throw new Error(String(answer.status));
    last = now;
    kept.textContent = kept.dataset.kept;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // What was typed meanwhile stays: the page is drawn anew only when nothing was.
    if (typed() === now) draw(page);
  } catch {
    kept.textContent = kept.dataset.lost;
  } finally {
    busy = false;
    if (typed() !== last) setTimeout(keep, 1_500);
  }
}

const fields = (root) => [...root.querySelectorAll("input, select, button, textarea")];

function draw(page) {
  const at = document.activeElement;
  const order = fields(form);
  // A question that no longer applies takes its field with it: the one after it is where typing goes on.
  const after = order.slice(Math.max(order.indexOf(at), 0));
  document.getElementById("parts").replaceWith(page.getElementById("parts"));
  if (!order.includes(at)) return;
  const known = fields(form);
  const same = (one) => known.find((field) => field.name === one.name && (field.type !== "checkbox" && field.type !== "submit" || field.value === one.value));
  const again = after.map(same).find((field) => field !== undefined);
  again?.focus({ preventScroll: true });
}

if (form !== null) {
  form.addEventListener("change", keep);
  addEventListener("beforeunload", (event) => { if (!sending && typed() !== last) event.preventDefault(); });
}
form?.addEventListener("submit", () => { sending = true; });

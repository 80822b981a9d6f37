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

function draw(page) {
  const at = document.activeElement;
  const { id, name, selectionStart } = at;
  const value = at.value;
  document.getElementById("parts").replaceWith(page.getElementById("parts"));
  const again = (id && document.getElementById(id)) || form.querySelector(`[name="${CSS.escape(name ?? "")}"][value="${CSS.escape(value ?? "")}"]`);
  if (again === null) return;
  again.focus({ preventScroll: true });
  if (typeof selectionStart === "number" && again.setSelectionRange) again.setSelectionRange(selectionStart, selectionStart);
}

if (form !== null) {
  form.addEventListener("change", keep);
  addEventListener("beforeunload", (event) => { if (!sending && typed() !== last) event.preventDefault(); });
}
form?.addEventListener("submit", () => { sending = true; });

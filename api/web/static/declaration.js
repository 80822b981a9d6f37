// The keys and the ticks of a declaration's page. Without it sheets open by a click and words stand in the cells.
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select") !== null;
const sheets = () => [...document.querySelectorAll("details.sheet")];
const opened = () => sheets().find((sheet) => sheet.open);
let from = null;

function close(sheet) {
  sheet.open = false;
  (from?.isConnected ? from : sheet.querySelector("summary")).focus();
  from = null;
}

function open(name) {
  const sheet = document.getElementById(`sheet-${name}`);
  if (sheet === null) return;
  if (sheet.open) return close(sheet);
  from = document.activeElement === document.body ? null : document.activeElement;
  sheet.open = true;
  // Receiving needs nothing more than a look and Enter; asking back begins in the form.
  const first = name === "accept" ? sheet.querySelector("button.primary") : sheet.querySelector("summary");
  first.focus();
}

const keys = {
  a: () => open("accept"),
  b: () => open("ask_back"),
  p: () => document.querySelector(".prints a")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") !== null || event.isComposing) return;
  const sheet = opened();
  if (event.key === "Escape" && sheet !== undefined) return close(sheet);
  if (event.ctrlKey || event.metaKey || event.altKey) {
    if (event.key === "Enter" && sheet !== undefined) sheet.querySelector("form").requestSubmit();
    return;
  }
  const act = typing(event.target) ? undefined : keys[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
});

// What is ticked gathers in the sheet, each with its word; the cells stay as they are.
const asked = document.querySelector("ol.asked");
const counter = document.querySelector(".ticked");
if (asked !== null && counter !== null) {
  const ticks = [...document.querySelectorAll('input[name="key"]')];
  const rows = new Map();

  function row(tick) {
    const word = tick.closest(".tick").querySelector(".word");
    const made = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = word.dataset.what;
    made.append(name, word);
    word.addEventListener("keydown", (event) => {
      // Enter ends the word, it does not send: the next box is ticked from here.
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
      event.preventDefault();
      tick.focus();
    });
    return made;
  }

  function show(tick, focus) {
    if (!tick.checked) return rows.get(tick)?.remove();
    if (!rows.has(tick)) rows.set(tick, row(tick));
    asked.append(rows.get(tick));
    if (focus) rows.get(tick).querySelector(".word").focus();
  }

  function tell() {
    const count = ticks.filter((tick) => tick.checked).length;
    counter.textContent = count === 0 ? counter.dataset.none : counter.dataset.some.replace("#", count);
  }

  ticks.forEach((tick) => {
    tick.addEventListener("change", () => { show(tick, true); tell(); });
    show(tick, false);
  });
  tell();
}

// Photos of a visit go up one by one as they are chosen: over a bad line each that arrived stays.
document.querySelectorAll(".photos").forEach((field) => {
  const [input, told] = [field.querySelector("input[type=file]"), field.querySelector("output")];
  const kept = () => field.querySelectorAll("input[name=photos]").length;
  const tell = (words, count) => { told.textContent = words.replace("#", count); };
  field.hidden = false;

  async function send(file) {
    tell(field.dataset.sending, kept() + 1);
    const body = new FormData();
    body.append("file", file);
    const answer = await fetch(field.dataset.to, { method: "POST", body });
    if (!answer.ok) throw new Error(String(answer.status));
    const made = document.createElement("input");
    Object.assign(made, { type: "hidden", name: "photos", value: (await answer.json()).photo });
    field.append(made);
  }

  input.addEventListener("change", async () => {
    try {
      for (const file of input.files) await send(file);
      tell(field.dataset.sent, kept());
    } catch {
      tell(field.dataset.failed, "");
    }
    input.value = "";
  });
});

document.querySelector(".left .here .case")?.scrollIntoView({ block: "nearest" });

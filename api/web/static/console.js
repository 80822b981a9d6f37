// Keys for the console: j k move, Enter opens, a receives, b asks back, / searches, ? lists them. All works without.
const cases = () => [...document.querySelectorAll("a.case")].filter((link) => link.offsetParent !== null);
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

function move(by) {
  const links = cases();
  if (links.length === 0) return;
  const at = links.findIndex((link) => link === document.activeElement);
  const here = at >= 0 ? at : links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function open(name) {
  const sheet = document.getElementById(`sheet-${name}`);
  if (sheet === null) return;
  sheet.open = !sheet.open;
  const summary = sheet.querySelector("summary");
  // Receiving needs nothing more than a look and Enter; asking back begins in the form.
  const first = sheet.open && name === "accept" ? sheet.querySelector("button.primary") : summary;
  first.focus();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  a: () => open("accept"),
  b: () => open("ask_back"),
  "/": () => document.getElementById("q")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    document.querySelectorAll("details.sheet[open]").forEach((sheet) => { sheet.open = false; });
    return;
  }
  const act = typing(event.target) ? undefined : keys[event.key];
  if (act === undefined || document.querySelector("dialog[open]") !== null) return;
  event.preventDefault();
  act();
});

// How many answers are ticked, in the sheet that asks them back.
const counter = document.querySelector(".ticked");
if (counter !== null) {
  const ticks = [...document.querySelectorAll('input[name="key"]')];
  const tell = () => {
    const count = ticks.filter((tick) => tick.checked).length;
    counter.textContent = count === 0 ? counter.dataset.none : counter.dataset.some.replace("#", count);
  };
  ticks.forEach((tick) => tick.addEventListener("change", tell));
  tell();
}

document.querySelector(".left .here .case")?.scrollIntoView({ block: "nearest" });

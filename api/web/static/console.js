// Keys every page of the console has: j k move, Enter opens, u leads to the emergencies, / searches, ? lists them; on the
// page of an emergency a goes to what is likely next, p prints its sheet. All works without.
const cases = () => [...document.querySelectorAll("a.case")].filter((link) => link.offsetParent !== null);
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

function move(by) {
  const links = cases();
  if (links.length === 0) return;
  const at = links.findIndex((link) => link === document.activeElement);
  const here = at >= 0 ? at : links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  u: () => document.querySelector("#urgent-strip a")?.click(),
  "/": () => document.getElementById("q")?.select(),
  "?": () => document.getElementById("keys")?.showModal(),
};

if (document.querySelector("main.emergency") !== null) {
  const next = ".steps .presets button, .steps details[open] :is(input, select, textarea):not([type=hidden])";
  keys.a = () => document.querySelector(next)?.focus();
  keys.p = () => document.querySelector(".told a[href$='record.pdf']")?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const act = typing(event.target) ? undefined : keys[event.key];
  if (act === undefined || document.querySelector("dialog[open]") !== null) return;
  event.preventDefault();
  act();
});

// Who searched and found goes on from the first one found.
if (document.body.classList.contains("listing") && new URLSearchParams(location.search).get("q")) cases()[0]?.focus();

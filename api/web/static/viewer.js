// The viewer's keys: arrows for the photo before and after, r turns it, Esc goes back. All are links without it.
const keys = { ArrowLeft: "a[rel=prev]", ArrowRight: "a[rel=next]", Escape: "a[rel=up]" };
const photo = document.querySelector(".photo");
const turn = document.querySelector("a.turn");
let quarters = Number(photo?.className.match(/turn-(\d)/)?.[1] ?? 0);

function turned() {
  photo.classList.remove(`turn-${quarters}`);
  quarters = (quarters + 1) % 4;
  photo.classList.add(`turn-${quarters}`);
}

turn?.addEventListener("click", (event) => { event.preventDefault(); turned(); });
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") !== null || document.querySelector("dialog[open]") !== null) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "r") return turned();
  document.querySelector(keys[event.key] ?? "never")?.click();
});

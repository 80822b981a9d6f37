// The queue: x ticks the case in focus, the bar below tells how many are ticked. All works without.
const boxes = [...document.querySelectorAll('input[name="receipt"][form="bulk"]')];
const bar = document.getElementById("bulk");
const every = document.getElementById("every");

function tell() {
  const count = boxes.filter((box) => box.checked).length;
  bar.querySelector(".ticked").textContent = count === 0 ? bar.dataset.none : bar.dataset.some.replace("#", count);
  bar.querySelectorAll("button").forEach((button) => { button.disabled = count === 0; });
  every.checked = count === boxes.length && count > 0;
  every.indeterminate = count > 0 && count < boxes.length;
}

if (bar !== null && every !== null && boxes.length > 0) {
  every.hidden = false;
  every.addEventListener("change", () => { boxes.forEach((box) => { box.checked = every.checked; }); tell(); });
  boxes.forEach((box) => box.addEventListener("change", tell));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const box = event.target.closest("tr")?.querySelector('input[name="receipt"]');
    if (box === undefined || box === null) return;
    event.preventDefault();
    box.checked = !box.checked;
    tell();
  });
  // Without ticks a message would go to nobody: say so before it is sent.
  bar.querySelectorAll("button").forEach((button) => button.addEventListener("click", () => {
    bar.querySelector("textarea").required = button.value === "message";
  }));
  tell();
}

// The review by arrows and space alone: up and down walk from button to button of the rows.
document.addEventListener("keydown", (event) => {
  const table = document.querySelector("[data-steps]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!table || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("input:not([type=hidden]), select, textarea")) return;
  const firsts = [...table.querySelectorAll("tbody tr")]
    .map((row) => row.querySelector("td:last-child button, td:last-child a"))
    .filter(Boolean);
  const at = firsts.findIndex((one) => one.closest("tr").contains(document.activeElement));
  const next = firsts[at < 0 ? (step > 0 ? 0 : firsts.length - 1) : at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

/* Lists: a click anywhere in a row opens it, arrows move between rows while one has the focus. */

const INTERACTIVE = "a, button, input, select, textarea, label, summary";

function rowLink(row) {
  return row?.querySelector("td a[href], th a[href]");
}

document.addEventListener("click", (event) => {
  const row = event.target.closest("table[data-rows] tbody tr");
  if (!row || event.target.closest(INTERACTIVE) || String(getSelection())) return;
  const link = rowLink(row);
  if (!link) return;
  if (event.ctrlKey || event.metaKey) window.open(link.href);
  else link.click();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = event.target.closest?.("table[data-rows] tbody tr");
  if (!row || event.target !== rowLink(row)) return;
  const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  const link = rowLink(next);
  if (!link) return;
  event.preventDefault();
  link.focus();
});

for (const row of document.querySelectorAll("table[data-rows] tbody tr")) {
  if (rowLink(row)) row.classList.add("is-linked");
}

/* On the phone the filters fold away, so that the rows come first; a filter in force keeps them open. */
if (matchMedia("(max-width: 767.98px)").matches) {
  for (const fold of document.querySelectorAll("details[data-fold-on-phone='']")) fold.open = false;
}

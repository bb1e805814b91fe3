/* "/" leads to the search box of the page, wherever the reader is; in a field it stays a sign. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])")) return;
  const box = [...document.querySelectorAll("[data-search]")].find((item) => item.getClientRects().length);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

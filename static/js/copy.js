/* Copy a field's text by a button. Without this file the buttons stay hidden and the text can be selected. */

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const words = button.closest("[data-copied]").dataset;
  const label = button.lastChild;
  const first = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    let done = true;
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Without https the browser keeps its clipboard closed to scripts; the old way still works there.
      done = document.execCommand("copy");
    }
    label.textContent = done ? words.copied : words.copyFailed;
    setTimeout(() => { label.textContent = first; }, 3000);
  });
}

/* The list of figures beside the text: searched while typing, put in by one press. */

const form = document.querySelector("form[data-writing]");
const list = document.getElementById("figures");
const search = list.querySelector("input[type=search]");
const found = list.querySelector("[data-found]");
const groups = [...list.querySelectorAll("[data-group]")];

for (const item of list.querySelectorAll("[data-choice]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "figure-choice";
  button.title = item.title;
  button.dataset.name = item.dataset.choice;
  item.removeAttribute("title");
  item.querySelector("[data-token]").remove();
  button.append(...item.childNodes);
  item.append(button);
}
list.querySelector("[data-hand]").hidden = true;
list.querySelector("[data-search]").hidden = false;

/* The caret stays where it was: a press on the list must not take the focus from the text. */
list.addEventListener("mousedown", (event) => {
  if (event.target.closest(".figure-choice")) event.preventDefault();
});
list.addEventListener("click", (event) => {
  const button = event.target.closest(".figure-choice");
  if (button) form.dispatchEvent(new CustomEvent("report:figure", { detail: button.dataset.name }));
});

function filter() {
  const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const group of groups) {
    let shown = 0;
    for (const item of group.querySelectorAll("[data-choice]")) {
      const text = `${item.textContent} ${item.dataset.choice}`.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) shown += 1;
    }
    group.hidden = shown === 0;
    group.querySelector(".count").textContent = shown;
    if (words.length) group.open = shown > 0;
    count += shown;
  }
  found.textContent = words.length ? `${search.value.trim()}：${count}` : "";
}

search.addEventListener("input", (event) => {
  if (!event.isComposing) filter();
});
search.addEventListener("compositionend", filter);
search.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    search.value = "";
    filter();
  }
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  list.querySelector("[data-choice]:not([hidden]) .figure-choice")?.click();
});

form.querySelector("[data-open-figures]").addEventListener("click", () => {
  list.scrollIntoView({ block: "nearest" });
  search.focus();
});

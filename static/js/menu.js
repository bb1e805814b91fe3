/* Menus (<details class="menu">) and the navigation drawer. Both work without this file; here they close on Escape, on a
   click elsewhere, and give the focus back to what opened them. */

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    closeDrawer();
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") moveInMenu(event);
});

function moveInMenu(event) {
  const menu = event.target.closest("details.menu[open]");
  if (!menu) return;
  const items = [...menu.querySelectorAll(".menu-item")];
  if (!items.length) return;
  const step = event.key === "ArrowDown" ? 1 : -1;
  const here = items.indexOf(document.activeElement);
  items[(here + step + items.length) % items.length].focus();
  event.preventDefault();
}

const panel = document.querySelector("[data-drawer-panel]");
const opener = document.querySelector("[data-drawer]");

function openDrawer(event) {
  event.preventDefault();
  panel.classList.add("is-open");
  opener.setAttribute("aria-expanded", "true");
  panel.querySelector("a:not([data-drawer-close])")?.focus();
}

function closeDrawer(event) {
  if (!panel || !panel.classList.contains("is-open")) return;
  event?.preventDefault();
  panel.classList.remove("is-open");
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
}

if (panel && opener) {
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", "navigation");
  opener.addEventListener("click", openDrawer);
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") openDrawer(event);
  });
  panel.querySelector("[data-drawer-close]").addEventListener("click", closeDrawer);
  panel.addEventListener("click", (event) => {
    if (event.target === panel) closeDrawer(event);
  });
}

/* Sections of the navigation stay as the reader left them; the one with the present page is always open. */
const FOLDED = "navigation-folded";
const folded = new Set(JSON.parse(localStorage.getItem(FOLDED) ?? "[]"));
for (const section of document.querySelectorAll("details[data-fold]")) {
  const name = section.querySelector("summary").textContent;
  if (folded.has(name) && !section.querySelector("[aria-current]")) section.open = false;
  section.querySelector("summary").addEventListener("click", () => {
    if (section.open) folded.add(name);
    else folded.delete(name);
    localStorage.setItem(FOLDED, JSON.stringify([...folded]));
  });
}
document.querySelector(".rail [aria-current]")?.scrollIntoView({ block: "nearest" });

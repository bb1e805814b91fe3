/* A sheet from paper: the sum of what is typed, to hold against the one on the paper, and Enter goes to the next line. */

import { exact, totalOf } from "./score-lines.js";

const form = document.querySelector("form[data-paper]");
const lines = [...form.querySelectorAll("[data-line]")];

form.addEventListener("input", () => {
  form.querySelector("[data-total]").textContent = totalOf(lines);
});

form.addEventListener("keydown", (event) => {
  const place = lines.findIndex((line) => exact(line) === event.target);
  if (event.key !== "Enter" || event.isComposing || place < 0 || !lines[place + 1]) return;
  event.preventDefault();
  exact(lines[place + 1]).select();
});

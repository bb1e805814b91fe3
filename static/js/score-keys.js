/* The keys of the scoring page: 1 to 9 choose a level and go on, Up and Down change the line, C opens the comment, Escape
   leaves it, Enter goes on or submits. */

import { comment, exact, pointsOf } from "./score-lines.js";

export function listenKeys({ form, lines, currentLine, enter, moveOn, changed, submit }) {
  const choose = (line, key) => {
    const radio = line.querySelector(`[data-level='${key}']`);
    if (!radio) return false;
    radio.checked = true;
    exact(line).value = "";
    changed(line);
    moveOn(line);
    return true;
  };

  const goOn = (target) => {
    const line = target.closest("[data-line]");
    const isOpen = (other) => other !== line && pointsOf(other) === null;
    if (line && target === exact(line) && lines.some(isOpen)) moveOn(line);
    else submit();
  };

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (key === "Escape" && target.matches("textarea") && form.contains(target)) {
      enter(target.closest("[data-line]") ?? lines.at(-1));
      return;
    }
    if (target !== document.body && !form.contains(target)) return;
    if (key === "Enter" && !target.matches("textarea, button, a, summary")) {
      event.preventDefault();
      goOn(target);
      return;
    }
    const line = currentLine();
    if (target.matches("textarea, input[type='text'], input[type='search'], select")) return;
    if (/^[1-9]$/.test(key) && line) {
      if (choose(line, key)) event.preventDefault();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      enter(lines[lines.indexOf(line) + (key === "ArrowDown" ? 1 : -1)]);
    } else if (key === "c" || key === "C") {
      event.preventDefault();
      line.querySelector(".line-comment").open = true;
      comment(line).focus();
    }
  });
}

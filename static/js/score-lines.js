/* The lines of a score sheet: the points of each, typed or by its level, and whether they ask for a comment. */

export const exact = (line) => line.querySelector("[name^='exact-']");
const level = (line) => line.querySelector("input[type='radio']:checked");
export const comment = (line) => line.querySelector("textarea");

export function pointsOf(line) {
  const typed = exact(line).value.trim().replace(/[，。．]/g, ".");
  const text = typed || level(line)?.value || "";
  return text === "" ? null : Number(text);
}

/* The sum of what is given as shown, a dash while nothing is. */
export function totalOf(lines) {
  const given = lines.map(pointsOf).filter((points) => points !== null && !Number.isNaN(points));
  const sum = Math.round(given.reduce((all, points) => all + points, 0) * 100) / 100;
  return given.length ? String(sum) : "—";
}

export function needsComment(line) {
  const points = pointsOf(line);
  const { below, above } = line.dataset;
  return points !== null && ((below && points < Number(below)) || (above && points > Number(above))) && !comment(line).value.trim();
}

export function showLine(line) {
  const asked = Boolean(needsComment(line));
  const box = line.querySelector(".line-comment");
  box.classList.toggle("is-needed", asked);
  if (asked) box.open = true;
}

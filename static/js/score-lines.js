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

/* Points within the line's bounds, with the comment that they ask for: what the server would take. */
export function isComplete(line) {
  const points = pointsOf(line);
  return points !== null && points >= 0 && points <= Number(line.dataset.points) && !needsComment(line);
}

/* Put the fields of a saving back into the form; a level that was not chosen then is not chosen now either. */
export function fill(form, lines, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const items = form.elements[name];
    if (!items || ["revision", "client_id", "submit"].includes(name)) continue;
    if (items instanceof RadioNodeList) for (const radio of items) radio.checked = radio.value === value;
    else if (items.type === "radio") items.checked = items.value === value;
    else items.value = value;
  }
  for (const line of lines) {
    if (`level-${line.dataset.line}` in fields) continue;
    for (const radio of line.querySelectorAll("input[type='radio']")) radio.checked = false;
  }
}

/* A typed number and a chosen level never contradict each other on the page. */
export function settle(line, target) {
  const radios = line.querySelectorAll("input[type='radio']");
  if (target.matches("[name^='exact-']")) {
    const typed = target.value.trim();
    for (const radio of radios) radio.checked = typed !== "" && Number(radio.value) === Number(typed);
  } else if (target.matches("input[type='radio']")) {
    exact(line).value = "";
  }
}

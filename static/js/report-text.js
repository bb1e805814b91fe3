/* The text of a paragraph between two forms: nodes that are seen and typed into, and text with {{name}} tokens that is
   sent. And the caret, counted in that text. Knows nothing of the page around. */

const TOKEN = /\{\{\s*([A-Za-z0-9_.:|-]+)\s*\}\}/g;
/* A word joiner: no width, and no line may begin with the comma behind a chip. */
export const GAP = "\u2060";

const figures = JSON.parse(document.getElementById("figure-values")?.textContent ?? "{}");

function makeChip(name) {
  const figure = figures[name];
  const chip = document.createElement("span");
  chip.className = `figure-chip${figure ? (figure.tone ? ` is-${figure.tone}` : "") : " is-missing"}`;
  chip.contentEditable = "false";
  chip.dataset.figure = name;
  chip.title = figure?.title ?? name;
  chip.textContent = figure?.text ?? name;
  if (figure?.mark) {
    const mark = document.createElement("small");
    mark.textContent = figure.mark;
    chip.append(mark);
  }
  return chip;
}

/* Text with tokens as nodes; a chip stands between two gaps, so that the caret finds a place beside it. */
export function makeNodes(text) {
  const nodes = [];
  let position = 0;
  for (const match of text.matchAll(TOKEN)) {
    nodes.push(document.createTextNode(text.slice(position, match.index) + GAP), makeChip(match[1]), document.createTextNode(GAP));
    position = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(position)));
  return nodes.filter((node) => node.nodeType !== Node.TEXT_NODE || node.data);
}

/* What a field says, with tokens: chips by their names, everything else by its text. */
export function readText(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replaceAll(GAP, "").replaceAll("\u00a0", " ");
  if (node.dataset?.figure) return `{{${node.dataset.figure}}}`;
  return [...node.childNodes].map(readText).join("").replace(/[\r\n]+/g, "");
}

export function place(field, atEnd) {
  field.focus();
  const range = document.createRange();
  range.selectNodeContents(field);
  range.collapse(!atEnd);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

export function caret(field) {
  const selection = getSelection();
  if (!selection.rangeCount || !field.contains(selection.anchorNode)) return null;
  return selection.getRangeAt(0);
}

/* The text before and behind the caret, with tokens. */
export function around(field, range) {
  const before = document.createRange();
  before.selectNodeContents(field);
  const behind = before.cloneRange();
  before.setEnd(range.startContainer, range.startOffset);
  behind.setStart(range.endContainer, range.endOffset);
  return [readText(before.cloneContents()), readText(behind.cloneContents())];
}

/* Set the caret so that so many characters of the text with tokens stand behind it. */
export function placeBefore(field, length) {
  const range = document.createRange();
  range.selectNodeContents(field);
  let left = length;
  const nodes = [...field.childNodes].reverse();
  for (const node of nodes) {
    const size = readText(node).length;
    if (left < size || (left === size && left === 0 && node.nodeType === Node.TEXT_NODE)) {
      if (node.nodeType === Node.TEXT_NODE) {
        let offset = node.data.length;
        for (let seen = 0; seen < left; offset -= 1) if (node.data[offset - 1] !== GAP) seen += 1;
        range.setEnd(node, offset);
      } else {
        range.setEndAfter(node);
      }
      break;
    }
    left -= size;
    range.setEndBefore(node);
  }
  range.collapse(false);
  field.focus();
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

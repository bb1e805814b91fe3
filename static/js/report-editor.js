/* Paragraphs of a report's section: every text field becomes a paragraph that shows figures as chips. The field stays in
   the form, unseen, and always holds the text with its {{name}} tokens: what is sent is the same with and without this
   file. Made for typing Chinese: nothing is touched while an input method composes. */

const RUNS = "application/x-report-runs";

const form = document.querySelector("form[data-writing]");
// By its address on the page: the stored file's name carries its digest, which an import in here could not know.
const { GAP, makeNodes, readText, place, caret, around, placeBefore } = await import(form.dataset.textModule);
const holder = form.querySelector("[data-blocks]");
const template = form.querySelector("[data-block-template]");
let last = null;

const fields = () => [...holder.querySelectorAll("[data-paragraph]")];
const areaOf = (field) => field.closest("[data-block]").querySelector("textarea");

function store(field) {
  areaOf(field).value = readText(field);
}

function announce() {
  form.dispatchEvent(new Event("report:changed"));
}

function number() {
  fields().forEach((field, index) => {
    const label = field.closest("[data-block]").querySelector("[data-label]");
    label.textContent = `${label.dataset.label} ${index + 1}`;
  });
}

function enhance(block) {
  const area = block.querySelector("textarea");
  if (!area) return null;
  const field = document.createElement("div");
  const label = block.querySelector("[data-label]");
  label.id = `label-${area.id}`;
  field.className = "paragraph-field";
  field.contentEditable = "true";
  field.dataset.paragraph = "";
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-multiline", "true");
  field.setAttribute("aria-labelledby", label.id);
  field.append(...makeNodes(area.value));
  area.hidden = true;
  area.after(field);
  return field;
}

function makeBlock(text = "") {
  const block = template.content.firstElementChild.cloneNode(true);
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  const id = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  block.querySelector("[name=block_id]").value = id;
  const area = block.querySelector("textarea");
  area.id = `text-${id}`;
  area.value = text;
  block.querySelector("[data-label]").htmlFor = area.id;
  enhance(block);
  return block;
}

function fill(field, text) {
  field.replaceChildren(...makeNodes(text));
  store(field);
}

/* Put text with tokens at the caret; several lines become several paragraphs. */
function insertText(field, text) {
  const lines = text.split(/[\r\n]+/).map((line) => line.replace(/\t/g, " ")).filter((line, index, all) => line || all.length === 1);
  const range = caret(field);
  if (!lines.length || !range) return;
  const [before, behind] = around(field, range);
  let target = field;
  fill(target, before + lines[0] + (lines.length === 1 ? behind : ""));
  lines.slice(1).forEach((line, index, rest) => {
    const block = makeBlock(line + (index === rest.length - 1 ? behind : ""));
    target.closest("[data-block]").after(block);
    target = block.querySelector("[data-paragraph]");
  });
  placeBefore(target, behind.length);
  number();
  announce();
}

function split(field) {
  const range = caret(field);
  if (!range) return;
  const [before, behind] = around(field, range);
  fill(field, before);
  const block = makeBlock(behind);
  field.closest("[data-block]").after(block);
  number();
  place(block.querySelector("[data-paragraph]"), false);
  announce();
}

function joinWith(first, second) {
  const behind = readText(second);
  fill(first, readText(first) + behind);
  second.closest("[data-block]").remove();
  number();
  placeBefore(first, behind.length);
  announce();
}

function removeChip(field, range, backward) {
  const step = backward ? "previousSibling" : "nextSibling";
  let node = range.startContainer;
  if (node === field) node = field.childNodes[range.startOffset - (backward ? 1 : 0)] ?? null;
  else {
    const rest = backward ? node.data?.slice(0, range.startOffset) : node.data?.slice(range.startOffset);
    if (rest?.replaceAll(GAP, "")) return false;
    node = node[step];
  }
  while (node && node.nodeType === Node.TEXT_NODE && !node.data.replaceAll(GAP, "")) node = node[step];
  if (!node?.dataset?.figure) return false;
  node.remove();
  store(field);
  announce();
  return true;
}

function onDelete(event, field, backward) {
  const range = caret(field);
  if (!range?.collapsed) return;
  const [before, behind] = around(field, range);
  const all = fields();
  const other = all[all.indexOf(field) + (backward ? -1 : 1)];
  if (removeChip(field, range, backward)) event.preventDefault();
  else if ((backward ? before : behind) === "") {
    event.preventDefault();
    if (other) joinWith(backward ? other : field, backward ? field : other);
  }
}

holder.addEventListener("beforeinput", (event) => {
  const field = event.target.closest("[data-paragraph]");
  if (!field || event.isComposing) return;
  if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") {
    event.preventDefault();
    split(field);
  } else if (event.inputType.startsWith("format")) event.preventDefault();
  else if (event.inputType === "deleteContentBackward") onDelete(event, field, true);
  else if (event.inputType === "deleteContentForward") onDelete(event, field, false);
  else if (event.inputType === "insertFromDrop") {
    event.preventDefault();
    insertText(field, event.dataTransfer?.getData("text/plain") ?? "");
  }
});

holder.addEventListener("input", (event) => {
  const field = event.target.closest("[data-paragraph]");
  if (!field || event.isComposing) return;
  store(field);
  announce();
});
holder.addEventListener("compositionend", (event) => {
  const field = event.target.closest("[data-paragraph]");
  if (field) setTimeout(() => { store(field); announce(); });
});
form.elements.heading.addEventListener("input", announce);

holder.addEventListener("paste", (event) => {
  const field = event.target.closest("[data-paragraph]");
  if (!field) return;
  event.preventDefault();
  insertText(field, event.clipboardData.getData(RUNS) || event.clipboardData.getData("text/plain"));
});

for (const kind of ["copy", "cut"]) {
  holder.addEventListener(kind, (event) => {
    const field = event.target.closest?.("[data-paragraph]");
    const range = field && caret(field);
    if (!range || range.collapsed) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", String(getSelection()).replaceAll(GAP, ""));
    event.clipboardData.setData(RUNS, readText(range.cloneContents()));
    if (kind === "cut") {
      const [before, behind] = around(field, range);
      fill(field, before + behind);
      placeBefore(field, behind.length);
      announce();
    }
  });
}

holder.addEventListener("keydown", (event) => {
  const field = event.target.closest("[data-paragraph]");
  if (!field || event.isComposing || event.keyCode === 229) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  if (event.altKey) {
    event.preventDefault();
    arrange(field.closest("[data-block]"), step < 0 ? "up" : "down");
    field.focus();
    return;
  }
  const all = fields();
  const other = all[all.indexOf(field) + step];
  const here = caret(field)?.getClientRects()[0] ?? field.getBoundingClientRect();
  const box = field.getBoundingClientRect();
  const line = parseFloat(getComputedStyle(field).lineHeight);
  const atEdge = step < 0 ? here.top - box.top < line : box.bottom - here.bottom < line;
  if (other && atEdge) {
    event.preventDefault();
    place(other, step < 0);
  }
});

function arrange(block, act) {
  if (act === "up" && block.previousElementSibling) block.previousElementSibling.before(block);
  if (act === "down" && block.nextElementSibling) block.nextElementSibling.after(block);
  if (act === "add") block.after(makeBlock());
  if (act === "add-last") holder.append(makeBlock());
  if (act === "remove") block.remove();
  number();
  announce();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  event.preventDefault();
  const block = button.closest("[data-block]");
  arrange(block, button.dataset.act);
  if (button.dataset.act.startsWith("add")) place((block?.nextElementSibling ?? holder.lastElementChild).querySelector("[data-paragraph]"), false);
  else if (block.isConnected) button.focus();
});

holder.addEventListener("focusin", (event) => {
  last = event.target.closest("[data-paragraph]") ?? last;
});
document.addEventListener("selectionchange", () => {
  const range = last?.isConnected ? caret(last) : null;
  if (range) last.caretRange = range.cloneRange();
});

/* A figure chosen from the list goes where the caret was last, else to the end. */
form.addEventListener("report:figure", (event) => {
  if (!last?.isConnected) last = fields().at(-1) ?? holder.appendChild(makeBlock()).querySelector("[data-paragraph]");
  const range = last.caretRange;
  last.focus();
  if (range && last.contains(range.startContainer)) {
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  } else place(last, true);
  insertText(last, `{{${event.detail}}}`);
});

/* A text brought back from this computer replaces what stands; tables and charts take their places in it. */
form.addEventListener("report:use", (event) => {
  form.elements.heading.value = event.detail.heading;
  const standing = new Map([...holder.children].map((block) => [block.querySelector("[name=block_id]").value, block]));
  const blocks = event.detail.blocks.map(([id, type, text]) => {
    if (type !== "paragraph") return standing.get(id);
    const block = makeBlock(text);
    block.querySelector("[name=block_id]").value = id;
    return block;
  });
  holder.replaceChildren(...blocks.filter(Boolean));
  number();
  announce();
});

holder.querySelectorAll("[data-block]").forEach(enhance);
form.querySelector("[data-tools]").hidden = false;
form.classList.add("is-live");

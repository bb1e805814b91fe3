/* The scoring page: keys choose levels and go on, every change is saved within two seconds, nothing typed is lost.
   One saving is on its way at a time. One whose answer was lost is sent again as it was, under its own id, before
   anything newer; what somebody else saved meanwhile stops the saving until the reviewer has decided. */

import { comment, exact, fill, isComplete, needsComment, pointsOf, settle, showLine, totalOf } from "./score-lines.js";
import { listenKeys } from "./score-keys.js";
import { keepSending } from "./score-send.js";
import { forget, isSubmitted, keyOf, newId, read, savedKey, send, write } from "./score-store.js";

const DELAY = 900;
const RETRY = 8000;

const form = document.querySelector("form[data-scoring]");
const state = form.querySelector("[data-save-state]");
const conflict = document.getElementById("conflict");
const lines = [...form.querySelectorAll("[data-line]")];
const key = form.dataset.key;
const url = form.dataset.saveUrl;
const code = document.querySelector("h1 .review-code").textContent;
const { user } = form.dataset;
const ahead = (form.dataset.keepUrls ?? "").split(" ").filter((page) => page && page !== location.pathname);
const others = form.querySelector("[data-unsent]");

let timer = 0;
let dirty = false;
let underWay = false;
let lost = null; // a saving whose answer never came
let paused = Boolean(conflict.firstElementChild);
let leaving = false;
let submits = false; // submitted while the network was gone: sent as soon as what is lost has arrived

function say(text, failed = false) {
  state.textContent = text;
  state.classList.toggle("is-failed", failed);
}

function fields(submit) {
  const found = Object.fromEntries(new FormData(form));
  delete found.csrfmiddlewaretoken;
  return { ...found, revision: form.elements.revision.value, client_id: newId(), submit: submit ? "1" : "0" };
}

/* What stands now, and the saving before it whose answer never came. */
function keep(sending) {
  write(key, { url, code, fields: sending, lost: lost === sending ? null : lost, at: new Date().toISOString() });
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

/* Lines */
function showTotal() {
  form.querySelector("[data-total]").textContent = totalOf(lines);
}

let current = lines.find((line) => pointsOf(line) === null) ?? lines[0];

function enter(line) {
  if (!line) return;
  current?.classList.remove("is-current");
  current = line;
  line.classList.add("is-current");
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest" });
}

function moveOn(line) {
  if (needsComment(line)) {
    showLine(line);
    comment(line).focus();
    return;
  }
  const place = lines.indexOf(line);
  enter(lines.slice(place + 1).find((other) => pointsOf(other) === null) ?? lines[place + 1] ?? line);
}

/* Saving */
async function save() {
  clearTimeout(timer);
  if (underWay || paused || (!dirty && !lost)) return;
  const sending = lost ?? fields(false);
  if (!lost) dirty = false;
  await deliver(sending);
  if (!lost && submits && !paused) submit();
  else if (!lost && dirty && !paused) later(DELAY);
}

async function deliver(sending) {
  underWay = true;
  say(form.dataset.saving);
  if (sending !== lost) keep(sending);
  try {
    const answer = await send(url, sending);
    lost = null;
    heed(answer, sending);
  } catch {
    lost = sending;
    say(submits || sending.submit === "1" ? form.dataset.kept : form.dataset.offline, true);
    later(RETRY);
  } finally {
    underWay = false;
  }
}

function heed(answer, sending) {
  const { status, body } = answer;
  if (status === 200) {
    form.elements.revision.value = body.revision;
    if (ahead.length) write(savedKey(key), { revision: body.revision, fields: sending, submitted: sending.submit === "1" });
    if (!dirty && !submits) forget(key);
    say(dirty ? form.dataset.waiting : `${form.dataset.saved} ${body.saved_at}`);
    showFaults({});
    if (body.next) {
      leaving = true;
      location.assign(body.next);
    }
  } else if (status === 409 && body.reason === "stale") {
    if (body.same) {
      form.elements.revision.value = body.revision;
      dirty = sending.submit === "1";
      forget(key);
      if (sending.submit === "1") submit();
      return;
    }
    paused = true;
    dirty = true;
    submits = false;
    form.elements.revision.value = body.revision;
    conflict.innerHTML = body.html;
    say(form.dataset.stale, true);
    conflict.querySelector("h2")?.focus();
  } else if (status === 422) {
    keep(fields(false));
    showFaults(body.faults ?? {});
    say(body.message ?? form.dataset.waiting, true);
  } else if (status === 401 || status === 403) {
    dirty = true;
    say(form.dataset.expired, true);
    later(RETRY);
  } else if (status >= 500) {
    lost = sending;
    say(form.dataset.offline, true);
    later(RETRY);
  } else {
    say(body.message ?? form.dataset.offline, true);
  }
}

function showFaults(faults) {
  let first = null;
  for (const line of lines) {
    const fault = faults[line.dataset.line] ?? "";
    const place = line.querySelector("[data-fault]");
    place.textContent = fault;
    place.classList.toggle("d-block", Boolean(fault));
    line.classList.toggle("has-error", Boolean(fault));
    if (fault) first ??= line;
  }
  if (first) {
    enter(first);
    if (needsComment(first)) comment(first).focus();
  }
}

async function submit() {
  clearTimeout(timer);
  if (underWay || paused || leaving) {
    if (underWay) setTimeout(submit, 150);
    return;
  }
  if (lost) await deliver(lost);
  if (paused || leaving) return;
  if (!lost) {
    dirty = submits = false;
    await deliver(fields(true));
  }
  if (lost && !leaving) submitHere();
}

/* Without a network: the sheet counts as submitted on this device, and the next entry opens if the desk kept it. */
async function submitHere() {
  const open = lines.find((line) => !isComplete(line));
  if (open) {
    submits = false;
    showLine(open);
    enter(open);
    say(form.dataset.incomplete, true);
    return;
  }
  submits = true;
  keep(lost.submit === "1" ? lost : fields(true));
  const next = ahead.find((page) => !isSubmitted(keyOf(user, page)));
  if (!next || !navigator.serviceWorker?.controller || !(await caches.match(next, { ignoreVary: true }))) return;
  leaving = true;
  location.assign(next);
}

/* Sheets of other entries that this device still holds. */
const sendOthers = () => keepSending(user, key, (count) => {
  const left = count - Number(submits);
  others.textContent = left > 0 ? `${form.dataset.unsentText} ${left}` : "";
});

function changed(line) {
  if (line) showLine(line);
  showTotal();
  dirty = true;
  submits = false;
  if (paused) {
    keep(fields(false));
    return;
  }
  if (!state.classList.contains("is-failed")) say(form.dataset.waiting);
  keep(fields(false));
  later(DELAY);
}

/* A level touched goes on like one chosen by its key. */
let touched = 0;
form.addEventListener("pointerdown", (event) => {
  touched = event.timeStamp;
});
form.addEventListener("input", (event) => {
  const line = event.target.closest("[data-line]");
  if (line) settle(line, event.target);
  changed(line);
  if (event.target.matches("input[type='radio']") && event.timeStamp - touched < 700) moveOn(line);
});
form.addEventListener("focusin", (event) => {
  const line = event.target.closest("[data-line]");
  if (!line || line === current) return;
  current?.classList.remove("is-current");
  current = line;
  line.classList.add("is-current");
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.submitter?.matches("[data-save]")) {
    dirty = true;
    save();
  } else {
    submit();
  }
}, true);

listenKeys({ form, lines, currentLine: () => current, enter, moveOn, changed, submit });

/* Two versions: the reviewer decides. */
conflict.addEventListener("click", (event) => {
  if (event.target.closest("[data-keep-mine]")) {
    conflict.replaceChildren();
    paused = false;
    dirty = true;
    save();
  } else if (event.target.closest("[data-take-other]")) {
    event.preventDefault();
    leaving = true;
    forget(key);
    location.replace(location.href);
  }
});

addEventListener("online", () => {
  later(0);
  sendOthers();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && (dirty || lost) && !paused && !leaving) save();
});
addEventListener("beforeunload", (event) => {
  if ((dirty || lost) && !leaving && !read(key)) event.preventDefault();
});

/* A page that the desk kept earlier shows what was saved since; what an earlier visit could not send is put back and
   sent on the saving that it was made on. */
function restore() {
  const saved = read(savedKey(key));
  if (saved && Number(saved.revision) > Number(form.elements.revision.value)) {
    fill(form, lines, saved.fields);
    form.elements.revision.value = saved.revision;
  }
  const kept = read(key);
  if (!kept) return;
  fill(form, lines, kept.fields);
  lost = kept.lost ?? kept.fields;
  submits = Boolean(kept.lost) && kept.fields.submit === "1";
  dirty = Boolean(kept.lost) && !submits;
  say(kept.fields.submit === "1" ? form.dataset.kept : form.dataset.restored, true);
  later(0);
}

restore();
lines.forEach(showLine);
showTotal();
sendOthers();
// On the desk the keys work at once; on the phone the reader begins at the top, with what was sent in.
if (!document.getElementById("error-summary") && !paused && matchMedia("(min-width: 1100px)").matches) enter(current);

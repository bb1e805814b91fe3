/* Rest and log-out. Typing is a sign of life that is told to the server every few minutes. Two minutes before the end
   a dialog asks; after the end it covers the page, and what was typed stays under it: log in in a new tab, go on here. */

const body = document.body;
const address = body.dataset.alive;
const dialog = document.getElementById("idle");
const WARN = 120;
const TELL = 240;
// Before the warning of the shortest rest that can be set (five minutes).
const FIRST = 170;

let lastAct = 0;
let lastTold = Date.now() / 1000;
let timer = 0;

const seconds = () => Date.now() / 1000;

async function ask(method) {
  const answer = await fetch(address, { method, headers: { Accept: "application/json", "X-CSRFToken": token(), ...(method === "GET" ? { "X-Passive": "1" } : {}) } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/* A new log-in brings a new token: the forms of this page must send that one. */
function renewTokens() {
  const fresh = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!fresh) return;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
  body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": fresh }));
}

function show(part) {
  for (const item of dialog.querySelectorAll("[data-idle-part]")) item.hidden = item.dataset.idlePart !== part;
  dialog.classList.toggle("is-over", part !== "warning");
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(`[data-idle-part=${part}] .btn-primary`)?.focus();
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(1, delay) * 1000);
}

function heed(state) {
  if (state.user === null) {
    show("over");
    later(5);
  } else if (String(state.user) !== body.dataset.user) {
    show("other");
  } else if (state.seconds <= WARN) {
    dialog.querySelector("[data-idle-minutes]").textContent = String(Math.max(1, Math.ceil(state.seconds / 60)));
    show("warning");
    later(Math.min(state.seconds + 1, 15));
  } else {
    if (dialog.open) {
      renewTokens();
      dialog.close();
    }
    later(Math.min(state.seconds - WARN, TELL));
  }
}

/* Somebody who has typed since the last sign of life is here; a page that merely stands open is not. */
async function look() {
  const active = lastAct > lastTold && !dialog.open;
  try {
    if (active) lastTold = seconds();
    heed(await ask(active ? "POST" : "GET"));
  } catch {
    later(30);
  }
}

async function stay() {
  try {
    lastTold = seconds();
    heed(await ask("POST"));
  } catch {
    later(5);
  }
}

if (address && dialog) {
  for (const kind of ["keydown", "pointerdown", "input"]) {
    addEventListener(kind, (event) => {
      if (!dialog.contains(event.target)) lastAct = seconds();
    }, { passive: true });
  }
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!dialog.classList.contains("is-over")) stay();
  });
  dialog.querySelector("[data-idle-stay]").addEventListener("click", stay);
  dialog.querySelector("[data-idle-check]").addEventListener("click", look);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  /* What is sent carries the token of the last log-in, whatever tab it was done in. */
  document.addEventListener("submit", renewTokens, true);
  later(FIRST);
}

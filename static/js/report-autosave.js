/* Saving by itself: some seconds after the last key, with the time shown. What does not reach the server is kept on this
   computer and said so; a text that somebody else overtook stops the saving until its writer has decided. */

const DELAY = 2000;
const RETRY = 10000;

const form = document.querySelector("form[data-writing]");
const state = form.querySelector("[data-save-state]");
const conflict = document.getElementById("conflict");
const kept = document.getElementById("kept-here");
const key = `section:${form.dataset.section}:${form.dataset.user}`;

let timer = 0;
let sending = false;
let dirty = Boolean(document.getElementById("error-summary"));
let paused = Boolean(conflict.firstElementChild);
let leaving = false;

function say(text, failed = false) {
  state.textContent = text;
  state.classList.toggle("is-failed", failed);
}

function content() {
  const data = new FormData(form);
  const ids = data.getAll("block_id");
  const types = data.getAll("block_type");
  const texts = data.getAll("block_text");
  return { heading: data.get("heading"), blocks: ids.map((id, index) => [id, types[index], texts[index]]) };
}

function keep(submitted = false) {
  const entry = { ...content(), submitted, revision: Number(form.elements.revision.value), at: new Date().toISOString() };
  try {
    localStorage.setItem(key, JSON.stringify(entry));
  } catch {
    // A full or closed store: the text still stands on the page, and leaving it asks first.
  }
}

function forget() {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
}

async function save() {
  clearTimeout(timer);
  if (sending || paused || !dirty) return;
  sending = true;
  dirty = false;
  const data = new FormData(form);
  if (token()) data.set("csrfmiddlewaretoken", token());
  say(form.dataset.saving);
  try {
    const answer = await fetch(form.dataset.autosaveUrl, { method: "POST", body: data, redirect: "error", headers: { Accept: "application/json" } });
    await heed(answer);
  } catch {
    fail(form.dataset.offline);
  } finally {
    sending = false;
  }
  if (dirty && !paused && !state.classList.contains("is-failed")) later(DELAY);
}

/* What did not go through is unsaved again, kept here, and tried later. */
function fail(text, again = true) {
  dirty = true;
  keep();
  say(text, true);
  if (again) later(RETRY);
}

async function heed(answer) {
  if (answer.ok) {
    const saved = await answer.json();
    form.elements.revision.value = saved.revision;
    forget();
    say(dirty ? form.dataset.waiting : `${form.dataset.saved} ${saved.saved_at}`);
  } else if (answer.status === 409) {
    overtaken(await answer.json());
  } else if (answer.status === 422) {
    fail((await answer.json()).message, false);
  } else if (answer.status === 401) {
    fail(form.dataset.expired);
  } else if (answer.status === 403 || answer.status === 404) {
    fail(form.dataset.forbidden);
  } else {
    fail(form.dataset.offline);
  }
}

function overtaken(answer) {
  if (answer.reason !== "stale") {
    fail(answer.message, false);
    return;
  }
  paused = true;
  dirty = true;
  keep();
  form.elements.revision.value = answer.revision;
  conflict.innerHTML = answer.html;
  say(form.dataset.stale, true);
  conflict.querySelector("h2")?.scrollIntoView({ block: "center" });
}

form.addEventListener("report:changed", () => {
  dirty = true;
  if (paused) {
    keep();
    return;
  }
  if (!state.classList.contains("is-failed")) say(form.dataset.waiting);
  else keep();
  later(DELAY);
});
addEventListener("online", () => later(0));

form.addEventListener("submit", (event) => {
  if (leaving) {
    event.preventDefault();
    return;
  }
  leaving = true;
  clearTimeout(timer);
  keep(true);
});
/* The other's text was chosen: this one lies among the versions, so leaving needs no question. */
conflict.addEventListener("click", (event) => {
  if (!event.target.closest("[data-take-other]")) return;
  leaving = true;
  forget();
});
addEventListener("pageshow", () => { leaving = false; });
addEventListener("beforeunload", (event) => {
  if (dirty && !leaving) event.preventDefault();
});

/* A text that an earlier visit could not send. */
function offer() {
  let stored = null;
  try {
    stored = JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    forget();
  }
  if (!stored) return;
  // Sent by the button, and the section has moved on since: it arrived.
  if (stored.submitted && stored.revision < Number(form.elements.revision.value)) {
    forget();
    return;
  }
  const now = content();
  if (JSON.stringify([stored.heading, stored.blocks]) === JSON.stringify([now.heading, now.blocks]) || dirty) {
    if (!dirty) forget();
    return;
  }
  kept.hidden = false;
  kept.querySelector("[data-kept-time]").textContent = new Date(stored.at).toLocaleString("zh-CN", { hour12: false });
  kept.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-kept]")?.dataset.kept;
    if (!choice) return;
    kept.hidden = true;
    if (choice === "use") form.dispatchEvent(new CustomEvent("report:use", { detail: stored }));
    else forget();
  });
}

/* The last seconds of typing are not lost by closing the lid. */
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && dirty) {
    keep();
    save();
  }
});

offer();

/* An entry form: questions that apply only to some answers, and saving by itself within two seconds after typing.
   What does not reach the server is kept on this computer; answers that somebody else overtook stop the saving. */

const DELAY = 900;
const RETRY = 10000;

const form = document.querySelector("form[data-answers]");
const page = form ?? document.querySelector("[data-preview]");

/* ---- questions that apply only under a condition ---- */

function chosen(name) {
  const controls = [...page.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  return controls
    .filter((control) => !control.closest(".ask[hidden]"))
    .filter((control) => control.matches("select") || control.checked)
    .map((control) => control.value);
}

function apply() {
  for (const ask of page.querySelectorAll(".ask[data-when]")) {
    ask.hidden = !chosen(ask.dataset.when).includes(ask.dataset.equals);
  }
}

page?.addEventListener("change", apply);
if (page) apply();

/* ---- saving by itself ---- */

function start() {
  const state = form.querySelector("[data-save-state]");
  const conflict = document.getElementById("conflict");
  const kept = document.getElementById("kept-here");
  const key = `answers:${form.dataset.answers}:${form.dataset.user}`;
  let timer = 0;
  let sending = false;
  let dirty = Boolean(conflict.firstElementChild);
  let paused = dirty;
  let leaving = false;
  const askedInputs = [...form.querySelectorAll("input[name=asked]")];
  /* The questions answered on this page. Only they are sent: what somebody else wrote elsewhere on the form stays. */
  const touched = new Set(paused ? askedInputs.map((input) => input.value) : []);

  const say = (text, failed = false) => {
    state.textContent = text;
    state.classList.toggle("is-failed", failed);
  };

  /* Everything but files, the token and the revision, in the order of the page. */
  const entries = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name.startsWith("q-"));

  const keep = (submitted = false) => {
    const revision = Number(form.elements.revision.value);
    try {
      localStorage.setItem(key, JSON.stringify({ entries: entries(), submitted, revision, at: new Date().toISOString() }));
    } catch {
      // A full or closed store: what was typed still stands on the page, and leaving it asks first.
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  };
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const fail = (text, again = true) => {
    dirty = true;
    keep();
    say(text, true);
    if (again) later(RETRY);
  };

  async function save() {
    clearTimeout(timer);
    if (sending || paused || !dirty || leaving) return;
    sending = true;
    dirty = false;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    data.delete("asked");
    touched.forEach((code) => data.append("asked", code));
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) data.set("csrfmiddlewaretoken", token);
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

  async function heed(answer) {
    if (answer.ok) {
      const saved = await answer.json();
      form.elements.revision.value = saved.revision;
      forget();
      say(dirty ? form.dataset.waiting : `${form.dataset.saved} ${saved.saved_at}`);
    } else if (answer.status === 409) {
      const found = await answer.json();
      if (found.reason !== "stale") return fail(found.message, false);
      paused = true;
      dirty = true;
      keep();
      form.elements.revision.value = found.revision;
      conflict.innerHTML = found.html;
      say(form.dataset.stale, true);
      conflict.querySelector("h2")?.scrollIntoView({ block: "center" });
    } else if (answer.status === 401) {
      fail(form.dataset.expired);
    } else if (answer.status === 403 || answer.status === 404) {
      fail(form.dataset.forbidden, false);
    } else {
      fail(form.dataset.offline);
    }
    return undefined;
  }

  const heedTyping = (event) => {
    if (event.target.type === "file") return undefined;
    touched.add(event.target.closest(".ask").id.replace("ask-", ""));
    dirty = true;
    if (paused) return keep();
    if (state.classList.contains("is-failed")) keep();
    else say(form.dataset.waiting);
    later(DELAY);
    return undefined;
  };
  form.addEventListener("input", heedTyping);
  form.addEventListener("change", heedTyping);
  addEventListener("online", () => later(0));

  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    if (dirty) keep(true);
    askedInputs.forEach((input) => { input.disabled = !touched.has(input.value); });
  });
  conflict.addEventListener("click", (event) => {
    if (!event.target.closest("[data-take-other]")) return;
    leaving = true;
    forget();
  });
  addEventListener("pageshow", () => {
    leaving = false;
    askedInputs.forEach((input) => { input.disabled = false; });
  });
  addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
  /* The last seconds of typing are not lost by closing the lid. */
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !dirty) return;
    keep();
    save();
  });

  /* Put kept answers back into the fields. */
  const use = (stored) => {
    const values = new Map();
    for (const [name, value] of stored.entries) values.set(name, [...(values.get(name) ?? []), value]);
    for (const control of form.querySelectorAll("[name^='q-']")) {
      const mine = values.get(control.name) ?? [];
      if (control.type === "checkbox" || control.type === "radio") control.checked = mine.includes(control.value);
      else if (control.type !== "file") control.value = mine[0] ?? "";
    }
    apply();
    askedInputs.forEach((input) => touched.add(input.value));
    dirty = true;
    later(0);
  };

  /* Answers that an earlier visit could not send. */
  let stored = null;
  try {
    stored = JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    forget();
  }
  if (!stored || paused) return;
  // Sent by a button, and the entry has moved on since: it arrived.
  const arrived = stored.submitted && stored.revision < Number(form.elements.revision.value);
  if (arrived || JSON.stringify(stored.entries) === JSON.stringify(entries())) {
    forget();
    return;
  }
  kept.hidden = false;
  kept.querySelector("[data-kept-time]").textContent = new Date(stored.at).toLocaleString("zh-CN", { hour12: false });
  kept.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-kept]")?.dataset.kept;
    if (!choice) return;
    kept.hidden = true;
    if (choice === "use") use(stored);
    else forget();
  });
}

if (form) start();

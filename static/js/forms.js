/* Forms: sent once, guarded against leaving, saved by themselves where the page says so, errors found at once. */

const AUTOSAVE_DELAY = 3000;

let sending = false;
const changed = new Set();

/* The summary of errors takes the focus, and its links lead into the fields. */
document.getElementById("error-summary")?.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const target = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  event.preventDefault();
  const control = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  (control ?? target).focus({ preventScroll: true });
  (target.closest("[id^='div_'], .field") ?? target).scrollIntoView({ block: "center" });
});

/* A form is sent once; coming back by the browser's history opens it again. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.classList.contains("is-sending")) {
    event.preventDefault();
    return;
  }
  form.classList.add("is-sending");
  changed.delete(form);
  sending = true;
});
addEventListener("pageshow", () => {
  sending = false;
  document.querySelectorAll(".is-sending").forEach((form) => form.classList.remove("is-sending"));
});

/* Ctrl+Enter sends the form one is in. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-guard]");
  if (form) form.requestSubmit();
});

/* Leaving with unsaved entries asks first. A page that came back with errors is unsaved from the start. */
for (const form of document.querySelectorAll("form[data-guard]")) {
  if (document.getElementById("error-summary")) changed.add(form);
  form.addEventListener("input", () => changed.add(form));
}
addEventListener("beforeunload", (event) => {
  if (changed.size && !sending) event.preventDefault();
});

/* Saved by itself some seconds after the last key; the time stands beside the button. */
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector("[data-autosave-state]");
  let timer = 0;
  const save = async () => {
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      changed.delete(form);
      state.classList.remove("is-failed");
      state.textContent = `${state.dataset.saved} ${new Date().toLocaleTimeString("zh-CN", { hour12: false })}`;
    } catch {
      state.classList.add("is-failed");
      state.textContent = state.dataset.failed;
      timer = setTimeout(save, AUTOSAVE_DELAY * 5);
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, AUTOSAVE_DELAY);
  });
}

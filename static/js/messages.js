/* Messages can be closed; a request of htmx that fails says so in words instead of doing nothing. */

const body = document.body;

function addClose(message) {
  if (message.querySelector(".message-close")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "message-close";
  button.setAttribute("aria-label", body.dataset.close);
  const icon = document.createElement("i");
  icon.className = "bi bi-x-lg";
  icon.setAttribute("aria-hidden", "true");
  button.append(icon);
  button.addEventListener("click", () => message.remove());
  message.append(button);
}

export function showNotice(text, tone = "warning") {
  const holder = document.getElementById("notices");
  if ([...holder.children].some((item) => item.dataset.text === text)) return;
  const message = document.createElement("div");
  message.className = `message tone-${tone}`;
  message.dataset.text = text;
  const words = document.createElement("div");
  words.className = "text";
  words.textContent = text;
  message.append(words);
  addClose(message);
  holder.append(message);
}

document.querySelectorAll("[data-message]").forEach(addClose);
document.addEventListener("portal:notice", (event) => showNotice(event.detail.text, event.detail.tone));
document.addEventListener("htmx:sendError", () => showNotice(body.dataset.lost));
document.addEventListener("htmx:timeout", () => showNotice(body.dataset.lost));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  showNotice(status === 401 || status === 403 ? body.dataset.expired : body.dataset.lost, "error");
});
/* A request that ended at the log-in page brings that page; it must not stand inside this one. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const answered = event.detail.xhr.responseURL;
  if (!answered || new URL(answered).pathname !== body.dataset.login) return;
  event.detail.shouldSwap = false;
  showNotice(body.dataset.expired, "error");
});
document.addEventListener("htmx:afterRequest", (event) => {
  const answered = event.detail.xhr.responseURL;
  if (event.detail.successful && answered && new URL(answered).pathname !== body.dataset.login) {
    document.getElementById("notices").replaceChildren();
  }
});

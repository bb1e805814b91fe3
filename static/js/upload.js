/* Large files go in parts and on from where they stopped, after a cut or a reload. Without this the form sends the file
   whole; so it does where the browser cannot work out digests (a plain http address). A form may hold several file
   fields, each in a [data-upload-box] with its own button and its own line; without one the form is the box. */

const SMALL = 2 * 1024 * 1024;
const PAUSES = [1000, 2000, 4000, 8000, 15000];

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const digest = async (blob) => hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
const pause = (time) => new Promise((done) => setTimeout(done, time));

for (const form of document.querySelectorAll("form[data-upload]")) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const fields = form.querySelectorAll("input[type=file]");
  let line = null;
  let running = false;
  let arrived = false;

  const say = (text, failed = false) => {
    line.textContent = text;
    line.classList.toggle("is-failed", failed);
  };
  const ask = async (url, options) => {
    const answer = await fetch(url, { ...options, headers: { "X-CSRFToken": token, ...options.headers }, redirect: "error" });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(answer.status));
    return { status: answer.status, ...(await answer.json()) };
  };

  /* What has arrived must be what is chosen now: each stored digest is compared with the file. */
  const sameBeginning = async (file, parts) => {
    for (const [offset, size, known] of parts) {
      if ((await digest(file.slice(offset, offset + size))) !== known) return false;
    }
    return true;
  };

  const begin = async (file, again = "") => {
    const body = new URLSearchParams({ name: file.name, size: file.size, mark: `${file.lastModified}${again}` });
    return ask(form.dataset.upload, { method: "POST", body });
  };

  const send = async (file, button) => {
    let state = await begin(file);
    if (state.status === 422) return say(state.error, true);
    if (!(await sameBeginning(file, state.parts))) state = await begin(file, `-${Date.now()}`);
    let tries = 0;
    while (state.received < state.size) {
      const piece = file.slice(state.received, state.received + (state.part ?? SMALL));
      say(`${line.dataset.going} ${Math.floor((state.received / state.size) * 100)}%`);
      try {
        const headers = {
          "Content-Type": "application/octet-stream",
          "X-Part-Offset": String(state.received),
          "X-Part-SHA256": await digest(piece),
        };
        const told = await ask(state.url, { method: "POST", body: piece, headers });
        if (told.status === 409 && tries >= PAUSES.length) throw new Error("409");
        tries = told.status === 409 ? tries + 1 : 0;
        state = { ...state, received: told.received };
      } catch {
        if (tries >= PAUSES.length) return say(line.dataset.cut, true);
        say(line.dataset.waiting, true);
        await pause(PAUSES[tries]);
        tries += 1;
      }
    }
    say(`${line.dataset.going} 100%`);
    const key = document.createElement("input");
    key.type = "hidden";
    key.name = "upload";
    key.value = state.key;
    form.append(key);
    for (const field of fields) field.disabled = true;
    arrived = true;
    form.requestSubmit(button);
    return undefined;
  };

  form.addEventListener("submit", async (event) => {
    if (arrived) return;
    const box = event.submitter?.closest("[data-upload-box]") ?? (form.querySelector("[data-upload-box]") ? null : form);
    const file = box?.querySelector("input[type=file]").files[0];
    if (!file || file.size <= SMALL || !globalThis.crypto?.subtle) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (running) return;
    running = true;
    line = box.querySelector("[data-upload-state]");
    try {
      await send(file, event.submitter);
    } catch {
      say(line.dataset.cut, true);
    }
    running = false;
  }, { capture: true });
}

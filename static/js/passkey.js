/* Passkeys: the browser's dialog fills a form's hidden field. Without passkeys in this browser the form stays hidden and
   the page's other ways remain. The conversion between JSON and the browser's buffers is allauth's webauthn-json.js. */

const json = window.webauthnJSON;
const options = document.getElementById("passkey-options");

async function read(form) {
  if (options && form.contains(options)) return JSON.parse(options.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function ask(form) {
  const data = await read(form);
  if (form.dataset.passkey === "get") return json.get(data.request_options);
  const wanted = data.creation_options;
  const alone = form.elements.passwordless?.checked ?? false;
  const selection = { ...wanted.publicKey.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
  if (alone) selection.userVerification = "required";
  return json.create({ ...wanted, publicKey: { ...wanted.publicKey, authenticatorSelection: selection } });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!json?.supported()) {
    document.querySelector("[data-passkey-missing]")?.removeAttribute("hidden");
    continue;
  }
  form.hidden = false;
  const error = form.querySelector("[data-passkey-error]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    error.classList.remove("d-block");
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      error.textContent = error.dataset.failed;
      error.classList.add("d-block");
    }
  });
}

/* Send what this device kept while the network was gone: first a saving whose answer never came, then what stands. */

import { forget, isSubmitted, keysOf, newId, read, savedKey, send, write } from "./score-store.js";

const DAYS = 30;
const RETRY = 8000;

/* Send one; returns the server's answer, or null where the one before it must be decided on its own page. */
async function sendOne(key, kept) {
  let { fields } = kept;
  if (kept.lost) {
    const { status, body } = await send(kept.url, kept.lost);
    const counts = status === 200 || (status === 409 && body.same);
    if (!counts && status !== 422) return { status, body };
    if (counts) fields = { ...fields, revision: String(body.revision) };
    write(key, { ...kept, fields, lost: null });
  }
  const answer = await send(kept.url, fields);
  if (answer.status !== 409 || !answer.body.same || fields.submit !== "1") return answer;
  return send(kept.url, { ...fields, revision: String(answer.body.revision), client_id: newId() });
}

/* Send one sheet; returns "sent", "refused" or "waits"; a lost network throws. */
export async function sendKept(key) {
  const kept = read(key);
  if (!kept?.url || Date.now() - Date.parse(kept.at) > DAYS * 86400000) {
    forget(key);
    return "sent";
  }
  const { status, body } = await sendOne(key, kept);
  if (status === 200 || (status === 409 && (body.same || body.submitted))) {
    write(savedKey(key), { revision: body.revision, fields: kept.fields, submitted: kept.fields.submit === "1" });
    forget(key);
    return status === 200 || body.same ? "sent" : "refused";
  }
  return status >= 500 || status === 401 || status === 403 ? "waits" : "refused";
}

/* Send all but one sheet of a user; returns how many arrived and the codes of those not accepted. */
export async function sendAll(user, except = "") {
  let sent = 0;
  const refused = [];
  for (const key of keysOf(user).filter((item) => item !== except)) {
    const { code } = read(key) ?? {};
    const what = await sendKept(key);
    if (what === "sent") sent += 1;
    if (what === "refused") refused.push(code);
  }
  return { sent, refused };
}

/* How many sheets of a user wait on this device to be submitted. */
const waiting = (user) => keysOf(user).filter(isSubmitted).length;

/* Send all but one sheet, again and again while there is no network; ``tell`` hears how many wait to be submitted. */
export async function keepSending(user, except, tell) {
  try {
    await sendAll(user, except);
  } catch {
    setTimeout(() => keepSending(user, except, tell), RETRY);
  }
  tell(waiting(user));
}

/* Sheets kept on this device until the server has them: one entry for each sheet, under the user's own key. What was
   saved last is noted beside it, for a page that the desk kept before that saving. */

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function write(key, entry) {
  try {
    localStorage.setItem(key, JSON.stringify(entry));
    return true;
  } catch {
    return false; // a full or closed store: the page still holds what was entered
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function keysFrom(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

export const keysOf = (user) => keysFrom(`sheet:${user}:`);

export function forgetPrefix(prefix) {
  keysFrom(prefix).forEach(forget);
}

/* A sheet's key is made of its address for saving; beside it stands what the server had last. */
export const keyOf = (user, page) => `sheet:${user}:${page}save/`;
export const savedKey = (key) => key.replace(/^sheet:/, "saved:");

/* Whether the reviewer has submitted this sheet here, sent or not. */
export const isSubmitted = (key) => read(key)?.fields?.submit === "1" || Boolean(read(savedKey(key))?.submitted);

export function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

/* Send one saving; the same id twice counts once. Returns {status, body}; a lost network throws. */
export async function send(url, fields) {
  const data = new URLSearchParams(fields);
  data.set("csrfmiddlewaretoken", token());
  const answer = await fetch(url, {
    method: "POST", body: data, redirect: "error", headers: { Accept: "application/json", "X-CSRFToken": token() },
  });
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  return { status: answer.status, body: isJson ? await answer.json() : {} };
}

/* An id of one saving: sent twice, it counts once. */
export const newId = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

/* Service worker of the reviewer's desk: what desk-keep.js has kept of an on-site round is shown while the network is
   gone or slower than a person waits. Everything else goes to the server as if this were not here. Served by
   reviews/views/desk.py, so that it reaches no page outside the desk. */

const WAIT = 4000;
const UNTIL = "X-Kept-Until";
const GONE = [502, 503, 504];

const isKept = (name) => name.startsWith("desk:");
const bare = (url) => url.split(/[?#]/)[0];
const late = () => new Promise((_done, fail) => setTimeout(() => fail(new Error("late")), WAIT));

async function forgetAll() {
  for (const name of (await caches.keys()).filter(isKept)) await caches.delete(name);
}

/* The kept answer to a request; what outlived its round is thrown away instead of shown. */
async function find(url) {
  for (const name of (await caches.keys()).filter(isKept)) {
    const found = await (await caches.open(name)).match(bare(url), { ignoreVary: true });
    if (!found) continue;
    const until = found.headers.get(UNTIL);
    if (!until || Date.parse(until) > Date.now()) return found;
    await caches.delete(name);
  }
  return undefined;
}

async function answer(request) {
  const kept = await find(request.url);
  if (!kept) return fetch(request);
  try {
    const asked = fetch(request);
    asked.catch(() => {});
    const fresh = await Promise.race([asked, late()]);
    if (GONE.includes(fresh.status)) return kept;
    // Sent to the log-in page, or no longer allowed: nothing of the desk stays here.
    if (request.mode === "navigate" && (fresh.type === "opaqueredirect" || fresh.status === 403)) await forgetAll();
    return fresh;
  } catch {
    return kept;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const outside = new URL(request.url).origin !== self.location.origin;
  if (request.method !== "GET" || outside || request.headers.has("Range") || request.url.includes("?ahead=")) return;
  event.respondWith(answer(request));
});

/* Keep the next entries of an on-site round on this device while there is a network, and let go of them when the round
   no longer takes scores. Pages are kept as they come, under the reviewer's own name; the worker shows them. */

import { forgetPrefix } from "./score-store.js";

const UNTIL = "X-Kept-Until";
const FILES_OF = 12;
const FILE_BYTES = 20 * 1024 * 1024;

const place = document.querySelector("[data-keep-user]");
const { keepUser: user, worker, desk } = place.dataset;
const prefix = `desk:${user}:`;
const state = document.querySelector("[data-keep-state]");

/* The rounds of this page that take scores now, each with the entries still to be scored in their order. */
const rounds = [...document.querySelectorAll("[data-keep-round]")].map(({ dataset }) => ({
  name: `${prefix}${dataset.keepRound}`, until: dataset.keepUntil, urls: dataset.keepUrls.split(" ").filter(Boolean),
}));

function stamped(answer, until) {
  const headers = new Headers(answer.headers);
  headers.set(UNTIL, until);
  return new Response(answer.body, { status: answer.status, headers });
}

/* Fetch and keep one address; returns false where the server does not give it. */
async function keep(cache, url, until, query = "") {
  const answer = await fetch(`${url}${query}`, { headers: { "X-Passive": "1" } });
  if (!answer.ok || answer.redirected) return false;
  await cache.put(url, stamped(answer, until));
  return true;
}

const read = async (cache, url) => (await cache.match(url, { ignoreVary: true })).text();
const parse = async (cache, url) => new DOMParser().parseFromString(await read(cache, url), "text/html");

/* What a kept page is drawn and run with; a script brings along what it imports. */
async function keepPart(cache, url, until) {
  const { origin, pathname } = new URL(url, location);
  if (origin !== location.origin || !pathname.includes("/static/") || (await cache.match(pathname, { ignoreVary: true }))) return;
  if (!(await keep(cache, pathname, until)) || !pathname.endsWith(".js")) return;
  for (const [, name] of (await read(cache, pathname)).matchAll(/^import [^;]*?"([./][^"]+)";/gm)) {
    await keepPart(cache, new URL(name, new URL(pathname, location)), until);
  }
}

async function keepParts(cache, url, until) {
  for (const { name } of performance.getEntriesByType("resource")) await keepPart(cache, name, until);
  for (const part of (await parse(cache, url)).querySelectorAll("script[src], link[rel='stylesheet']")) {
    await keepPart(cache, part.getAttribute("src") ?? part.getAttribute("href"), until);
  }
}

async function keepFiles(cache, url, until) {
  for (const link of (await parse(cache, url)).querySelectorAll("[data-preview][data-bytes]")) {
    const address = link.getAttribute("href");
    const isVideo = link.dataset.preview === "video" || !link.dataset.preview;
    if (isVideo || Number(link.dataset.bytes) > FILE_BYTES || (await cache.match(address, { ignoreVary: true }))) continue;
    await keep(cache, address, until);
  }
}

async function keepRound({ name, until, urls }) {
  const cache = await caches.open(name);
  const wanted = new Set(urls.map((url) => new URL(url, location).href));
  for (const request of await cache.keys()) {
    const page = request.url.replace(/[^/]+$/, "");
    if (page !== new URL(desk, location).href && !request.url.includes("/static/") && !wanted.has(page)) await cache.delete(request);
  }
  await keep(cache, desk, until);
  for (const url of urls) if (!(await cache.match(url, { ignoreVary: true }))) await keep(cache, url, until, "?ahead=1");
  const kept = [];
  for (const url of urls) if (await cache.match(url, { ignoreVary: true })) kept.push(url);
  if (kept.length) await keepParts(cache, kept[0], until);
  for (const url of kept.slice(0, FILES_OF)) await keepFiles(cache, url, until);
  return kept.length;
}

/* The desk names every round, a scoring page only its own: what the desk does not name is over. */
async function letGo() {
  const named = rounds.map((round) => round.name);
  const ended = document.querySelector("[data-keep-ended]")?.dataset.keepEnded;
  for (const name of await caches.keys()) {
    const isOver = place.dataset.keepAll ? !named.includes(name) : name === `${prefix}${ended}`;
    if (name.startsWith("desk:") && (isOver || !name.startsWith(prefix))) await caches.delete(name);
  }
  if (place.dataset.keepAll && !rounds.length) {
    forgetPrefix(`saved:${user}:`);
    const found = await navigator.serviceWorker.getRegistration(desk);
    if (found && new URL(found.scope).pathname === desk) await found.unregister();
  }
}

function say(text) {
  if (!state) return;
  state.textContent = text;
  state.hidden = !text;
}

async function run() {
  if (!("serviceWorker" in navigator) || !globalThis.caches) {
    if (rounds.length) say(state?.dataset.cannot ?? "");
    return;
  }
  await letGo();
  if (!rounds.length) return;
  await navigator.serviceWorker.register(worker, { scope: desk });
  let count = 0;
  for (const round of rounds) count += await keepRound(round);
  if (count) say(`${state?.dataset.ready ?? ""} ${count}`);
}

// A lost network or a full store only means that nothing more is kept.
run().catch(() => {});

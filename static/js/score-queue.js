/* On the desk: send what this device kept while the network was gone. */

import { forget, keysOf, read, send } from "./score-store.js";

const place = document.querySelector("[data-kept-sheets]");

function say(text) {
  place.hidden = !text;
  place.textContent = text;
}

async function run() {
  const keys = keysOf(place.dataset.user);
  if (!keys.length) return;
  say(place.dataset.sending);
  let sent = 0;
  const refused = [];
  for (const key of keys) {
    const kept = read(key);
    if (!kept?.url) {
      forget(key);
      continue;
    }
    try {
      const answer = await send(kept.url, kept.fields);
      if (answer.status === 200 || (answer.status === 409 && answer.body.same)) {
        forget(key);
        sent += 1;
      } else {
        // Closed or submitted elsewhere: it can never be taken any more. Anything else is decided on its own page.
        refused.push(kept.code);
        if (answer.body.reason === "refused") forget(key);
      }
    } catch {
      say(place.dataset.offline);
      return;
    }
  }
  if (refused.length) say(`${place.dataset.refused}: ${refused.join(" ")}`);
  else if (sent) location.reload();
  else say("");
}

addEventListener("online", run);
run();

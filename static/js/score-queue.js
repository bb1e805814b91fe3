/* On the desk: send what this device kept while the network was gone, and say which entries are submitted only here. */

import { isSubmitted, keyOf, keysOf, read } from "./score-store.js";
import { sendAll } from "./score-send.js";

const place = document.querySelector("[data-kept-sheets]");
const { user } = place.dataset;

function say(text) {
  place.hidden = !text;
  place.textContent = text;
}

/* A page that was kept itself does not know yet what was submitted after it. */
function mark() {
  for (const round of document.querySelectorAll(".desk-round")) {
    const rows = [...round.querySelectorAll("tbody tr")].map((row) => ({ row, link: row.querySelector("a.review-code") }));
    for (const { row, link } of rows) {
      if (link && read(keyOf(user, link.pathname))?.fields.submit === "1") row.querySelector(".tag").textContent = place.dataset.here;
    }
    const next = rows.find(({ row, link }) => link && "open" in row.dataset && !isSubmitted(keyOf(user, link.pathname)));
    const button = round.querySelector("[data-next]");
    if (button && next) button.href = next.link.pathname;
  }
}

async function run() {
  mark();
  if (!keysOf(user).length) return;
  say(place.dataset.sending);
  try {
    const { sent, refused } = await sendAll(user);
    if (refused.length) say(`${place.dataset.refused}: ${refused.join(" ")}`);
    else if (sent) location.reload();
    else say("");
  } catch {
    say(place.dataset.offline);
  }
}

addEventListener("online", run);
run();

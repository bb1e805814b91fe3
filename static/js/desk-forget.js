/* Nobody is logged in here: what the reviewer's desk kept on this device of entries goes. Scores not sent yet stay. */

import { forgetPrefix } from "./score-store.js";

forgetPrefix("saved:");
if (globalThis.caches) {
  for (const name of await caches.keys()) if (name.startsWith("desk:")) await caches.delete(name);
}

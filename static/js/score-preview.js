/* Files of an entry beside the rubric: a link shows its file in the frame; without this module it opens a tab. */

const preview = document.getElementById("preview");
const links = [...document.querySelectorAll("[data-preview]")];

function show(link) {
  const kind = link.dataset.preview;
  const made = document.createElement({ page: "iframe", picture: "img", video: "video" }[kind]);
  made.src = kind === "page" ? `${link.href}#navpanes=0&view=FitH` : link.href;
  if (kind === "page") made.title = `${preview.dataset.title}: ${link.textContent.trim()}`;
  if (kind === "picture") made.alt = link.textContent.trim();
  if (kind === "video") {
    made.controls = true;
    made.preload = "metadata";
  }
  preview.replaceChildren(made);
  for (const other of links) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
}

document.querySelector(".work-files")?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-preview]");
  const narrow = matchMedia("(max-width: 767.98px)").matches;
  if (!link || !preview || !link.dataset.preview || narrow || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link);
});

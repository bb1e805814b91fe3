/* Large type in place: the class on <html> and the cookie that the server reads on the next page. Without this file the
   form posts and the server sets the same cookie. */

const YEAR = 31536000;

for (const form of document.querySelectorAll("form[data-large-type]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const large = document.documentElement.classList.toggle("large");
    button.setAttribute("aria-pressed", String(large));
    button.value = large ? "0" : "1";
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `large=${large ? 1 : 0}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  });
}

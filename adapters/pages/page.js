"use strict";
const form = document.querySelector("form");
if (form) {
  // Not <noscript>: a script may be kept from running in more ways than that one knows of.
  document.getElementById("no-script").remove();
  const code = location.hash.slice(1);
  if (code) {
    form.elements.token.value = code;
    form.classList.add("ready");
    // Neither over a shoulder nor in the list of pages that were open.
    history.replaceState(null, "", location.pathname);
  }
  form.addEventListener("submit", () => setTimeout(() => {
    const button = form.querySelector("button");
    const said = document.getElementById("sent");
    button.disabled = true;
    said.textContent = said.dataset.said;
    form.elements.token.value = "";
  }));
}

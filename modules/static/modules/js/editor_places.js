/* In the editor: what a link names (#:w:contentpath=scenes.<id>) is opened and given the focus.
   Wagtail scrolls to it when the page loads, but leaves a folded block folded, and does nothing
   when only the part behind # changes, as with the map beside the form. */

const NAME = ":w:contentpath=";

function find(hash) {
  if (!hash.includes(NAME)) return null;
  const parts = hash.split(NAME)[1].split(".").filter(Boolean);
  const selector = parts.map((part) => `[data-contentpath="${CSS.escape(part)}"]`).join(" ");
  return selector ? document.querySelector(selector) : null;
}

function unfold(panel) {
  const toggle = panel?.querySelector("[data-panel-toggle]");
  if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  return toggle;
}

function show() {
  const place = find(window.location.hash);
  if (!place) return;
  for (let above = place.closest("[data-panel]"); above; above = above.parentElement?.closest("[data-panel]")) unfold(above);
  const toggle = unfold(place.matches("[data-panel]") ? place : place.querySelector("[data-panel]"));
  const goal = toggle ?? place.querySelector("input:not([type=hidden]), textarea, select");
  goal?.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start", behavior: "instant" });
}

/* A large form is still being built, and moves, for a while after it was loaded: until somebody
   does something, the place is looked up again. */
let touched = false;
for (const event of ["pointerdown", "keydown", "wheel"]) {
  window.addEventListener(event, () => { touched = true; }, { once: true, capture: true, passive: true });
}

window.addEventListener("hashchange", show);
window.addEventListener("load", () => {
  for (const delay of [150, 700, 1500]) setTimeout(() => touched || show(), delay);
});

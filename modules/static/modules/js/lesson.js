// In a lesson: note where one is, open notes in place, forget what was written for oneself.
// Without this module a lesson reads the same; going on then starts at its top.

const PAUSE_MS = 3000;
const lesson = document.querySelector("[data-el-lesson]");
const token = document.querySelector("input[name='csrfmiddlewaretoken']");

let leaving = false;
let noted = "";
let timer = 0;

function here() {
  // The last block whose top is above the middle of the screen.
  const middle = window.innerHeight / 2;
  let found = "";
  for (const block of lesson.querySelectorAll("[data-el-place]")) {
    if (block.getBoundingClientRect().top > middle) {
      break;
    }
    found = block.id;
  }
  return found;
}

function note() {
  clearTimeout(timer);
  timer = 0;
  const place = here();
  if (leaving || !place || place === noted) {
    return;
  }
  noted = place;
  const data = new FormData();
  data.append("csrfmiddlewaretoken", token.value);
  data.append("les", lesson.dataset.lesson);
  data.append("plek", place);
  // Not being able to note a place may never be in the way of reading.
  fetch(lesson.dataset.placeUrl, { method: "POST", body: data, keepalive: true }).catch(() => {});
}

if (lesson?.dataset.lesson && token) {
  // Not while the page is being drawn: asking where things are would have it laid out twice.
  window.addEventListener("load", () => setTimeout(() => { noted ||= here(); }));
  document.addEventListener("scroll", () => {
    timer ||= setTimeout(note, PAUSE_MS);
  }, { passive: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      note();
    }
  });
}

// Notes: browsers that do not open a folded part for its link get help.
function openNote() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const fold = target && target.closest("details");
  if (fold && !fold.open) {
    fold.open = true;
    target.scrollIntoView({ block: "nearest" });
  }
}
window.addEventListener("hashchange", openNote);
for (const link of document.querySelectorAll("[data-el-note]")) {
  link.addEventListener("click", () => setTimeout(openNote));
}

// The diary, the ticks and what one practised live in memory only, and not even there when one goes.
function forget() {
  for (const field of document.querySelectorAll("[data-el-diary] textarea")) {
    field.value = "";
  }
  for (const tick of document.querySelectorAll("[data-el-checklist] input, [data-el-practice] input")) {
    tick.checked = false;
  }
  for (const select of document.querySelectorAll("[data-el-practice] select")) {
    select.value = "";
  }
  for (const fold of document.querySelectorAll("[data-el-practice] details[open]")) {
    fold.open = false;
  }
}
document.addEventListener("leernetwerk:leaving", () => {
  leaving = true;
  forget();
});
window.addEventListener("pagehide", forget);
// A page that the browser kept as it was must be as empty as a new one.
window.addEventListener("pageshow", forget);

// The way out (product rule 6): one click or three times Shift, and the page is gone.
// Without this module the button is an ordinary link. Learned from GOV.UK's "Exit this page".

const PRESSES_NEEDED = 3;
const PATIENCE_MS = 5000;
const LEFT_KEY = "weg"; // says nothing to whoever looks in the tab's storage

const link = document.querySelector("[data-el-way-out]");
let presses = 0;
let patience = 0;
let otherKey = false;

const announcer = document.createElement("div");
announcer.className = "visually-hidden";
announcer.setAttribute("role", "status");
announcer.setAttribute("data-el-way-out-status", "");
document.body.append(announcer);

function wipe() {
  document.documentElement.classList.add("is-leaving");
  document.dispatchEvent(new CustomEvent("leernetwerk:leaving"));
  for (const field of document.querySelectorAll("textarea, input:not([type='hidden'])")) {
    field.value = "";
  }
  document.body.replaceChildren();
  document.title = "";
}

function leave() {
  const address = link.href;
  wipe();
  try {
    sessionStorage.clear();
    sessionStorage.setItem(LEFT_KEY, "1");
  } catch {
    // Storage may be closed off; leaving may not depend on it.
  }
  location.replace(address);
}

function startAgain() {
  presses = 0;
  window.clearTimeout(patience);
}

function giveUp() {
  startAgain();
  announcer.textContent = link.dataset.announceTimeout;
}

function countPress() {
  presses += 1;
  if (presses >= PRESSES_NEEDED) {
    startAgain();
    leave();
    return;
  }
  announcer.textContent = presses === 1 ? link.dataset.announceOne : link.dataset.announceTwo;
  window.clearTimeout(patience);
  patience = window.setTimeout(giveUp, PATIENCE_MS);
}

// Shift that is part of typing a capital letter does not count.
function onKeydown(event) {
  if (event.key !== "Shift") {
    otherKey = true;
    if (presses) {
      startAgain();
    }
  } else if (!event.repeat) {
    otherKey = event.ctrlKey || event.altKey || event.metaKey;
  }
}

function onKeyup(event) {
  if (event.key === "Shift" && !otherKey) {
    countPress();
  }
}

// Storage may be closed off; leaving may not depend on it.
function hasLeft() {
  try {
    return sessionStorage.getItem(LEFT_KEY) === "1";
  } catch {
    return false;
  }
}

function stayAgain() {
  if (hasLeft()) {
    sessionStorage.removeItem(LEFT_KEY);
  }
}

// "Back" after leaving: empty the page again instead of showing it. Storage is slow, so a page that
// one opens asks it only when it stands.
function onReturn(event) {
  const navigation = performance.getEntriesByType("navigation")[0];
  if (!event.persisted && navigation?.type !== "back_forward") {
    window.setTimeout(stayAgain);
  } else if (hasLeft()) {
    leave();
  }
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", onKeydown);
  document.addEventListener("keyup", onKeyup);
  window.addEventListener("pageshow", onReturn);
}

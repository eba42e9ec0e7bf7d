/* In the editor: what it saves by itself never meets what somebody saves.

   Wagtail sends both at once when somebody presses a button just after typing. The server may then
   make two pages of one new page, or put what it saved by itself after what was saved with the
   button: the older words would be the draft. And the editor may hear from the server of the version
   that it just made itself, and warn of "another window". */

const form = document.querySelector("[data-edit-form]");
const LONGEST = 15000; // milliseconds that a button waits

let saving = false; // it saves by itself at this moment
let leaving = false; // what somebody saves is on its way
let pressed = null; // {button, timer}: what waits until it has saved
let own = null; // the version it made itself
let told = null; // the version that the server says is newer

/* --- Saving ------------------------------------------------------------------------------------ */
function goOn() {
  if (!pressed) return;
  const { button, timer } = pressed;
  clearTimeout(timer);
  pressed = null;
  if (button) button.disabled = false; // one that shows that it is busy would not be sent
  form.requestSubmit(button);
}

function giveUp() {
  saving = false;
  goOn();
}

function wait(event) {
  if (event.target !== form || !saving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  pressed ??= { button: event.submitter, timer: setTimeout(giveUp, LONGEST) };
}

function saved(event) {
  saving = false;
  own = event.detail?.data?.revision_id ?? own;
  setTimeout(() => { // after all others heard of it
    warnOnlyOfOthers();
    goOn();
  });
}

/* --- Its own version is nobody else's ---------------------------------------------------------- */
function warnOnlyOfOthers() {
  const session = document.querySelector('[data-controller~="w-session"]');
  if (session && told !== null && told === own) session.dataset.wSessionInterceptValue = "";
}

function hear(event) {
  const others = event.detail?.data?.other_sessions;
  if (!others) return;
  told = others.find((other) => other.revision_id)?.revision_id ?? null;
  setTimeout(warnOnlyOfOthers);
}

if (form) {
  document.addEventListener("w-autosave:save", (event) => {
    if (leaving || pressed) event.preventDefault();
    else saving = true;
  });
  document.addEventListener("w-autosave:success", saved);
  document.addEventListener("w-autosave:error", saved);
  document.addEventListener("w-swap:json", hear);
  document.addEventListener("submit", wait, { capture: true });
  // The last to hear of it: whether it really goes.
  window.addEventListener("submit", (event) => { leaving = event.target === form && !event.defaultPrevented; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
}

// A form with data-el-send is sent without leaving its page, so that a bad connection cannot lose
// what was chosen: it stays here, is tried again, and the page says in words which state it is in.
// Who was logged out logs in in another tab and comes back here; what was chosen then goes as well.
// Nothing is kept on the device: when the page goes, what was not sent goes with it (rule 6).
// The server takes the same answer twice as one, so trying again is safe. Without this module the
// browser sends the form itself.

const WAITS_MS = [2000, 5000, 15000, 30000];
const LONGEST_MS = 20000;
// The server or what stands before it is away for a moment; anything else is an answer.
const AWAY = [502, 503, 504];
const LOGGED_OUT = 401;

let leaving = false;

function show(form, state) {
  const place = form.querySelector("[data-el-sending]");
  const words = form.querySelector(`template[data-el-sending-words="${state}"]`);
  place.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
  // What the page said about an earlier answer is not about this one.
  for (const other of form.querySelectorAll("[data-el-save-state]")) {
    if (!place.contains(other)) {
      other.hidden = Boolean(words);
    }
  }
}

// Logging in gives every form a new token, which the server says when it refuses the old one.
function renewToken(form, token) {
  if (token) {
    form.elements.csrfmiddlewaretoken.value = token;
  }
  return Boolean(token);
}

async function attempt(form, submitter) {
  const response = await fetch(address(form), {
    method: "POST",
    body: contents(form, submitter),
    headers: { "X-Sent-By": "page" },
    signal: AbortSignal.timeout?.(LONGEST_MS),
  });
  if (AWAY.includes(response.status)) {
    throw new Error("away");
  }
  return response;
}

async function attemptWithToken(form, submitter) {
  const response = await attempt(form, submitter());
  const renewed = renewToken(form, response.headers.get("X-Csrf-Token"));
  return renewed ? attempt(form, submitter()) : response;
}

// The page has to show what the server answered to this form: send it as the browser does.
function sendAsBrowser(form, submitter) {
  if (submitter?.name) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = submitter.name;
    field.value = submitter.value;
    form.append(field);
  }
  form.submit();
}

// Until one of the window's events, or for wait milliseconds where that is given.
function until(events, wait) {
  return new Promise((resolve) => {
    const timer = wait && setTimeout(done, wait);
    function done() {
      clearTimeout(timer);
      for (const name of events) {
        window.removeEventListener(name, done);
      }
      resolve();
    }
    for (const name of events) {
      window.addEventListener(name, done);
    }
  });
}

const connection = (wait) => until(["online"], wait);
// Whoever went to another tab to log in comes back.
const comingBack = () => until(["focus", "online"]);

// Not form.action: a field may have that name.
function address(form) {
  return form.getAttribute("action") || location.href;
}

function contents(form, submitter) {
  const data = new FormData(form);
  if (submitter?.name) {
    data.append(submitter.name, submitter.value);
  }
  return data;
}

// What stands in the form at each try is what is sent, with the button that was pressed last: one
// can still change it while it waits.
async function send(form, submitter) {
  let said = "";
  const say = (state) => {
    if (said !== state) {
      show(form, state); // said once, and not at each try
    }
    said = state;
  };
  say("saving");
  for (let tries = 0; !leaving; tries += 1) {
    const response = await attemptWithToken(form, submitter).catch(() => null);
    if (leaving) {
      return;
    }
    if (response === null) {
      say("offline");
      await connection(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]);
    } else if (response.status === LOGGED_OUT) {
      say("logged-out");
      await comingBack();
    } else {
      goOn(form, submitter(), response.headers.get("X-Go-To"));
      return;
    }
  }
}

function goOn(form, submitter, next) {
  if (next) {
    location.assign(next);
  } else {
    sendAsBrowser(form, submitter);
  }
}

for (const form of document.querySelectorAll("form[data-el-send]")) {
  let busy = false;
  let pressed = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    pressed = event.submitter;
    if (busy) {
      window.dispatchEvent(new Event("online")); // pressed again: try at once
      return;
    }
    busy = true; // for good: once it is sent, the page goes
    await send(form, () => pressed);
  });
}

// Forms that htmx sends while one fills them in: say when it could not, and try again.
document.addEventListener("htmx:sendError", (event) => {
  const form = event.target.closest("form");
  if (!form?.querySelector("[data-el-sending]")) {
    return;
  }
  show(form, "offline");
  connection(WAITS_MS[2]).then(() => {
    if (!leaving) {
      form.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
});
// What goes by itself while one fills in waits for the next change, so that who logs in as somebody
// else sends nothing of the one before.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const form = event.detail.requestConfig.elt.closest("form");
  if (!form?.querySelector("[data-el-sending]")) {
    return;
  }
  const isLoggedOut = xhr.status === LOGGED_OUT;
  const isRenewed = renewToken(form, xhr.getResponseHeader("X-Csrf-Token"));
  if (isLoggedOut || isRenewed) {
    event.detail.shouldSwap = false;
    event.detail.isError = false; // no fault to write down
  }
  if (isLoggedOut) {
    show(form, "logged-out");
  } else if (isRenewed) {
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
document.addEventListener("htmx:afterOnLoad", (event) => {
  const form = event.target.closest("form");
  if (event.detail.xhr.status < 400 && form?.querySelector("[data-el-sending]")) {
    show(form, "");
  }
});

document.addEventListener("leernetwerk:leaving", () => {
  leaving = true;
});

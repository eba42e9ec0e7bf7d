// A form with data-el-send is sent without leaving its page, so that a bad connection cannot lose
// what was chosen: it stays here, is tried again, and the page says in words which state it is in.
// Nothing is kept on the device: when the page goes, what was not sent goes with it (rule 6).
// The server takes the same answer twice as one, so trying again is safe. Without this module the
// browser sends the form itself.

const WAITS_MS = [2000, 5000, 15000, 30000];
const LONGEST_MS = 20000;
// The server or what stands before it is away for a moment; anything else is an answer.
const AWAY = [502, 503, 504];

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

async function attempt(url, data) {
  const response = await fetch(url, {
    method: "POST",
    body: data,
    headers: { "X-Sent-By": "page" },
    signal: AbortSignal.timeout?.(LONGEST_MS),
  });
  if (AWAY.includes(response.status)) {
    throw new Error("away");
  }
  return response;
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

function connection(wait) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, wait);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    }
    window.addEventListener("online", done);
  });
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
  // Not form.action: a field may have that name.
  const url = form.getAttribute("action") || location.href;
  for (let tries = 0; !leaving; tries += 1) {
    if (tries === 0) {
      show(form, "saving");
    }
    try {
      const response = await attempt(url, contents(form, submitter()));
      const next = response.headers.get("X-Go-To");
      if (leaving) {
        return;
      }
      if (next) {
        location.assign(next);
      } else {
        sendAsBrowser(form, submitter());
      }
      return;
    } catch {
      if (leaving) {
        return;
      }
      if (tries === 0) {
        show(form, "offline"); // said once, and not at each try
      }
      await connection(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]);
    }
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
document.addEventListener("htmx:afterOnLoad", (event) => {
  const form = event.target.closest("form");
  if (form?.querySelector("[data-el-sending]")) {
    show(form, "");
  }
});

document.addEventListener("leernetwerk:leaving", () => {
  leaving = true;
});

// Beside each line of an answer (answer_check): what one chose oneself. Nothing is sent, and nothing
// is counted; without this script one compares by eye.

// A row that is sorted with buttons has the place where it stands, also when nothing was moved.
function place(select) {
  const row = select.closest("[data-sorting] li");
  return row ? String([...row.parentElement.children].indexOf(row) + 1) : "";
}

function said(control, right, words) {
  if (control.type === "checkbox") {
    if (control.checked === Boolean(right)) return ["same", right ? words.elSame : words.elUnmarked];
    return ["other", control.checked ? words.elMarked : words.elUnmarked];
  }
  const value = control.value || place(control);
  if (!value) return ["none", words.elNone];
  if (value === right) return ["same", words.elSame];
  const option = [...control.options].find((it) => it.value === value);
  return ["other", `${words.elChose} ${option.textContent.trim()}.`];
}

function enhance(check) {
  const show = () => {
    for (const line of check.querySelectorAll("[data-el-control]")) {
      const control = document.getElementById(line.dataset.elControl);
      if (!control) continue;
      const [kind, words] = said(control, line.dataset.elRight, check.dataset);
      let spot = line.querySelector(".answer-check__said");
      if (!spot) {
        spot = document.createElement("p");
        spot.className = "answer-check__said";
        line.append(spot);
      }
      spot.dataset.kind = kind;
      spot.textContent = words;
    }
  };
  check.addEventListener("toggle", () => check.open && show());
  const around = check.closest("[data-el-practice]") ?? document;
  for (const event of ["change", "click"]) {
    around.addEventListener(event, () => check.open && show());
  }
}

document.querySelectorAll("[data-el-check]").forEach(enhance);

// Rows with a place each (select_rows, sortable): buttons up and down instead of the selects, which
// stay in the form and follow. Without this script the selects are the way to answer.

const said = (row) => row.querySelector("label").textContent.trim();

function enhance(list) {
  const { elUp: up, elDown: down, elMoved: moved } = list.dataset;
  const holder = list.querySelector("ol");
  const rows = () => [...holder.children];
  const placed = () => rows().map((row) => row.querySelector("select"));
  const voice = document.createElement("p");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  list.append(voice);

  const button = (row, step, word) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "select-row__move";
    made.textContent = word;
    made.setAttribute("aria-label", `${word}: ${said(row)}`);
    made.addEventListener("click", () => move(row, step));
    return made;
  };

  const number = () => rows().forEach((row, index, all) => {
    row.querySelector(".select-row__number").textContent = `${index + 1}.`;
    const [first, last] = row.querySelectorAll(".select-row__move");
    first.setAttribute("aria-disabled", String(index === 0));
    last.setAttribute("aria-disabled", String(index === all.length - 1));
  });

  const fill = () => placed().forEach((select, index) => {
    select.value = String(index + 1);
  });

  const move = (row, step) => {
    const focused = document.activeElement;
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row); else other.after(row);
    number();
    fill();
    focused.focus();
    voice.textContent = `${said(row)} ${moved} ${rows().indexOf(row) + 1}`;
  };

  // In the order of an earlier answer; rows without a place come last.
  const place = (row) => Number(row.querySelector("select").value) || Infinity;
  holder.append(...rows().sort((a, b) => place(a) - place(b) || 0));
  for (const row of rows()) {
    const count = document.createElement("span");
    count.className = "select-row__number";
    const moves = document.createElement("div");
    moves.className = "select-row__moves";
    moves.append(button(row, -1, up), button(row, 1, down));
    row.prepend(count);
    row.append(moves);
  }
  number();
  list.dataset.sorting = "";
  // What stands there is the answer of who saves it, also when nothing was moved.
  list.closest("form")?.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "skip") fill();
  });
}

document.querySelectorAll("[data-el-sortable]").forEach(enhance);

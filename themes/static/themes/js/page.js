// Small comforts on every page; each of them can be missed.

for (const button of document.querySelectorAll("[data-el-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form that came back with errors: say so first.
document.querySelector("[data-el-error-summary]")?.focus();

// Menus close with Escape and when one goes elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll(".account-menu[open], .site-menu[open]")) {
    if (menu !== except && !menu.contains(except)) {
      menu.open = false;
    }
  }
}

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement?.closest("details.account-menu, details.site-menu");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => closeMenus(event.target));

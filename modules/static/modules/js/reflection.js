// What somebody writes for herself is only in memory, and is wiped when she leaves (product rule 6).
const wipe = () => {
  for (const field of document.querySelectorAll("[data-el-reflection]")) field.value = "";
};
document.addEventListener("leernetwerk:leaving", wipe);
window.addEventListener("pagehide", wipe);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) wipe();
});

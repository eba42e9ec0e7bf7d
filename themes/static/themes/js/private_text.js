// A text that is never sent (private_text) goes when its page goes: not back with the back button.

const wipe = () => document.querySelectorAll("[data-el-private]").forEach((field) => {
  field.value = "";
});
document.addEventListener("leernetwerk:leaving", wipe);
window.addEventListener("pagehide", wipe);

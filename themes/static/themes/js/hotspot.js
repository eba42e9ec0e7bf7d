// The regions on a picture (hotspot) choose what has the same number in the list below it. The list
// is the way to answer; the picture is a second one.

function enhance(picture) {
  const form = picture.closest("form");
  const input = (region) =>
    form?.querySelector(`input[name="choice"][value="${region.dataset.elRegion}"]`);
  const regions = [...picture.querySelectorAll("[data-el-region]")];
  const show = () => regions.forEach((region) =>
    region.toggleAttribute("data-chosen", Boolean(input(region)?.checked)));
  regions.forEach((region) => region.addEventListener("click", () => {
    input(region)?.click();
    show();
  }));
  form?.addEventListener("change", show);
  picture.dataset.ready = "";
  show();
}

document.querySelectorAll("[data-el-hotspot]").forEach(enhance);

"""A page at 400% zoom: what a desk of 1280 x 1024 pixels leaves of it (WCAG 2.2: 1.4.10, 2.4.11)."""

from playwright.sync_api import Page

SIZE = {"width": 320, "height": 256}
# Of the screen, what stays in place while the rest scrolls.
MOST_TAKEN = 0.4
LOOK = """(mostTaken) => {
  const page = document.documentElement;
  const faults = [];
  page.style.scrollBehavior = "auto";
  const at = (x, y) => document.elementFromPoint(x, y);
  const one = (node, there) => there && (node.contains(there) || there.contains(node));
  const inSight = (node) => [node, ...(node.labels ?? [])].some((part) =>
    [...part.getClientRects()].some(({left, top, width, height}) =>
      [0.1, 0.5, 0.9].some((down) => one(part, at(left + width / 2, top + height * down)))));
  const bars = [...document.body.querySelectorAll("*")].filter((node) =>
    ["fixed", "sticky"].includes(getComputedStyle(node).position) && node.checkVisibility());

  if (page.scrollWidth > innerWidth) faults.push(`${page.scrollWidth} pixels wide on a screen of ${innerWidth}`);
  for (const part of [0, 0.5, 1]) {
    scrollTo(0, page.scrollHeight * part);
    const exit = [...document.querySelectorAll("[data-el-way-out]")].some(inSight);
    if (!exit) faults.push(`the way out is not in sight when scrolled by ${part}`);
    let taken = 0;
    for (let y = 1; y < innerHeight; y += 4) {
      if (bars.some((bar) => bar.contains(at(innerWidth / 2, y)))) taken += 4;
    }
    if (part && taken > mostTaken * innerHeight) faults.push(`bars take ${taken} of ${innerHeight} pixels when scrolled by ${part}`);
  }
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const node of document.querySelectorAll(stops)) {
    if (node.disabled || !node.checkVisibility({visibilityProperty: true})) continue;
    node.focus();
    if (document.activeElement === node && !inSight(node)) faults.push(`covered when it has the focus: ${node.outerHTML.slice(0, 120)}`);
  }
  return faults;
}"""


def zoom_faults(page: Page) -> list[str]:
    """What is wrong with the page at 400%: too wide, no way out, covered by what sticks."""
    before = page.viewport_size
    page.set_viewport_size(SIZE)
    found: list[str] = page.evaluate(LOOK, MOST_TAKEN)
    if before:
        page.set_viewport_size(before)
    return found

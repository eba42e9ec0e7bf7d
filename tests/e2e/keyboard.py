"""Walking a page with nothing but the keyboard."""

from playwright.sync_api import Locator, Page

# Whether what has the focus can be seen: no bar lies over the whole of it.
IN_SIGHT = """() => {
  const node = document.activeElement;
  const box = node.getBoundingClientRect();
  const label = node.labels?.[0]?.getBoundingClientRect();
  return [box, label].filter(Boolean).some(({left, top, width, height}) =>
    [0.1, 0.5, 0.9].some((part) => {
      const [x, y] = [left + width / 2, top + height * part];
      const there = document.elementFromPoint(x, y);
      return there && (node.contains(there) || there.contains(node) || [...(node.labels ?? [])].some((one) => one.contains(there)));
    }));
}"""
FOCUSED = "node => node === document.activeElement"


def tab_to(page: Page, goal: Locator, *, most: int = 60) -> None:
    """Tab until `goal` has the focus; fails when it never has, or has it out of sight."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if goal.evaluate(FOCUSED):
            assert page.evaluate(IN_SIGHT), f"{goal} has the focus out of sight"
            return
    raise AssertionError(f"{goal} is not reached with {most} times Tab")


def press(page: Page, goal: Locator) -> None:
    """Go to a button or a link and press Enter."""
    tab_to(page, goal)
    page.keyboard.press("Enter")


def choose(page: Page, group: str, value: str) -> None:
    """In the radio buttons called `group`: Tab into them, then down to `value`."""
    radios = page.locator(f'input[name="{group}"]')
    tab_to(page, radios.first)
    page.keyboard.press("Space")
    for _ in range(radios.count()):
        if page.locator(f'input[name="{group}"][value="{value}"]').is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not one of {group}")

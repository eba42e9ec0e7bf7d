// How much time is left of a test, by the server's clock. The moment it ends stands in the page
// already; this adds the minutes, and says them aloud only when few are left.

const SAID_AT = [10, 5, 1];
const MINUTE = 60_000;

function enhance(place) {
  const { ends, now, left, last, over } = place.dataset;
  const shown = place.querySelector("[data-el-time-left]");
  const said = place.querySelector("[data-el-time-said]");
  // What this device thinks the time is does not matter, only how long ago the page was made.
  const asked = performance.now();
  const remaining = () =>
    Date.parse(ends) - Date.parse(now) - (performance.now() - asked);
  let before = Infinity;

  function words(rest) {
    if (rest <= 0) {
      return over;
    }
    return rest < MINUTE ? last : left.replace("#", Math.floor(rest / MINUTE));
  }

  function show() {
    const rest = remaining();
    shown.textContent = words(rest);
    const passed = [...SAID_AT.map((minutes) => minutes * MINUTE), 0].some(
      (moment) => rest <= moment && before > moment,
    );
    if (passed && before !== Infinity) {
      said.textContent = words(rest);
    }
    before = rest;
    if (rest <= 0) {
      clearInterval(ticking);
    }
  }

  const ticking = setInterval(show, 5_000);
  show();
}

document.querySelectorAll("[data-el-time]").forEach(enhance);

// The time that is left in a quiz, counted down by a clock that nobody can set. What still counts is for the site to decide; here she is told, and at the end it is handed in for her.

const line = document.getElementById('time-left');
const [shown, spoken] = line.querySelectorAll('span');
const announced = [10, 5, 1];
let ends = 0;
let ticking = 0;
let drift = 0;

/** Begins with the seconds the site has said, counted from when the page came. `finish` hands in; it is called once. */
export function start(seconds, { finish, ask }) {
  correct(seconds);
  skipPast(left());
  ticking = setInterval(() => tick(finish, ask), 1000);
  tick(finish, ask);
  document.addEventListener('learning:attempt', ({ detail }) => detail.secondsLeft !== null && correct(detail.secondsLeft, detail.took));
}

function correct(seconds, took = performance.now()) {
  ends = performance.now() + seconds * 1000 - Math.min(took, 2000);
  drift = Date.now() - performance.now();
}

const left = () => Math.max(0, Math.ceil((ends - performance.now()) / 1000));

function tick(finish, ask) {
  // The device slept, and this clock with it.
  if (Math.abs(Date.now() - performance.now() - drift) > 2000) {
    drift = Date.now() - performance.now();
    ask();
  }

  const seconds = left();
  if (seconds === 0) {
    clearInterval(ticking);
    finish();
    return;
  }

  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const digits = parts.slice(parts[0] > 0 ? 0 : 1).map((part, i) => i > 0 ? String(part).padStart(2, '0') : part).join(':');
  shown.textContent = line.dataset.timeLeft.replace('{0}', `\u2066${digits}\u2069`);
  if (announced[0] * 60 >= seconds) {
    spoken.textContent = spoken.dataset[`at${announced[0]}`];
    skipPast(seconds);
  }
}

/** Those that are behind her already are not spoken. */
function skipPast(seconds) {
  while (announced[0] * 60 >= seconds) {
    announced.shift();
  }
}

/** What she reads at the end: 'handingIn', 'offline' or 'timeOver'. */
export function tell(what) {
  shown.textContent = line.dataset[what];
  spoken.textContent = line.dataset[what];
}

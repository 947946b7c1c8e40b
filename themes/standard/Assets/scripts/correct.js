// The effect that is shown is that of one decision. When another is chosen it goes, and with it what could be decided without having been seen.
const choice = document.querySelector('form[data-effect-of]');
const effect = document.getElementById('f-effect-box');
const line = document.getElementById('f-effect-gone');

function compare() {
  const chosen = choice.querySelector('input[name=correction]:checked')?.value;
  effect.hidden = chosen !== choice.dataset.effectOf;
  line.textContent = effect.hidden ? line.dataset.words : '';
}

choice.addEventListener('change', compare);
addEventListener('pageshow', compare);   // a browser may put back what had been chosen before
compare();

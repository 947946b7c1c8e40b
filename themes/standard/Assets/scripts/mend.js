// From a message to its line in the text: the line is selected and comes into view.
const text = document.getElementById('f-text');

/** How far down a place in the text is: its lines may be wrapped, so a copy with all that stands before it is measured. */
function heightBefore(end) {
  const copy = text.cloneNode();
  copy.removeAttribute('id');
  copy.rows = 1;
  copy.style.cssText = `position: absolute; visibility: hidden; inline-size: ${text.offsetWidth}px; min-block-size: 0`;
  copy.value = text.value.slice(0, end);
  text.after(copy);
  const height = copy.scrollHeight;
  copy.remove();
  return height;
}

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-line]');
  if (!link) {
    return;
  }

  event.preventDefault();
  const lines = text.value.split('\n');
  const line = Math.min(Number(link.dataset.line), lines.length) - 1;
  const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus({ preventScroll: true });
  text.setSelectionRange(start, start + lines[line].length);
  text.scrollTop = Math.max(0, heightBefore(start) - text.clientHeight / 2);
  text.scrollIntoView({ block: 'center' });
});

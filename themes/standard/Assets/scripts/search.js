// Suggests titles that begin with what is being typed. Without it the form is the same form.
const field = document.getElementById('f-query');
const list = document.getElementById('suggestions');
let pause = 0;
let asked = null;

field?.addEventListener('input', () => {
  clearTimeout(pause);
  const typed = field.value.trim();
  if (typed.length < 2 || [...list.options].some(option => option.value === field.value)) {
    return;
  }

  pause = setTimeout(async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (answer.ok) {
        list.replaceChildren(...(await answer.json()).map(label => Object.assign(document.createElement('option'), { value: label })));
      }
    } catch {
      // Offline, or something newer was asked.
    }
  }, 200);
});

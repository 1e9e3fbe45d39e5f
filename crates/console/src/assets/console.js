// Shows what strangers would see while somebody types: a trial, asked of the server.
const seen = document.getElementById('seen');
const PAUSE = 250;
let waiting;
let asked = 0;

async function show(form) {
  const question = (asked += 1);
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.dataset.preview, { method: 'POST', body });
    const page = await answer.text();
    // A later question was answered already, or nobody is signed in any more.
    if (question !== asked || !answer.ok || answer.redirected) return;
    seen.innerHTML = page;
  } catch {
    // What was shown last stays.
  }
}

document.addEventListener('input', ({ target }) => {
  const form = target.closest('form[data-preview]');
  if (!form) return;
  clearTimeout(waiting);
  waiting = setTimeout(show, PAUSE, form);
});

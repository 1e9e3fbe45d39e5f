// The quick exit: the page is gone from the screen at once, and the other one takes its place in
// the history. What was open before it, a browser lets nobody take away.

const exit = document.getElementById('exit');
const QUICK = 2000; // so many milliseconds for three times Escape
let escapes = [];

function leave() {
  document.title = '\u00a0';
  document.body.replaceChildren();
  location.replace(exit.href);
}

exit.addEventListener('click', (event) => {
  if (event.button) return;
  event.preventDefault();
  leave();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.repeat) return;
  escapes = [...escapes, event.timeStamp].filter((time) => event.timeStamp - time < QUICK);
  if (escapes.length >= 3) leave();
});

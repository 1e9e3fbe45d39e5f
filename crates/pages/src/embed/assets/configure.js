// The page on which a list is put together: each choice shows at once. What is copied and shown
// comes from the server, as it does without this script.
const form = document.getElementById('configure');
let turn = 0;
let timer;

async function renew() {
  const mine = turn += 1;
  const query = new URLSearchParams(new FormData(form));
  const address = `${form.getAttribute('action')}?${query}`;
  const response = await fetch(address, { headers: { Accept: 'text/html' } }).catch(() => null);
  if (!response?.ok || mine !== turn) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (mine !== turn) return;
  for (const part of document.querySelectorAll('[data-part]')) part.value = fresh.getElementById(part.id).value;
  const [shown, wanted] = [document, fresh].map((page) => page.querySelector('#preview member-directory'));
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of wanted.attributes) shown.setAttribute(name, value);
  history.replaceState(null, '', address);
}

const soon = () => {
  clearTimeout(timer);
  timer = setTimeout(renew, 250);
};
form.addEventListener('input', soon);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  renew();
});
// Without this script there is a button.
form.querySelector('button').hidden = true;

// A button that copies the text of a field. Without this script the field is there to copy from.
const said = document.getElementById('said');

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // An old browser, or one that asks nobody: the text stands selected.
      if (!document.execCommand('copy')) return;
    }
    button.textContent = said.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

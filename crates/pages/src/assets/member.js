// What a page alone cannot do: hand its address on, and go back to results that are kept as they were.

const share = document.getElementById('share');
const address = document.querySelector('link[rel=canonical]')?.href ?? location.href;

if (navigator.share || navigator.clipboard) {
  share.hidden = false;
  share.addEventListener('click', async () => {
    try {
      if (navigator.share) return void await navigator.share({ title: document.title, url: address });
      await navigator.clipboard.writeText(address);
      document.getElementById('status').textContent = share.textContent = share.dataset.copied;
    } catch {
      // Who thinks better of it has not failed.
    }
  });
}

// Whoever came from the results goes back to them as they were, with their place and what stands in
// no address. The browser tells no address of the page before, but whether it was one of this site.
const back = document.getElementById('back');
back?.addEventListener('click', (event) => {
  const before = window.navigation?.currentEntry.index > 0;
  if (!before || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.back();
});

// In the page around the frame: gives each frame of this directory the height of its list.
const home = new URL('./', import.meta.url);

addEventListener('message', ({ data, origin, source }) => {
  if (origin !== home.origin || data?.type !== 'member-directory:height' || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.height = Math.min(data.height, 100_000);
  }
});
// One that was ready first has told nobody: it tells when it is asked.
for (const frame of document.querySelectorAll('iframe')) {
  if (frame.src.startsWith(home.href)) frame.contentWindow.postMessage({ type: 'member-directory:ask' }, '*');
}

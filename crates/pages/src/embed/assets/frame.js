// In the frame: tells the page around it how high the list is. Nothing else is told.
const tell = () => parent.postMessage({ type: 'member-directory:height', height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*');
if (parent !== window) {
  new ResizeObserver(tell).observe(document.body);
  tell();
}
addEventListener('message', ({ data }) => data?.type === 'member-directory:ask' && tell());

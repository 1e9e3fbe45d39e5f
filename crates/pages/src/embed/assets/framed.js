// With view="map" the element shows the frame of its own attributes: a map needs a page of its own.

/** The frame of an element's map. */
class MapFrame {
  #frame;

  /** Puts the frame in, or another address into it; `label` names it for screen readers. */
  show(root, address, label) {
    if (!this.#frame) {
      this.#frame = make('iframe', { part: 'map', loading: 'lazy', width: '100%', height: '700' });
      root.append(this.#frame);
      addEventListener('message', this.#fit);
    }
    this.#frame.title = label;
    if (this.#frame.src !== address) this.#frame.src = address;
  }

  remove() {
    removeEventListener('message', this.#fit);
    this.#frame?.remove();
    this.#frame = undefined;
  }

  #fit = ({ source, data }) => {
    if (source !== this.#frame?.contentWindow || data?.type !== 'member-directory:height') return;
    if (data.height > 0) this.#frame.height = data.height;
  };
}

/** Marks the edges of scrolling boxes behind which there is more; the style sheet lets them fade. */

function mark(box) {
  box.classList.toggle('more-right', box.scrollWidth - box.clientWidth - box.scrollLeft > 1);
  box.classList.toggle('more-below', box.scrollHeight - box.clientHeight - box.scrollTop > 1);
}

export function start() {
  const sizes = new ResizeObserver(entries => entries.forEach(entry => mark(entry.target)));
  for (const box of document.querySelectorAll('.scroll')) {
    box.addEventListener('scroll', () => mark(box), { passive: true });
    sizes.observe(box);
    let asked = 0;
    const changes = new MutationObserver(() => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => mark(box));
    });
    changes.observe(box, { childList: true, subtree: true, attributeFilter: ['class'] });
  }
}

let pressed = false;
window.addEventListener('pointerdown', () => (pressed = true), { capture: true });
for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, () => (pressed = false), { capture: true });

/**
 * Does something now, or when the finger or mouse button that is down has been lifted.
 *
 * A field left by pressing a button elsewhere would otherwise show its complaint between press and release, move the
 * button away from under the finger, and the press would be lost.
 */
export function afterPress(work: () => void): void {
  if (!pressed) return work();
  const lifted = (): void => {
    window.removeEventListener('pointerup', lifted);
    window.removeEventListener('pointercancel', lifted);
    // The click comes right after the lifting.
    setTimeout(work);
  };
  window.addEventListener('pointerup', lifted);
  window.addEventListener('pointercancel', lifted);
  return undefined;
}

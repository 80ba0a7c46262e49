/** Moves the focus to a field; to the first control of a group. */
export function focusField(id: string): void {
  const place = document.getElementById(id);
  const control = place?.matches('input, select, textarea, button') ? place : place?.querySelector<HTMLElement>('input, select, textarea, button, a, [tabindex]');
  (control ?? place)?.focus({ preventScroll: true });
  (control?.closest('.field') ?? place)?.scrollIntoView({ block: 'center' });
}

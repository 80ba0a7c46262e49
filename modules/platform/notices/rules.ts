/** Longest text of a slot in a text message; a notice may hold more. */
const smsSlot = 40;
const noticeSlot = 500;

/** Names of the `{slots}` of a text, in their order. */
export const slotsIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);

/**
 * Puts values into a text's slots; line breaks become spaces and what is too long is cut with `…`.
 *
 * @throws Error when a slot has no value: a mistake of the caller
 */
export function fill(text: string, values: Readonly<Record<string, string>>, longest = noticeSlot): string {
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = Object.hasOwn(values, slot) ? values[slot] : undefined;
    if (value === undefined) throw new Error(`notice template needs a value for {${slot}}`);
    const characters = [...value.replace(/\s+/g, ' ').trim()];
    return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
  });
}

/** The whole text message: signature, filled text. */
export const smsText = (signature: string, text: string, values: Readonly<Record<string, string>>): string => `【${signature}】${fill(text, values, smsSlot)}`;

/** Messages the gateway charges for; 0 for no text. */
export function smsParts(text: string | null): number {
  const length = text?.length ?? 0;
  return length === 0 ? 0 : length <= 70 ? 1 : Math.ceil(length / 67);
}

/** Minutes to wait after the first, second… failure before a message is tried again. */
const pauses: readonly number[] = [1, 5, 15, 60, 180];

/** When to try again after so many failed tries; null when it is time to give up. */
export function nextTry(tries: number, now: Date): Date | null {
  const minutes = pauses[tries - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}

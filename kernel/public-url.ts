import { definePort } from './ports.ts';

/** The address people use, without a slash at its end: for QR codes and links in messages. Plugged in at start. */
export const publicUrl = definePort<string>('public address');

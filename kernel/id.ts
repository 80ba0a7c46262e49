import { randomBytes, randomInt } from 'node:crypto';

let lastMillisecond = -1;
let counter = 0;

/**
 * A new opaque id: UUID version 7 (RFC 9562), so that rows made together lie together in an index.
 *
 * Ids a process makes within one millisecond ascend too (method 1 of the RFC), so that sorting by id keeps their order.
 */
export function newId(at: Date = new Date()): string {
  const millisecond = at.getTime();
  counter = millisecond === lastMillisecond && counter < 0xfff ? counter + 1 : randomInt(0x400);
  lastMillisecond = millisecond;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(millisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** The objects of a PDF while it is being written. */
export interface PdfFile {
  /** Takes a number for an object whose content comes later. */
  readonly reserve: () => number;
  readonly set: (id: number, body: string | Uint8Array) => void;
  readonly add: (body: string | Uint8Array) => number;
  /** Puts the objects in order and closes the file with its cross-reference table. */
  readonly finish: (rootId: number, infoId: number) => Uint8Array<ArrayBuffer>;
}

/** Begins an empty PDF 1.7 file. */
export function startPdfFile(): PdfFile {
  const bodies: (string | Uint8Array)[] = [];
  const set = (id: number, body: string | Uint8Array): void => {
    bodies[id - 1] = body;
  };
  const reserve = (): number => bodies.push('null');
  return {
    reserve,
    set,
    add: (body) => bodies.push(body),
    finish: (rootId, infoId) => serialise(bodies, rootId, infoId),
  };
}

/** Makes the body of a stream object; `entries` are its dictionary entries without the length. */
export function streamBody(entries: string, content: string | Uint8Array): Uint8Array {
  // Level 4: outlines of glyphs hardly compress, and the usual 6 takes a third longer for 1 %.
  const bytes = deflateSync(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, { level: 4 });
  return rawStreamBody(`${entries} /Filter /FlateDecode`, bytes);
}

/** Makes the body of a stream object whose bytes are already encoded as its dictionary says. */
export const rawStreamBody = (entries: string, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`<<${entries} /Length ${bytes.length}>>\nstream\n`, 'latin1'), bytes, Buffer.from('\nendstream', 'latin1')]);

// Four bytes above 127 tell transfer programs that the file is binary.
const header = Buffer.from('%PDF-1.7\n%\xe4\xb8\xad\xe6\n', 'latin1');

function serialise(bodies: readonly (string | Uint8Array)[], rootId: number, infoId: number): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [header];
  const offsets: number[] = [];
  let length = header.length;
  const write = (chunk: string | Uint8Array): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk;
    chunks.push(bytes);
    length += bytes.length;
  };
  for (const [index, body] of bodies.entries()) {
    offsets.push(length);
    write(`${index + 1} 0 obj\n`);
    write(body);
    write('\nendobj\n');
  }
  const tableAt = length;
  // The identifier comes from the content, so that the same input gives the same bytes.
  const digest = createHash('sm3');
  for (const chunk of chunks) digest.update(chunk);
  const identifier = digest.digest('hex').slice(0, 32);
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  write(`xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${entries}`);
  write(`trailer\n<</Size ${bodies.length + 1} /Root ${rootId} 0 R /Info ${infoId} 0 R /ID [<${identifier}> <${identifier}>]>>\n`);
  write(`startxref\n${tableAt}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(chunks));
}

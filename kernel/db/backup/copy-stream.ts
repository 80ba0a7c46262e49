import { once } from 'node:events';
import { Readable, type Duplex } from 'node:stream';
import type { Client, Submittable } from 'pg';

/** The part of `pg`'s connection that COPY needs; its published types leave it out. */
interface CopyConnection {
  readonly stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** What `pg` calls on the query it is running, as far as COPY goes. */
interface CopyHandlers {
  submit(connection: CopyConnection): void;
  handleCopyInResponse?(connection: CopyConnection): void;
  handleCopyData?(message: { chunk: Buffer }, connection: CopyConnection): void;
  handleCommandComplete(message: { text: string }): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

const submit = (client: Client, handlers: CopyHandlers): void => void client.query(handlers as unknown as Submittable);

/** `COPY 12` → 12 */
const rowsIn = (tag: string): number => Number(/^COPY (\d+)/.exec(tag)?.[1] ?? 0);

/**
 * Runs a `COPY … TO STDOUT` and gives its bytes as a stream that holds the server back when nobody reads.
 *
 * @returns `rows` tells the number of rows once the stream has ended
 */
export function copyOut(client: Client, sql: string): { stream: Readable; rows: () => number } {
  let rows = 0;
  let connection: CopyConnection | null = null;
  const resume = (): void => void connection?.stream.resume();
  const stream = new Readable({
    read: resume,
    // What is still under way must be read, or the connection stays blocked.
    destroy: (error, done) => {
      resume();
      done(error);
    },
  });
  submit(client, {
    submit: (opened) => {
      connection = opened;
      opened.query(sql);
    },
    handleCopyData: ({ chunk }, { stream: socket }) => {
      // The parser may use its buffer again.
      if (!stream.destroyed && !stream.push(Buffer.from(chunk))) socket.pause();
    },
    handleCommandComplete: ({ text }) => {
      rows = rowsIn(text);
    },
    handleReadyForQuery: () => void stream.push(null),
    handleError: (error) => void stream.destroy(error),
  });
  return { stream, rows: () => rows };
}

/**
 * Runs a `COPY … FROM STDIN` and feeds it a stream.
 *
 * @returns number of rows taken in
 * @throws what the server refuses, or what the stream fails with
 */
export function copyIn(client: Client, sql: string, source: Readable): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let sourceFault: Error | null = null;
    submit(client, {
      submit: (connection) => connection.query(sql),
      handleCopyInResponse: (connection) => {
        feed(connection, source).then(
          () => connection.endCopyFrom(),
          (error: Error) => {
            sourceFault = error;
            connection.sendCopyFail('source failed');
          },
        );
      },
      handleCommandComplete: ({ text }) => {
        rows = rowsIn(text);
      },
      handleReadyForQuery: () => resolve(rows),
      handleError: (error) => {
        source.destroy();
        reject(sourceFault ?? error);
      },
    });
  });
}

async function feed(connection: CopyConnection, source: Readable): Promise<void> {
  for await (const chunk of source) {
    connection.sendCopyFromChunk(chunk as Buffer);
    if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
  }
}

/**
 * What the browser gets instead of typebox: every schema is an empty object.
 *
 * Contracts describe their data for the server, which checks it both ways; a browser needs only methods and paths.
 */
const nothing = (): Record<string, never> => ({});

const Type: Record<string, typeof nothing> = new Proxy({}, { get: () => nothing });

export default Type;
export { Type };

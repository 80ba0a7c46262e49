/** What one drawing may ask for. */
export const limits = {
  xmlBytes: 2 * 1024 * 1024,
  tags: 60_000,
  elements: 1_000,
  depth: 20,
  nameLength: 200,
};

/** One place for what a city may set otherwise. */
export const policy = {
  /** Days a draft is kept after it was last saved. */
  keepDays: 90,
  /** Open drafts of one account. */
  mostDrafts: 50,
} as const;

/** Until when a draft saved now is kept. */
export const expiryOf = (savedAt: Date): Date => new Date(savedAt.getTime() + policy.keepDays * 86_400_000);

/** The kind of device a browser runs on, for telling somebody where her draft was saved. */
export function deviceOf(agent: string | null): string {
  const text = agent ?? '';
  if (/iPad|Tablet/.test(text)) return '平板';
  if (/Mobile|Android|iPhone|HarmonyOS/.test(text)) return '手机';
  return /Windows|Macintosh|Linux|X11/.test(text) ? '电脑' : '另一台设备';
}

/** Media types by file name ending, as the file store reads them from the content. */
const typeOfEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  ofd: 'application/ofd',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Whether a stored file is of a kind the endings ask for. */
export const isAccepted = (type: string, endings: readonly string[]): boolean => endings.some((ending) => typeOfEnding[ending.toLowerCase()] === type);

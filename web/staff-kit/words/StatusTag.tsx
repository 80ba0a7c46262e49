import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'progress' | 'good' | 'warning' | 'bad';

/** The state of a record in one word; the word says it, the colour only repeats it. */
export const StatusTag = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => <span className={`tag tag-${tone}`}>{children}</span>;

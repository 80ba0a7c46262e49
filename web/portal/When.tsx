import type { ReactNode } from 'react';
import { fullMoment, moment } from './words.ts';

/** An instant as people say it, in full on hover. */
export const When = ({ at }: { readonly at: string }): ReactNode => <time dateTime={at} title={fullMoment(at)}>{moment(at)}</time>;

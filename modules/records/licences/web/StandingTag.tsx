import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { standingLabels, type Standing } from '../contract.ts';

const tones: Readonly<Record<Standing, Tone>> = {
  valid: 'good',
  notYet: 'progress',
  suspended: 'warning',
  revoked: 'bad',
  forfeited: 'bad',
  cancelled: 'neutral',
  expired: 'neutral',
  replaced: 'neutral',
};

/** What a licence is worth today. */
export const StandingTag = ({ standing }: { standing: Standing }) => <StatusTag tone={tones[standing]}>{standingLabels[standing]}</StatusTag>;

import { ClockLight } from '../../../../web/staff-kit/words/ClockLight.tsx';
import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { caseStatusLabels, conclusionLabels, type CaseRow, type CaseStatus } from '../contract.ts';

const tones: Readonly<Record<CaseStatus, Tone>> = {
  submitted: 'progress',
  supplementing: 'warning',
  accepted: 'progress',
  decided: 'progress',
  concluded: 'good',
  declined: 'bad',
  withdrawn: 'neutral',
  lapsed: 'neutral',
  terminated: 'neutral',
};

/** The state of a case; of a concluded one its conclusion. */
export const CaseStatusTag = ({ status, conclusion }: Pick<CaseRow, 'status' | 'conclusion'>) => (
  <StatusTag tone={status === 'concluded' && conclusion === 'refused' ? 'bad' : tones[status]}>{statusText({ status, conclusion })}</StatusTag>
);

export const statusText = ({ status, conclusion }: Pick<CaseRow, 'status' | 'conclusion'>): string =>
  status === 'concluded' && conclusion ? `${caseStatusLabels[status]}：${conclusionLabels[conclusion]}` : caseStatusLabels[status];

/** The light of a case's clock; a dash before acceptance. */
export function CaseClock({ clock }: Pick<CaseRow, 'clock'>) {
  if (!clock) return <span className="soft">未受理</span>;
  return <ClockLight level={clock.state === 'suspended' ? 'suspended' : clock.state === 'stopped' && clock.level === 'normal' ? 'stopped' : clock.level} figure={clock.text} />;
}

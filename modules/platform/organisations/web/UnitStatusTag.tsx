import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { unitStatusLabels, type UnitStatus } from '../contract.ts';

/** Whether a unit is in use. */
export const UnitStatusTag = ({ status }: { status: UnitStatus }) => <StatusTag tone={status === 'active' ? 'good' : 'neutral'}>{unitStatusLabels[status]}</StatusTag>;

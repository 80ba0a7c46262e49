import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { instanceStatusLabels, type InstanceStatus } from '../contract.ts';

const tones: Readonly<Record<InstanceStatus, Tone>> = { running: 'progress', suspended: 'warning', finished: 'good' };

/** How a process stands. */
export const InstanceStatusTag = ({ status }: { status: InstanceStatus }) => <StatusTag tone={tones[status]}>{instanceStatusLabels[status]}</StatusTag>;

/** How many steps of a process have failed; nothing to say when none has. */
export const IncidentCount = ({ count }: { count: number }) => (count > 0 ? <StatusTag tone="bad">▲ {count} 处故障</StatusTag> : null);

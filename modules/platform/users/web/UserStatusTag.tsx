import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { userStatusLabels, type UserStatus } from '../contract.ts';

/** Whether an account is in use. */
export const UserStatusTag = ({ status }: { status: UserStatus }) => <StatusTag tone={status === 'active' ? 'good' : 'neutral'}>{userStatusLabels[status]}</StatusTag>;

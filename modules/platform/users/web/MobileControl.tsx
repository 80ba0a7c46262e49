import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import type { OwnControl } from '../../../../web/staff-kit/form/fields.ts';
import { inputAttributes } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import { ReasonDialog } from '../../../../web/staff-kit/form/ReasonDialog.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { userEndpoints, type User } from '../contract.ts';

/** A mobile to type anew, or to take over as it stands for a reason that is written down. */
export function MobileControl({ user, value, change, ...described }: OwnControl & { user: User }) {
  const mayReveal = useMay()('users.reveal');
  const [asking, setAsking] = useState(false);
  const reveal = useAction(userEndpoints.reveal, { showsFailure: true });
  return (
    <>
      <Space.Compact block>
        <Input {...inputAttributes(described)} value={typeof value === 'string' ? value : ''} inputMode="numeric" maxLength={11} autoComplete="off" onChange={(event) => change(event.target.value.trim())} />
        {mayReveal && <Button onClick={() => setAsking(true)}>取原号码</Button>}
      </Space.Compact>
      <ReasonDialog
        open={asking}
        title="取出原手机号"
        confirm="取出"
        onClose={() => setAsking(false)}
        onConfirm={async (reason) => change((await reveal.mutateAsync({ id: user.id, reason })).mobile)}
      >
        <p>等于查看完整手机号，会记入审计。</p>
      </ReasonDialog>
    </>
  );
}

import { App, Button } from 'antd';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { DataTable } from '../../../../web/staff-kit/list/DataTable.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { signInEndpoints, type Device } from '../contract.ts';

/** The devices the officer has signed in with; one she does not know can be thrown out. */
export function Devices() {
  const { data, error, refetch } = useEndpoint(signInEndpoints.devices, {});
  return (
    <Section title="用过的设备">
      <p className="field-help">有不认识的设备，请解绑并修改口令</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      {data?.rows.length === 0 && <p className="soft">还没有记录</p>}
      {data && data.rows.length > 0 && (
        <DataTable
          label="用过的设备"
          tight
          rows={data.rows}
          rowId={({ id }) => id}
          columns={[
            { key: 'name', title: '设备', render: nameOf },
            { key: 'firstSeenAt', title: '首次登录', render: ({ firstSeenAt }) => <When at={firstSeenAt} /> },
            { key: 'lastSeenAt', title: '最近使用', render: ({ lastSeenAt }) => <When at={lastSeenAt} /> },
            { key: 'openSessions', title: '现在', text: ({ openSessions }) => (openSessions > 0 ? '已登录' : '未登录') },
          ]}
          renderRowActions={(device) => (device.current ? '—' : <Unbind device={device} />)}
        />
      )}
    </Section>
  );
}

const nameOf = ({ name, current }: Device) => (
  <span>
    {name} {current && <StatusTag tone="progress">本机</StatusTag>}
  </span>
);

function Unbind({ device }: { device: Device }) {
  const { modal } = App.useApp();
  const unbind = useAction(signInEndpoints.unbindDevice, { invalidates: [signInEndpoints.devices], success: `已解绑“${device.name}”` });
  const ask = (): void =>
    void modal.confirm({
      title: `解绑“${device.name}”`,
      content: '该设备上的登录立即失效。知道口令的人仍可以在该设备上重新登录。',
      okText: '解绑',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => unbind.mutate({ id: device.id }),
    });
  return (
    <Button size="small" danger loading={unbind.isPending} aria-label={`解绑${device.name}`} onClick={ask}>
      解绑
    </Button>
  );
}

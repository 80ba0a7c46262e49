import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { sealEndpoints } from '../contract.ts';
import { sealUseColumns } from './seal-use-columns.tsx';

/** Every use of the seals the officer may see. */
export const SealUses = () => (
  <ListPage
    title="用印记录"
    endpoint={sealEndpoints.uses}
    empty={{ text: '签发证照、文书和人工用印时，每一次用印都会记在这里，不能修改或删除。' }}
    filters={[
      { kind: 'text', name: 'actor', label: '经办人姓名' },
      { kind: 'days', name: 'from', until: 'until', label: '用印日期' },
      { kind: 'own', name: 'sealId', label: '印章', render: (id, change) => id && <SealFilter id={id} clear={() => change(undefined)} /> },
    ]}
    columns={sealUseColumns}
  />
);

/** Says that the list shows one seal's uses; comes by a link from that seal. */
function SealFilter({ id, clear }: { id: string; clear: () => void }) {
  const { data } = useEndpoint(sealEndpoints.get, { id });
  return (
    <Button icon={<CloseOutlined />} iconPlacement="end" title="取消这个条件" onClick={clear}>
      {data?.name ?? '印章'}
    </Button>
  );
}

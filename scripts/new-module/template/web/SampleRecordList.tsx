import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { sampleRecordEndpoints } from '../contract.ts';

/** All records within the officer's scope. */
export function SampleRecordList() {
  const go = useGo();
  const create = useMay()('sample-records.manage') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go('/sample-records/new')}>
      登记样例
    </Button>
  );
  return (
    <ListPage
      title="样例"
      endpoint={sampleRecordEndpoints.list}
      rowLink={({ id }) => `/sample-records/${id}`}
      actions={create}
      empty={{ text: '还没有登记样例。', action: create }}
      filters={[{ kind: 'text', name: 'text', label: '名称' }]}
      columns={[
        { key: 'name', title: '名称', sort: 'name', width: 240 },
        { key: 'note', title: '说明' },
        { key: 'createdAt', title: '登记时间', sort: 'createdAt', text: ({ createdAt }) => whenText(createdAt), render: ({ createdAt }) => <When at={createdAt} />, width: 128 },
      ]}
    />
  );
}

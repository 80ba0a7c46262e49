import { App, Button } from 'antd';
import { organisationEndpoints, unitStatusLabels } from '../../../modules/platform/organisations/contract.ts';
import { ListPage } from '../../staff-kit/list/ListPage.tsx';
import { StatusTag } from '../../staff-kit/words/StatusTag.tsx';
import { When, whenText } from '../../staff-kit/words/When.tsx';
import { DemoOnly } from './DemoOnly.tsx';

/** A list with everything on: selection, batch and row actions, days, hidden columns. */
export function ListShow() {
  const { message } = App.useApp();
  return (
    <DemoOnly>
      <ListPage
        title="示例列表"
        endpoint={organisationEndpoints.list}
        rowLink={({ id }) => `/units/${id}`}
        actions={<Button type="primary">新建</Button>}
        filters={[
          { kind: 'text', name: 'text', label: '名称' },
          { kind: 'choice', name: 'status', label: '状态', options: Object.entries(unitStatusLabels).map(([value, label]) => ({ value, label })) },
          { kind: 'own', name: 'below', label: '单位', render: (value, change) => <Button onClick={() => change(value ? undefined : 'unit-3')}>{value ? '看全部' : '只看科学技术局'}</Button> },
        ]}
        renderBatch={(rows, done) => (
          <Button
            size="small"
            onClick={() => {
              void message.success(`已催办 ${rows.length} 条`);
              done();
            }}
          >
            批量催办
          </Button>
        )}
        renderRowActions={({ name }) => (
          <Button size="small" onClick={() => void message.info(name)}>
            催办
          </Button>
        )}
        columns={[
          { key: 'name', title: '全称', sort: 'name', width: 240 },
          { key: 'shortName', title: '简称' },
          { key: 'uscc', title: '统一社会信用代码', hidden: true },
          { key: 'status', title: '状态', text: ({ status }) => unitStatusLabels[status], render: ({ status }) => <StatusTag tone={status === 'active' ? 'good' : 'neutral'}>{unitStatusLabels[status]}</StatusTag> },
          { key: 'changedAt', title: '最近变更', sort: 'changedAt', text: ({ changedAt }) => whenText(changedAt), render: ({ changedAt }) => <When at={changedAt} /> },
        ]}
      />
    </DemoOnly>
  );
}

import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { basisLabels, dictionaryEndpoints } from '../contract.ts';

/** All code lists. */
export function DictionaryList() {
  return (
    <ListPage
      title="数据字典"
      endpoint={dictionaryEndpoints.list}
      pageSize={50}
      rowId={({ key }) => key}
      rowLink={({ key }) => `/dictionaries/${key}`}
      empty={{ text: '字典随城市内容包在启动时载入。' }}
      filters={[{ kind: 'text', name: 'text', label: '名称、英文名称或标准' }]}
      columns={[
        { key: 'name', title: '名称', sort: 'name', width: 220 },
        { key: 'key', title: '英文名称', sort: 'key', width: 200 },
        { key: 'standard', title: '所依标准' },
        { key: 'basis', title: '内容来源', text: ({ basis }) => basisLabels[basis], width: 120 },
        { key: 'items', title: '项数', figures: true, width: 80 },
        { key: 'ownItems', title: '本地改动', figures: true, width: 96, text: ({ ownItems }) => (ownItems === 0 ? '' : String(ownItems)) },
        { key: 'note', title: '说明', hidden: true },
      ]}
    />
  );
}

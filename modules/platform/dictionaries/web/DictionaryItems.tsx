import { PlusOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { useMay } from '../../../../web/staff-kit/session.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { useRecordTitle } from '../../../../web/staff-kit/states/page-title.ts';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { basisLabels, dictionaryEndpoints, originLabels, type DictionaryRow, type ItemRow } from '../contract.ts';
import { ItemActions } from './ItemActions.tsx';
import { ItemState, itemStateText } from './ItemState.tsx';

/** One code list: what it rests on, and its items. */
export function DictionaryItems() {
  const { key } = useParams({ strict: false }) as { key: string };
  const { data, error, refetch } = useEndpoint(dictionaryEndpoints.about, { key });
  useRecordTitle(data?.name ?? null);
  if (data) return <Items dictionary={data} />;
  return error ? <Failure error={error} retry={() => void refetch()} /> : <Skeleton />;
}

function Items({ dictionary }: { dictionary: DictionaryRow }) {
  const { key, name } = dictionary;
  const go = useGo();
  const mayManage = useMay()('dictionaries.manage');
  return (
    <ListPage
      title={name}
      endpoint={dictionaryEndpoints.items}
      fixed={{ key }}
      pageSize={50}
      rowId={({ code }) => code}
      actions={
        mayManage && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => go(`/dictionaries/${key}/new`)}>
            增加字典项
          </Button>
        )
      }
      {...(mayManage ? { renderRowActions: (item: ItemRow) => <ItemActions dictionaryKey={key} item={item} /> } : {})}
      filters={[
        { kind: 'text', name: 'text', label: '代码或名称' },
        { kind: 'choice', name: 'show', label: '范围', options: [{ value: 'usable', label: '可选的' }, { value: 'disabled', label: '已停用的' }, { value: 'own', label: '本地改动过的' }] },
      ]}
      columns={[
        { key: 'code', title: '代码', sort: 'code', width: 120 },
        { key: 'name', title: '名称', text: ({ name, contentName }) => (contentName === null ? name : `${name}（内容包：${contentName}）`) },
        { key: 'parentName', title: '上级', text: ({ parent, parentName }) => (parent === null ? '' : `${parentName ?? ''} ${parent}`) },
        { key: 'origin', title: '来源', text: ({ origin }) => originLabels[origin], width: 96 },
        { key: 'disabled', title: '状态', text: itemStateText, render: (item) => <ItemState item={item} />, width: 120 },
        { key: 'note', title: '说明', hidden: true },
        { key: 'changedAt', title: '最近变更', sort: 'changedAt', text: ({ changedAt }) => whenText(changedAt), render: ({ changedAt }) => <When at={changedAt} />, width: 128 },
      ]}
    >
      <Section title="说明">
        <Fields
          columns={3}
          of={[
            { label: '英文名称', value: key },
            { label: '所依标准', value: dictionary.standard },
            { label: '内容来源', value: basisLabels[dictionary.basis] },
            ...(dictionary.note === null ? [] : [{ label: '说明', value: dictionary.note, wide: true }]),
          ]}
        />
      </Section>
    </ListPage>
  );
}

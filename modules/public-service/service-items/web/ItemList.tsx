import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { StatusTag } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { dictionaryEndpoints } from '../../../platform/dictionaries/contract.ts';
import { caseTypeLabels, gapLabels, serviceItemEndpoints, type ItemRow } from '../contract.ts';
import { choicesOf } from './words.tsx';

const yesNo = [{ value: 'true', label: '是' }, { value: 'false', label: '否' }];

const gapsText = ({ gaps }: ItemRow): string => gaps.map((gap) => gapLabels[gap]).join('；');

/** The catalogue of the city's items, with what each still lacks. */
export function ItemList() {
  const types = useEndpoint(dictionaryEndpoints.get, { key: 'item-type' });
  const themes = useEndpoint(serviceItemEndpoints.themes, {});
  return (
    <ListPage
      title="事项目录"
      endpoint={serviceItemEndpoints.list}
      exportEndpoint={serviceItemEndpoints.export}
      rowLink={({ id }) => `/service-items/${id}`}
      empty={{ text: '事项来自城市数据包，在启动时载入。' }}
      filters={[
        { kind: 'text', name: 'text', label: '名称、编号或编码' },
        { kind: 'choice', name: 'bureauId', label: '部门', width: 160, options: themes.data?.bureaus.map(({ code, name }) => ({ value: code, label: name })) ?? [] },
        { kind: 'choice', name: 'divisionCode', label: '办理区域', options: themes.data?.divisions.map(({ code, name }) => ({ value: code, label: name })) ?? [] },
        { kind: 'choice', name: 'type', label: '类型', options: types.data?.items.map(({ code, name }) => ({ value: code, label: name })) ?? [] },
        { kind: 'choice', name: 'caseType', label: '办件类型', options: choicesOf(caseTypeLabels) },
        { kind: 'choice', name: 'online', label: '可在线办理', options: yesNo },
        { kind: 'choice', name: 'gap', label: '待完善', width: 160, options: choicesOf(gapLabels) },
      ]}
      columns={[
        { key: 'id', title: '编号', sort: 'id', width: 72 },
        { key: 'name', title: '名称', sort: 'name', width: 280 },
        { key: 'bureauName', title: '主管部门' },
        { key: 'typeName', title: '类型', width: 96 },
        { key: 'caseType', title: '办件类型', text: ({ caseType }) => caseTypeLabels[caseType], width: 88 },
        { key: 'promised', title: '承诺时限', width: 104 },
        { key: 'implementations', title: '实施主体', figures: true, width: 88 },
        { key: 'version', title: '在线办理', width: 96, text: ({ version }) => (version === null ? '' : `第 ${version} 版`), render: ({ version }) => (version === null ? '—' : <StatusTag tone="good">第 {version} 版</StatusTag>) },
        { key: 'gaps', title: '待完善', width: 88, text: gapsText, render: (row) => (row.gaps.length === 0 ? '—' : <span title={gapsText(row)}>{row.gaps.length} 项</span>) },
        { key: 'popularity', title: '近九十日查看', sort: 'popularity', figures: true, hidden: true },
        { key: 'baseCode', title: '基本编码', hidden: true },
        { key: 'onlineLevel', title: '网办等级', hidden: true },
        { key: 'changedAt', title: '最近变更', sort: 'changedAt', text: ({ changedAt }) => whenText(changedAt), render: ({ changedAt }) => <When at={changedAt} />, width: 120 },
      ]}
    />
  );
}

import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { levelLabels } from '../../../platform/clocks/contract.ts';
import { channelLabels, ratingEndpoints, rectificationLabels, satisfactionLabels } from '../contract.ts';
import { channelText, RectificationTag, ReplyClock, SatisfactionTag, satisfactionText } from './words.tsx';

const choices = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** What citizens say of how they were served, the newest in front. */
export function RatingList() {
  return (
    <ListPage
      title="好差评"
      endpoint={ratingEndpoints.list}
      rowLink={({ id }) => `/ratings/${id}`}
      empty={{ text: '办件办结后邀请申请人评价，评价会出现在这里；差评须在五个工作日内核实、整改并反馈。' }}
      filters={[
        { kind: 'text', name: 'text', label: '事项或评价内容' },
        { kind: 'choice', name: 'bad', label: '差评', options: [{ value: 'true', label: '只看差评' }] },
        { kind: 'choice', name: 'satisfaction', label: '满意度', options: choices(satisfactionLabels) },
        { kind: 'choice', name: 'rectification', label: '整改', options: choices(rectificationLabels) },
        { kind: 'choice', name: 'level', label: '反馈时限', options: choices(levelLabels) },
        { kind: 'choice', name: 'channel', label: '渠道', options: choices(channelLabels) },
        { kind: 'days', name: 'from', until: 'to', label: '评价日期' },
        { kind: 'own', name: 'unitId', label: '单位', render: (id, change) => id && <OnlyThis what="这个单位" clear={() => change(undefined)} /> },
        { kind: 'own', name: 'itemId', label: '事项', render: (id, change) => id && <OnlyThis what="这个事项" clear={() => change(undefined)} /> },
      ]}
      columns={[
        { key: 'itemName', title: '事项', width: 184 },
        { key: 'satisfaction', title: '满意度', sort: 'satisfaction', text: ({ satisfaction }) => satisfactionText(satisfaction), render: (row) => <SatisfactionTag {...row} />, width: 104 },
        { key: 'text', title: '评价内容', width: 232 },
        { key: 'applicant', title: '评价人', width: 96 },
        { key: 'unitName', title: '单位', width: 152 },
        { key: 'ratedAt', title: '评价时间', sort: 'ratedAt', text: ({ ratedAt }) => whenText(ratedAt), render: ({ ratedAt }) => <When at={ratedAt} />, width: 120 },
        { key: 'rectification', title: '整改', text: ({ rectification }) => (rectification ? rectificationLabels[rectification] : ''), render: ({ rectification }) => <RectificationTag status={rectification} />, width: 96 },
        { key: 'clock', title: '反馈时限', text: ({ clock }) => clock?.text ?? '', render: (row) => <ReplyClock {...row} />, width: 160 },
        { key: 'caseNumber', title: '办件编号', hidden: true },
        { key: 'channel', title: '渠道', text: ({ channel }) => channelText(channel), hidden: true },
        { key: 'round', title: '次数', text: ({ round }) => (round === 1 ? '首次' : '追评'), hidden: true },
      ]}
    />
  );
}

/** A condition that came with a link from the statistics. */
const OnlyThis = ({ what, clear }: { what: string; clear: () => void }) => (
  <Button icon={<CloseOutlined />} iconPlacement="end" title="取消这个条件" onClick={clear}>
    只看{what}
  </Button>
);

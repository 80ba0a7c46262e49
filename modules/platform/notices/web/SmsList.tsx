import { Input } from 'antd';
import { useState } from 'react';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { ListPage } from '../../../../web/staff-kit/list/ListPage.tsx';
import { StatusTag, type Tone } from '../../../../web/staff-kit/words/StatusTag.tsx';
import { When, whenText } from '../../../../web/staff-kit/words/When.tsx';
import { noticeEndpoints, smsStateLabels, type SmsState } from '../contract.ts';
import { SmsActions } from './SmsActions.tsx';

const tones: Readonly<Record<SmsState, Tone>> = { waiting: 'progress', sent: 'progress', delivered: 'good', failed: 'bad' };

/** Text messages sent to people, without the sign-in codes. */
export function SmsList() {
  const templates = useEndpoint(noticeEndpoints.templates, {});
  return (
    <ListPage
      title="短信记录"
      endpoint={noticeEndpoints.sms}
      empty={{ text: '发给群众和工作人员的通知短信会出现在这里；登录验证码不在此列。' }}
      filters={[
        { kind: 'own', name: 'phoneTail', label: '手机号末四位', render: (value, change) => <PhoneTail value={value} change={change} /> },
        { kind: 'choice', name: 'state', label: '状态', options: Object.entries(smsStateLabels).map(([value, label]) => ({ value, label })) },
        { kind: 'choice', name: 'template', label: '模板', options: (templates.data?.rows ?? []).map(({ key, title }) => ({ value: key, label: title })), width: 140 },
        { kind: 'days', name: 'from', until: 'to', label: '生成日期' },
      ]}
      renderRowActions={(message) => <SmsActions message={message} />}
      columns={[
        { key: 'createdAt', title: '生成时间', width: 140, text: ({ createdAt }) => whenText(createdAt), render: ({ createdAt }) => <When at={createdAt} /> },
        { key: 'phone', title: '手机号', width: 128 },
        { key: 'template', title: '模板', width: 140 },
        { key: 'state', title: '状态', width: 120, text: ({ state }) => smsStateLabels[state], render: ({ state }) => <StatusTag tone={tones[state]}>{smsStateLabels[state]}</StatusTag> },
        { key: 'tries', title: '尝试', figures: true, width: 72 },
        { key: 'problem', title: '问题' },
        { key: 'sentAt', title: '发送时间', width: 140, text: ({ sentAt }) => whenText(sentAt), render: ({ sentAt }) => <When at={sentAt} /> },
        { key: 'settledAt', title: '回执时间', width: 140, text: ({ settledAt }) => whenText(settledAt), render: ({ settledAt }) => <When at={settledAt} />, hidden: true },
        { key: 'id', title: '编号', hidden: true },
      ]}
    />
  );
}

/** Asks only once all four digits are there. */
function PhoneTail({ value, change }: { value: string; change: (value: string | undefined) => void }) {
  const [typed, setTyped] = useState(value);
  return (
    <Input
      className="quick-filter"
      aria-label="手机号末四位"
      placeholder="手机号末四位"
      inputMode="numeric"
      maxLength={4}
      allowClear
      value={typed}
      onChange={(event) => {
        const next = event.target.value.replace(/\D/g, '');
        setTyped(next);
        if (next.length === 4 || (next === '' && value !== '')) change(next || undefined);
      }}
    />
  );
}

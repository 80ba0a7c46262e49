import { Button } from 'antd';
import { useState } from 'react';
import { CallError } from '../../browser/call.ts';
import { Attachments } from '../../staff-kit/detail/Attachments.tsx';
import { Fields } from '../../staff-kit/detail/Fields.tsx';
import { History } from '../../staff-kit/detail/History.tsx';
import { Section } from '../../staff-kit/detail/Section.tsx';
import { Timeline } from '../../staff-kit/detail/Timeline.tsx';
import { Chart } from '../../staff-kit/figures/Chart.tsx';
import { Figure, StatPanel } from '../../staff-kit/figures/StatPanel.tsx';
import { ReasonDialog } from '../../staff-kit/form/ReasonDialog.tsx';
import { useGo } from '../../staff-kit/PageLink.tsx';
import { Empty } from '../../staff-kit/states/Empty.tsx';
import { Failure } from '../../staff-kit/states/Failure.tsx';
import { Skeleton } from '../../staff-kit/states/Skeleton.tsx';
import { ClockLight, type LightLevel } from '../../staff-kit/words/ClockLight.tsx';
import { Masked } from '../../staff-kit/words/Masked.tsx';
import { Money } from '../../staff-kit/words/Money.tsx';
import { StatusTag, type Tone } from '../../staff-kit/words/StatusTag.tsx';
import { When } from '../../staff-kit/words/When.tsx';
import { DemoOnly } from './DemoOnly.tsx';
import { sampleFiles, sampleHistory, sampleMonths, sampleSteps } from './samples.ts';

const tones: readonly (readonly [Tone, string])[] = [
  ['neutral', '草稿'],
  ['progress', '审查中'],
  ['good', '已办结'],
  ['warning', '待补正'],
  ['bad', '已退回'],
];

const lights: readonly (readonly [LightLevel, string, string])[] = [
  ['normal', '剩余 6 个工作日', '承诺 10 个工作日，已用 4 日'],
  ['warning', '剩余 1 个工作日', '因 10 月 9 日补正暂停 2 日'],
  ['yellow', '超承诺 2 个工作日', '承诺 5 个工作日，已用 7 日'],
  ['red', '超法定 1 个工作日', '法定 20 个工作日，已用 21 日'],
  ['suspended', '已暂停 3 日', '等待申请人补正材料'],
  ['stopped', '用时 4 个工作日', '已办结'],
];

const refusal = new CallError(503, { title: '数据库暂时无法连接，请稍后再试', code: 'kernel.databaseAway', incident: '0192f6c1-7d10' });

/** Every small piece alone, in its states. */
export function Pieces() {
  const go = useGo();
  return (
    <DemoOnly>
      <header className="page-head">
        <h1 id="page-heading">界面组件</h1>
      </header>
      <StatPanel label="今日办件">
        <Figure label="待受理" value={12} unit="件" to="/kit/list?status=active" note="最早今天 17:30 到期" />
        <Figure label="审查中" value={1286} unit="件" to="/kit/list" />
        <Figure label="即将到期" value={7} unit="件" tone="warning" to="/kit/list" />
        <Figure label="已超期" value={1} unit="件" tone="bad" to="/kit/list" />
        <Figure label="今日办结" value={43} unit="件" tone="good" note="较昨日 +5" />
      </StatPanel>
      <div className="kit-pairs">
        <Words />
        <Record />
        <Section title="经过">
          <Timeline steps={sampleSteps} current="review" />
        </Section>
        <Section title="操作记录">
          <History entries={sampleHistory} />
        </Section>
        <Section title="附件">
          <Attachments files={sampleFiles} />
        </Section>
        <Dialogs />
        <Section title="柱状图">
          <Chart title="每月收件与办结" kind="bar" unit="件" {...sampleMonths} onPick={() => go('/kit/list')} />
        </Section>
        <Section title="饼图">
          <Chart title="办理方式" kind="pie" unit="件" categories={['网上', '窗口', '自助机']} series={[{ name: '办件', values: [812, 341, 96] }]} />
        </Section>
        <Section title="加载中">
          <Skeleton lines={4} />
        </Section>
        <Section title="没有内容">
          <Empty title="还没有待办" action={<Button onClick={() => go('/kit/list')}>查看全部办件</Button>}>
            有新办件分给您时，会出现在这里。
          </Empty>
        </Section>
        <Section title="出错">
          <Failure error={refusal} retry={() => undefined} />
        </Section>
      </div>
    </DemoOnly>
  );
}

const Words = () => (
  <Section title="状态与时限">
    <p className="kit-line">
      {tones.map(([tone, word]) => (
        <StatusTag key={tone} tone={tone}>
          {word}
        </StatusTag>
      ))}
    </p>
    <ul className="kit-lights">
      {lights.map(([level, figure, reason]) => (
        <li key={level}>
          <ClockLight level={level} figure={figure} reason={reason} />
        </li>
      ))}
    </ul>
  </Section>
);

const Record = () => (
  <Section title="字段">
    <Fields
      of={[
        { label: '申请人', value: '张*三' },
        { label: '手机号', value: <Masked text="138****5678" label="手机号" reveal={async () => '13800005678'} /> },
        { label: '提交时间', value: <When at={sampleSteps[3]!.at} /> },
        { label: '有效期至', value: <When at="2031-11-20" /> },
        { label: '应缴费用', value: <Money amount="1234.50" /> },
        { label: '备注', value: '' },
        { label: '经营场所', value: '示例区示例路 1 号示例大厦一层 101、102 室', wide: true },
      ]}
    />
  </Section>
);

function Dialogs() {
  const [open, setOpen] = useState(false);
  return (
    <Section title="要写理由的操作">
      <Button danger onClick={() => setOpen(true)}>
        作废证照
      </Button>
      <ReasonDialog
        open={open}
        title="作废证照“食品经营许可证”"
        losses={['持证人不能再使用这个证照', '公开核验显示“已作废”']}
        confirm="作废证照"
        danger
        onClose={() => setOpen(false)}
        onConfirm={async (reason) => {
          if (reason === '演示拒绝') throw new CallError(409, { title: '证照正被另一办件使用，不能作废', code: 'licences.inUse' });
        }}
      />
    </Section>
  );
}

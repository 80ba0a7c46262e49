import { useState, type ReactNode } from 'react';
import { Button, Link } from '../../portal-kit/Button.tsx';
import { Dialog } from '../../portal-kit/Dialog.tsx';
import { RadioList } from '../../portal-kit/fields/choices.tsx';
import { CodeInput, TextField } from '../../portal-kit/fields/TextField.tsx';
import { FormAnswers } from '../../portal-kit/form/FormAnswers.tsx';
import { FormRenderer } from '../../portal-kit/form/FormRenderer.tsx';
import { useForm } from '../../portal-kit/form/useForm.ts';
import { Notice } from '../../portal-kit/Notice.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { ClockText, EmptyState, Pager, ProcessSteps, Progress, QrImage, Steps, SummaryList, Tag } from '../../portal-kit/pieces.tsx';
import { Skeleton } from '../../portal-kit/Skeleton.tsx';
import { Tabs } from '../../portal-kit/Tabs.tsx';
import { toast } from '../../portal-kit/Toast.tsx';
import { Missing } from '../Failures.tsx';
import { useVisit } from '../visit.tsx';
import { sampleForm, sampleKnown } from './sample-form.ts';

/** Every piece of the kit alone, in its states; only where the city runs a demo. */
export default function Showcase(): ReactNode {
  const { city } = useVisit();
  if (!city.demo) return <Missing />;
  return (
    <Page title="门户组件" lead="每个组件单独展示，供检查长者模式、高对比、键盘和读屏。">
      <div className="stack-wide">
        <Part title="按钮和链接">
          <div className="row">
            <Button kind="primary">提交申请</Button>
            <Button>上一步</Button>
            <Button kind="danger">删除草稿</Button>
            <Button kind="text">打印</Button>
            <Button kind="primary" busy busyText="正在提交…">提交申请</Button>
            <Link to="/" kind="plain">回到首页</Link>
            <Link to="/">普通链接</Link>
          </div>
        </Part>
        <Part title="提示">
          <Notice title="说明">普通说明。</Notice>
          <Notice kind="good" title="已完成">申请已提交。</Notice>
          <Notice kind="warning" title="请留意">还没有实名认证。</Notice>
          <Notice kind="urgent" title="请在 12 月 2 日前补正">缺少经营布局图。</Notice>
        </Part>
        <Part title="状态">
          <div className="row">
            <Tag>不用交</Tag>
            <Tag tone="blue">审查中</Tag>
            <Tag tone="green">已办结</Tag>
            <Tag tone="amber">待补正</Tag>
            <Tag tone="red">已超期</Tag>
          </div>
          <div className="row">
            <ClockText level="green">剩余 5 个工作日</ClockText>
            <ClockText level="yellow">剩余 1 个工作日</ClockText>
            <ClockText level="red">已超期 1 个工作日</ClockText>
            <ClockText level="grey">已办结</ClockText>
          </div>
        </Part>
        <Part title="步骤和进度">
          <Steps titles={['回答几个问题', '填写信息', '准备材料', '核对并提交']} current={1} />
          <ProcessSteps steps={[{ title: '受理', state: 'done', note: '11 月 18 日' }, { title: '现场核查', state: 'current' }, { title: '决定', state: 'coming' }]} />
          <Progress share={0.4} label="上传进度" />
        </Part>
        <Part title="标签页"><Tabs label="示例标签页" tabs={[{ key: 'a', title: '个人办事', content: <p>个人办事的内容</p> }, { key: 'b', title: '法人办事', content: <p>法人办事的内容</p> }]} /></Part>
        <Part title="清单和翻页">
          <SummaryList rows={[{ label: '申请人', value: '李*华', change: '/kit' }, { label: '编号', value: '411201-20261118-000123' }]} />
          <Pager total={1000} more previous="/kit" next="/kit" />
          <EmptyState title="没有草稿"><p><a href="/search">查找要办的事</a></p></EmptyState>
        </Part>
        <Part title="对话框和消息"><Asking /></Part>
        <Part title="填写项的状态"><FieldStates /></Part>
        <Part title="加载中"><Skeleton lines={3} /></Part>
        <Part title="二维码"><QrImage src={sampleQr} label="核验二维码示例" address="扫码核验" /></Part>
        <Part title="表单"><SampleForm /></Part>
      </div>
    </Page>
  );
}

const sampleQr = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h1v1H0zM2 0h1v1H2zM1 1h1v1H1zM3 2h1v1H3zM0 3h1v1H0zM2 3h1v1H2z"/></svg>';

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode => (
  <section className="stack">
    <h2>{title}</h2>
    {children}
  </section>
);

function Asking(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div className="row">
      <Button onClick={() => setOpen(true)}>打开对话框</Button>
      <Button onClick={() => toast('已完成')}>显示消息</Button>
      <Dialog title="删除这份草稿？" open={open} onClose={() => setOpen(false)}>
        <p>删除后不能恢复。</p>
        <div className="actions"><Button onClick={() => setOpen(false)}>不删除</Button></div>
      </Dialog>
    </div>
  );
}

function FieldStates(): ReactNode {
  const [text, setText] = useState('');
  const [code, setCode] = useState('');
  const [choice, setChoice] = useState<string | null>(null);
  return (
    <>
      <TextField id="plain" label="姓名" help="与身份证一致" value={text} onChange={setText} />
      <TextField id="wrong" label="身份证号码" problem="身份证号码应为 18 位，现在是 17 位" value={text} onChange={setText} />
      <TextField id="doubtful" label="从业人员数" required={false} warning="比上次申报少一半，请核对" short unit="人" value={text} onChange={setText} />
      <CodeInput id="one-time" label="短信验证码" value={code} onChange={setCode} />
      <RadioList id="large" label="经营场所与住所一致吗？" big choices={[{ value: 'yes', label: '是' }, { value: 'no', label: '否', help: '需要交场所使用证明' }]} value={choice} onChange={setChoice} />
    </>
  );
}

function SampleForm(): ReactNode {
  const [page, setPage] = useState<string | undefined>();
  const [done, setDone] = useState(false);
  const open = useForm(sampleForm, sampleKnown);
  if (done) return <FormAnswers form={sampleForm} state={open.state} />;
  return <FormRenderer open={open} page={page} onPage={setPage} onFinish={() => setDone(true)} finish="完成" />;
}

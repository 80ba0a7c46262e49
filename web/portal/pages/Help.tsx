import { useEffect, type ReactNode } from 'react';
import { Page } from '../../portal-kit/Page.tsx';
import { useVisit } from '../visit.tsx';

/** How to use the portal, and to whom to turn. */
export default function Help(): ReactNode {
  const { city } = useVisit();
  useEffect(() => {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <Page title="办事帮助" narrow trail={[]}>
      <div className="stack-wide">
        <section id="assisted" className="stack">
          <h2>请人帮我办</h2>
          <p>不会上网、看不清或不便填写，都可以请工作人员帮办，不收费：</p>
          <ul className="bullets">
            <li>拨打 <a href={`tel:${city.phone}`}>{city.phone}</a>，说“帮我办”，由工作人员回电协助</li>
            <li>带身份证到任一政务服务中心或便民服务站，由帮办员陪同办理</li>
            <li>委托家人代办，在线填写时选择“委托他人代办”</li>
          </ul>
        </section>
        <section className="stack">
          <h2>怎样在网上办事</h2>
          <ol className="numbers">
            <li><strong>查找</strong>　在首页搜索要办的事，看清条件和材料</li>
            <li><strong>登录</strong>　用手机号和短信验证码登录，首次登录自动开通账号</li>
            <li><strong>回答几个问题</strong>　只要求您的情形需要填写的内容和材料</li>
            <li><strong>填写</strong>　政府已掌握的信息会自动带入，不用再填；随时可以离开，内容自动保存</li>
            <li><strong>交材料</strong>　证照库里有的不用交，其余可拍照上传</li>
            <li><strong>核对并提交</strong>　得到办件编号，每一步都有短信</li>
            <li><strong>领证</strong>　在“我的证照”下载，或按您选的方式领取</li>
          </ol>
        </section>
        <section className="stack">
          <h2>常见问题</h2>
          <Question ask="提交以后发现填错了怎么办？">受理前可在“我的办件”中撤回，修改后重新提交；受理后请拨打经办单位电话说明。</Question>
          <Question ask="办理期限是怎么算的？">从受理次日起按工作日计算，补正、现场核查整改等依法不计入的时间会暂停。每个办件的页面上都写明了到期日和算法。</Question>
          <Question ask="我的个人信息谁能看到？">只有经办您这件事的工作人员，每次查看都有记录。在“谁看过我的数据”可以逐条查看。</Question>
          <Question ask="怎样知道一张证照是真的？">扫描证照上的二维码，或在<a href="/verify">电子证照核验</a>输入编号。</Question>
        </section>
        <section id="accessibility" className="stack">
          <h2>无障碍说明</h2>
          <ul className="bullets">
            <li>每页顶部可打开“长者模式”（大字、大按钮）和“高对比”，会记住您的选择</li>
            <li>全部功能可只用键盘操作：Tab 键移动，回车键确认；第一个 Tab 可直接跳到主要内容</li>
            <li>支持读屏软件；填写有误时，会集中列出并说明怎样修改</li>
            <li>使用中有障碍，请拨打 <a href={`tel:${city.phone}`}>{city.phone}</a> 告诉我们</li>
          </ul>
        </section>
      </div>
    </Page>
  );
}

const Question = ({ ask, children }: { readonly ask: string; readonly children: ReactNode }): ReactNode => (
  <details>
    <summary>{ask}</summary>
    <p>{children}</p>
  </details>
);

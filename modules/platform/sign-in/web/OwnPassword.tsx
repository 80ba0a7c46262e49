import { useState } from 'react';
import { CallError } from '../../../../web/browser/call.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import { signInEndpoints } from '../contract.ts';
import './account.css';

interface Passwords {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** The officer changes her password; nothing of it is kept in the browser. */
export function OwnPassword() {
  const [times, setTimes] = useState(0);
  const change = useAction(signInEndpoints.changePassword, { invalidates: [signInEndpoints.devices], success: '口令已修改，其他设备上的登录已退出', showsFailure: true });
  return (
    <Section title="修改口令">
      <div className="account-part">
        <p className="field-help">至少 10 个字符，含大写字母、小写字母、数字、符号中的三种；不能包含登录名，同一字符不能连续出现四次，不能是常见口令。</p>
        <RecordForm<Passwords>
          key={times}
          submitLabel="修改口令"
          errorFields={{ 'sign-in.wrongPassword': 'current', 'sign-in.samePassword': 'next', 'sign-in.weakPassword': 'next' }}
          submit={async ({ current, next, again }) => {
            if (next !== again) throw differs();
            await change.mutateAsync({ current, next });
          }}
          onDone={() => {
            change.reset();
            setTimes(times + 1);
          }}
          fields={[
            { kind: 'text', name: 'current', label: '当前口令', password: true, required: true, maxLength: 128, wide: true },
            { kind: 'text', name: 'next', label: '新口令', password: true, required: true, minLength: 10, maxLength: 128 },
            { kind: 'text', name: 'again', label: '再输一次新口令', password: true, required: true, maxLength: 128 },
          ]}
        />
      </div>
    </Section>
  );
}

/** The form shows complaints of its own like those of the server. */
const differs = (): CallError => new CallError(400, { title: '两次输入的新口令不一致', code: 'sign-in.differs', problems: [{ path: 'again', message: '与新口令不一致，请重新输入' }] });

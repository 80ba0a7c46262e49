import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { useSession } from '../../../../web/staff-kit/session.tsx';
import { signInEndpoints } from '../contract.ts';
import { Devices } from './Devices.tsx';
import { OneTimeCode } from './OneTimeCode.tsx';
import { OwnPassword } from './OwnPassword.tsx';

/** The officer's own account: password, one-time code, devices. */
export function MyAccount() {
  const { name, unitName } = useSession();
  const { data } = useEndpoint(signInEndpoints.session, {});
  return (
    <>
      <header className="page-head">
        <h1 id="page-heading">我的账号</h1>
      </header>
      <Section title="基本信息">
        <Fields
          of={[
            { label: '姓名', value: name },
            { label: '单位', value: unitName },
            { label: '手机号', value: data?.phone && <span className="figures">{data.phone}</span> },
          ]}
        />
        <p className="field-help">信息有误请联系本单位管理员修改</p>
      </Section>
      <OwnPassword />
      <OneTimeCode />
      <Devices />
    </>
  );
}

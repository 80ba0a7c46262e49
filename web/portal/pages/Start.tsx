import { useState, type ReactNode } from 'react';
import { intakeEndpoints } from '../../../modules/public-service/intake/contract.ts';
import { serviceItemEndpoints, type Guide } from '../../../modules/public-service/service-items/contract.ts';
import { subjectEndpoints } from '../../../modules/records/subjects/contract.ts';
import { call } from '../../browser/call.ts';
import { RadioList, type Choice } from '../../portal-kit/fields/choices.tsx';
import { ReadyForm } from '../../portal-kit/fields/ReadyForm.tsx';
import { Page } from '../../portal-kit/Page.tsx';
import { navigate } from '../../portal-kit/router.ts';
import type { PageProps } from '../../portal-kit/routes.ts';
import { useAct } from '../../portal-kit/useAct.ts';
import { Loading, useLoad } from '../../portal-kit/useLoad.tsx';

/** Before an application begins: what to know, in whose name, and where; only what is really a choice is asked. */
export default function Start({ params }: PageProps): ReactNode {
  const id = params['id'] ?? '';
  const guide = useLoad(serviceItemEndpoints.guide, { id });
  const mine = useLoad(subjectEndpoints.mine, {});
  return (
    <Page title={guide.data?.name ?? '在线办理'} narrow trail={[{ title: '办事指南', to: `/items/${encodeURIComponent(id)}` }]}>
      <Loading of={guide}>
        {(found) => (
          <Loading of={mine}>
            {({ organisations }) => <Begin guide={found} applicants={organisations.map((each) => ({ value: each.id, label: each.name }))} />}
          </Loading>
        )}
      </Loading>
    </Page>
  );
}

const self = 'self';

function Begin({ guide, applicants }: { readonly guide: Guide; readonly applicants: readonly Choice[] }): ReactNode {
  const places = placesOf(guide);
  const [applicant, setApplicant] = useState<string | null>(applicants.length === 0 ? self : null);
  const [place, setPlace] = useState<string | null>(places.length === 1 ? places[0]!.value : null);
  const begin = useAct(async () => {
    const draft = await call(intakeEndpoints.startDraft, {
      itemId: guide.id,
      ...(place ? { divisionCode: place } : {}),
      ...(applicant && applicant !== self ? { onBehalfOf: applicant } : {}),
    });
    navigate(`/apply/${encodeURIComponent(draft.id)}`, { replace: true });
  });
  const check = () => [
    ...(applicant ? [] : [{ field: 'applicant', message: '请选择以谁的名义申请' }]),
    ...(place || places.length === 0 ? [] : [{ field: 'place', message: '请选择在哪里办理' }]),
  ];
  return (
    <ReadyForm check={check} send="开始填写" busy={begin.busy} error={begin.error} onSend={() => void begin.run()}>
      {(problemOf) => (
        <>
          {guide.notices.length > 0 && <ul className="bullets field">{guide.notices.map((notice) => <li key={notice}>{notice}</li>)}</ul>}
          <p className="field">填写的内容会自动保存，可以分几次填完。已有没填完的同一申请，会接着填。</p>
          {applicants.length > 0 && (
            <RadioList id="applicant" label="以谁的名义申请？" choices={[{ value: self, label: '本人' }, ...applicants]} value={applicant} onChange={setApplicant} problem={problemOf('applicant')} />
          )}
          {places.length > 1 && <RadioList id="place" label="在哪里办理？" help="一般选经营场所或居住地所在的区域" choices={places} value={place} onChange={setPlace} problem={problemOf('place')} />}
        </>
      )}
    </ReadyForm>
  );
}

/** The areas an item is handled in, each once. */
const placesOf = ({ places }: Guide): Choice[] => [...new Map(places.map(({ divisionCode, name, address }) => [divisionCode, { value: divisionCode, label: name, help: address }])).values()];

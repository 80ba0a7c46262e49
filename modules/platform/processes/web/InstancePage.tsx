import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { PageLink } from '../../../../web/staff-kit/PageLink.tsx';
import { When } from '../../../../web/staff-kit/words/When.tsx';
import { processEndpoints, type InstanceDetail } from '../contract.ts';
import { Incidents } from './Incidents.tsx';
import { Jump } from './Jump.tsx';
import { marksOf, namesIn } from './nodes.ts';
import { ProcessDrawing } from './ProcessDrawing.tsx';
import { Tasks } from './Tasks.tsx';
import { IncidentCount, InstanceStatusTag } from './words.tsx';

/** A running process moves by itself: the page keeps up. */
const everyTenSeconds = 10_000;

/** One process: where it stands in its drawing, what failed, whose turn it is. */
export function InstancePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage
      endpoint={processEndpoints.instance}
      input={{ id }}
      title={(instance) => instance.definitionTitle}
      renderStatus={(instance) => (
        <>
          <InstanceStatusTag status={instance.status} /> <IncidentCount count={instance.incidents} />
        </>
      )}
      renderSubtitle={(instance) => `第 ${instance.version} 版`}
      renderActions={(instance) => (
        <>
          {instance.status !== 'finished' && <KeepUp id={id} />}
          <Jump instance={instance} />
        </>
      )}
    >
      {(instance) => <Content instance={instance} />}
    </DetailPage>
  );
}

function Content({ instance }: { instance: InstanceDetail }) {
  const names = useMemo(() => namesIn(instance.xml), [instance.xml]);
  const { active, visited, openIncidents } = instance;
  const marks = useMemo(() => marksOf({ active, visited, openIncidents }), [active, visited, openIncidents]);
  return (
    <>
      <Incidents incidents={openIncidents} names={names} />
      <Section title="流程图">
        <ProcessDrawing xml={instance.xml} names={names} marks={marks} />
      </Section>
      <Tasks tasks={instance.tasks} />
      <Section title="基本信息">
        <Fields
          of={[
            { label: '所办记录', value: <PageLink to={`/${instance.subject}`}>{instance.subject}</PageLink> },
            { label: '流程代码', value: instance.definitionKey },
            { label: '开始', value: <When at={instance.startedAt} /> },
            { label: '结束', value: <When at={instance.endedAt} /> },
          ]}
        />
      </Section>
    </>
  );
}

/** Asks again from time to time while the page is looked at; draws nothing. */
function KeepUp({ id }: { id: string }) {
  useEndpoint(processEndpoints.instance, { id }, { every: everyTenSeconds });
  return null;
}

import { useParams } from '@tanstack/react-router';
import { Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import { Fields } from '../../../../web/staff-kit/detail/Fields.tsx';
import { Section } from '../../../../web/staff-kit/detail/Section.tsx';
import { FieldFrame } from '../../../../web/staff-kit/form/FieldFrame.tsx';
import { Empty } from '../../../../web/staff-kit/states/Empty.tsx';
import { Failure } from '../../../../web/staff-kit/states/Failure.tsx';
import { useRecordTitle } from '../../../../web/staff-kit/states/page-title.ts';
import { Skeleton } from '../../../../web/staff-kit/states/Skeleton.tsx';
import { audienceLabels, noticeEndpoints, type Template } from '../contract.ts';

/** One template as written, and as people will read it. */
export function TemplateDetail() {
  const { key } = useParams({ strict: false }) as { key: string };
  const { data, error, refetch } = useEndpoint(noticeEndpoints.templates, {});
  const template = data?.rows.find((row) => row.key === key);
  useRecordTitle(template?.title ?? null);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (!template) return <Empty title="没有这个模板" />;
  return (
    <article aria-labelledby="page-heading">
      <header className="page-head">
        <h1 id="page-heading">{template.title}</h1>
      </header>
      <Section title="模板">
        <Fields
          of={[
            { label: '名称', value: template.key },
            { label: '发给', value: audienceLabels[template.audience] },
            { label: '站内正文', value: template.text, wide: true },
            { label: '短信正文', value: template.sms ?? '不发短信', wide: true },
          ]}
        />
      </Section>
      <PreviewPart template={template} />
    </article>
  );
}

const pause = 300;

/** Fills the template with what is typed, as the server does it. */
function PreviewPart({ template: { key, slots } }: { template: Template }) {
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(slots.map(({ name, example }) => [name, example])));
  const { mutate, data } = useAction(noticeEndpoints.preview);
  useEffect(() => {
    const timer = setTimeout(() => mutate({ key, values }), pause);
    return () => clearTimeout(timer);
  }, [mutate, key, values]);
  return (
    <>
      <Section title="试填">
        <div className="form-grid">
          {slots.map(({ name, title }) => (
            <FieldFrame key={name} id={`${id}-${name}`} label={title}>
              <Input id={`${id}-${name}`} value={values[name] ?? ''} maxLength={200} onChange={(event) => setValues((before) => ({ ...before, [name]: event.target.value }))} />
            </FieldFrame>
          ))}
        </div>
      </Section>
      <Section title="收到的样子">
        <div aria-live="polite">
          {data && (
            <Fields
              columns={1}
              of={[
                { label: '站内消息', value: `${data.title}：${data.text}` },
                ...(data.sms === null ? [] : [{ label: '短信', value: `${data.sms}（${[...data.sms].length} 字，计 ${data.smsParts} 条）` }]),
              ]}
            />
          )}
        </div>
      </Section>
    </>
  );
}

import { useParams } from '@tanstack/react-router';
import { downloadAddress } from '../../../../web/browser/call.ts';
import { useAction } from '../../../../web/staff-kit/data/useAction.ts';
import { DetailPage } from '../../../../web/staff-kit/detail/DetailPage.tsx';
import { RecordForm } from '../../../../web/staff-kit/form/RecordForm.tsx';
import type { KeptFile } from '../../../../web/staff-kit/form/UploadControl.tsx';
import { useGo } from '../../../../web/staff-kit/PageLink.tsx';
import { sealEndpoints, type SealDetail, type SealPlaceInput } from '../contract.ts';
import { choices } from './words.tsx';

interface Stamping {
  file: KeptFile[];
  document: string;
  reason: string;
  way: 'keyword' | 'seam' | 'place';
  keyword?: string;
  page?: number;
  left?: number;
  bottom?: number;
}

const ways = { keyword: '关键字处', seam: '骑缝（各页右缘）', place: '指定位置' };

/** Stamps a PDF by hand; the sealed file is downloaded and kept with the log. */
export function SealApply() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <DetailPage endpoint={sealEndpoints.get} input={{ id }} title={(seal) => `用“${seal.name}”盖章`} renderSubtitle={() => '每次用印都会记录经办人、事由和文件摘要，不能删除'}>
      {(seal) => <Form seal={seal} />}
    </DetailPage>
  );
}

function Form({ seal }: { seal: SealDetail }) {
  const go = useGo();
  const apply = useAction(sealEndpoints.apply, { invalidates: [sealEndpoints.uses], success: '已盖章，正在下载', showsFailure: true });
  return (
    <RecordForm<Stamping, { useId: string }>
      initial={{ way: 'keyword', keyword: '（盖章）' }}
      submitLabel="盖章"
      errorFields={{ 'seals.keywordNotFound': 'keyword', 'documents.badPdf': 'file', 'seals.fileNotFound': 'file' }}
      submit={(values) => apply.mutateAsync({ id: seal.id, fileId: values.file[0]?.id ?? '', place: placeOf(values, seal.sizeMm), reason: values.reason, document: values.document })}
      onDone={({ useId }) => {
        location.assign(downloadAddress(sealEndpoints.usedFile, { id: useId }));
        go(`/seals/${seal.id}`);
      }}
      onCancel={() => go(`/seals/${seal.id}`)}
      fields={[
        { kind: 'files', name: 'file', label: '文件（PDF）', required: true, accept: ['pdf'], most: 1, maxSizeMb: 20 },
        { kind: 'text', name: 'document', label: '文件编号或名称', required: true, maxLength: 100 },
        { kind: 'text', name: 'reason', label: '用印事由', required: true, minLength: 2, maxLength: 200 },
        { kind: 'radio', name: 'way', label: '盖章位置', required: true, wide: true, options: choices(ways) },
        { kind: 'text', name: 'keyword', label: '关键字', required: true, maxLength: 60, help: '盖在文件中最后一处这几个字上', when: ({ way }) => way === 'keyword' },
        { kind: 'number', name: 'page', label: '页', required: true, min: 1, max: 5000, when: ({ way }) => way === 'place' },
        { kind: 'number', name: 'left', label: '印章中心距左边', required: true, min: 10, max: 1000, unit: '毫米', when: ({ way }) => way === 'place' },
        { kind: 'number', name: 'bottom', label: '印章中心距下边', required: true, min: 10, max: 1000, unit: '毫米', when: ({ way }) => way === 'place' },
      ]}
    />
  );
}

const pointsPerMm = 72 / 25.4;

function placeOf({ way, keyword = '', page = 1, left = 0, bottom = 0 }: Stamping, sizeMm: number): SealPlaceInput {
  if (way === 'keyword') return { keyword };
  if (way === 'seam') return { seamMm: sizeMm };
  const size = sizeMm * pointsPerMm;
  return { page, x: Math.max(0, left * pointsPerMm - size / 2), y: Math.max(0, bottom * pointsPerMm - size / 2), width: size, height: size };
}

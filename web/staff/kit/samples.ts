import type { Attachment } from '../../staff-kit/detail/FileViewer.tsx';
import type { HistoryEntry } from '../../staff-kit/detail/History.tsx';
import type { TimelineStep } from '../../staff-kit/detail/Timeline.tsx';

const hour = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * hour).toISOString();

export const sampleSteps: readonly TimelineStep[] = [
  { key: 'submit', title: '提交申请', at: ago(50), who: '张*三', tone: 'good' },
  { key: 'supplement', title: '补正材料', at: ago(30), who: '王审查', tone: 'warning', content: '经营场所使用证明缺第二页，请补充。' },
  { key: 'accept', title: '受理', at: ago(26), who: '李受理', tone: 'good', content: '材料齐全，予以受理。' },
  { key: 'review', title: '审查', at: ago(2), who: '王审查', tone: 'progress' },
  { key: 'decide', title: '决定', at: null },
  { key: 'deliver', title: '送达', at: null },
];

export const sampleHistory: readonly HistoryEntry[] = [
  { id: '3', at: ago(1), who: '王审查（市场监管局）', action: '查看完整手机号', detail: '理由：电话核实经营场所' },
  { id: '2', at: ago(26), who: '李受理（政务服务中心）', action: '受理', detail: '' },
  { id: '1', at: ago(50), who: '张*三', action: '提交申请', detail: '' },
];

/** A small picture, so that the viewer has something to show without a server. */
const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500" fill="#fff" stroke="#1554b8" stroke-width="8"/><text x="400" y="260" font-size="40" text-anchor="middle">营业执照（示例）</text></svg>')}`;

export const sampleFiles: readonly Attachment[] = [
  { id: 'a', name: '营业执照.png', type: 'image/png', size: 182_340, address: picture, note: '主体资格证明' },
  { id: 'b', name: '租赁合同.png', type: 'image/png', size: 2_482_340, address: picture, note: '场所使用证明' },
  { id: 'c', name: '平面图.dwg', type: 'application/octet-stream', size: 840, address: picture },
];

export const sampleMonths = {
  categories: ['6 月', '7 月', '8 月', '9 月', '10 月', '11 月'],
  series: [
    { name: '收件', values: [820, 932, 901, 1034, 690, 1180] },
    { name: '办结', values: [801, 940, 870, 1001, 720, 1102] },
  ],
};

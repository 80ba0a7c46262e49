import { defineErrors } from '../../kernel/errors.ts';

/** What this engine refuses; `detail.problems` of `badTemplate` and `badFace` lists every fault. */
export const documentErrors = defineErrors('documents', {
  badTemplate: { kind: 'invalid', text: '文书模板有错误，请按提示修改' },
  badFace: { kind: 'invalid', text: '证照版式有错误，请按提示修改' },
  badSeal: { kind: 'invalid', text: '印章内容有错误：{reason}' },
  tooLong: { kind: 'invalid', text: '文书内容过长，最多 {limit} {unit}' },
  unusableFont: { kind: 'unavailable', text: '字体文件不能使用：{path}（{reason}）' },
  badImage: { kind: 'invalid', text: '图片不能使用，请提供 PNG 或 JPEG 格式的图片' },
  badPdf: { kind: 'invalid', text: 'PDF 文件不能使用：{reason}' },
  signatureTooLong: { kind: 'unavailable', text: '签名数据超过预留长度，请检查证书链' },
});

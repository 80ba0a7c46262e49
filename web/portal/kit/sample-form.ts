import type { CompiledForm } from '../../../engines/forms/contract.ts';

/** A form with every kind of field, for the showcase; without conditions, since those are compiled on the server. */
export const sampleForm: CompiledForm = {
  id: 'sample',
  version: 1,
  title: '各种填写项',
  hash: null,
  pages: [
    {
      key: 'words',
      title: '文字和数字',
      help: '标注“选填”的可以不填，其余都要填。',
      sections: [
        {
          key: 'subject',
          title: '经营者',
          columns: 2,
          fields: [
            { key: 'name', type: 'text', label: '经营者名称', required: true },
            { key: 'phone', type: 'text', label: '联系电话', required: true, format: 'phone', example: '0398-1234567' },
            { key: 'area', type: 'number', label: '经营面积', required: true, min: 1, unit: '平方米' },
            { key: 'capital', type: 'money', label: '投资额', min: 0 },
            { key: 'opened', type: 'date', label: '开业日期', required: true },
            { key: 'opens', type: 'time', label: '每天开门时间' },
          ],
        },
        { key: 'text', title: '说明', fields: [{ key: 'story', type: 'textarea', label: '经营情况说明', help: '主要品种和规模', maxLength: 200 }, { key: 'hint', type: 'note', label: '须知', text: '提供虚假材料的，一年内不得再次申请。' }] },
      ],
    },
    {
      key: 'choices',
      title: '选择',
      sections: [
        {
          key: 'choose',
          title: '选择',
          columns: 1,
          fields: [
            { key: 'form', type: 'radio', label: '主体业态', required: true, options: [{ value: 'a', label: '食品销售', help: '超市、便利店' }, { value: 'b', label: '餐饮服务' }] },
            { key: 'items', type: 'multi', label: '经营项目', required: true, options: [{ value: 'hot', label: '热食类' }, { value: 'cold', label: '冷食类' }, { value: 'none', label: '以上都没有', exclusive: true }] },
            { key: 'online', type: 'boolean', label: '是否网络经营', required: true },
            { key: 'kind', type: 'select', label: '主体类型', required: true, options: [{ value: 'company', label: '企业' }, { value: 'individual', label: '个体工商户' }] },
            { key: 'place', type: 'address', label: '经营场所', required: true, dictionary: 'divisions', levels: ['县（市、区）', '乡镇（街道）'] },
          ],
        },
      ],
    },
    {
      key: 'rest',
      title: '清单、文件和签名',
      sections: [
        {
          key: 'devicesSection',
          title: '设备',
          columns: 1,
          fields: [
            {
              key: 'devices',
              type: 'subTable',
              label: '设备清单',
              required: true,
              minItems: 1,
              maxItems: 5,
              columns: [
                { key: 'device', type: 'text', label: '名称', required: true },
                { key: 'count', type: 'integer', label: '数量', required: true, min: 1, unit: '台' },
              ],
            },
          ],
        },
        {
          key: 'papers',
          title: '文件和签名',
          columns: 1,
          fields: [
            { key: 'proof', type: 'file', label: '场所证明', accept: ['pdf', 'jpg', 'png'], maxSizeMb: 10, maxItems: 2 },
            { key: 'truth', type: 'declaration', label: '真实性声明', text: '所填内容真实、有效。' },
            { key: 'sign', type: 'signature', label: '申请人签名', required: true },
          ],
        },
      ],
    },
  ],
};

/** What the city knew, one locked and one to be put right. */
export const sampleKnown = {
  data: { name: '三门峡市示例餐饮有限公司', phone: '0398-1234567', devices: [{ rowId: 1, device: '冷藏柜', count: 2 }] },
  provenance: {
    name: { source: '市场监管登记信息', at: '2026-11-20T01:30:00Z', locked: true },
    phone: { source: '市场监管登记信息', at: '2026-11-20T01:30:00Z', locked: false },
  },
  codes: {
    divisions: [
      { value: '411202', label: '湖滨区', children: [{ value: '411202001', label: '湖滨街道' }, { value: '411202002', label: '前进街道' }] },
      { value: '411203', label: '陕州区' },
    ],
  },
};

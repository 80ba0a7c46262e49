import type { CodeTables, CompiledForm, FormData, Provenance } from '../../../engines/forms/contract.ts';

/** A form with every kind of field and no conditions: those need the compiler, which the browser does not have. */
export const sampleForm: CompiledForm = {
  id: 'kit-sample',
  version: 1,
  title: '示例申请表',
  hash: null,
  pages: [
    {
      key: 'subjectPage',
      title: '申请人',
      sections: [
        {
          key: 'subject',
          title: '申请人信息',
          columns: 3,
          help: '已从营业执照带入的内容不用再填',
          fields: [
            { key: 'name', type: 'text', label: '名称', required: true, maxLength: 60, span: 2 },
            { key: 'uscc', type: 'text', label: '统一社会信用代码', required: true, format: 'uscc', example: '营业执照上的 18 位代码' },
            { key: 'person', type: 'text', label: '负责人', required: true, mask: 'name' },
            { key: 'mobile', type: 'text', label: '手机号', required: true, format: 'mobile', mask: 'phone' },
            { key: 'founded', type: 'date', label: '成立日期', max: 'today' },
            { key: 'address', type: 'address', label: '住所', dictionary: 'divisions', levels: ['县（市、区）', '乡镇（街道）'], required: true },
          ],
        },
      ],
    },
    {
      key: 'businessPage',
      title: '经营情况',
      sections: [
        {
          key: 'business',
          title: '经营项目',
          columns: 2,
          fields: [
            { key: 'kind', type: 'radio', label: '主体业态', required: true, options: [{ value: 'shop', label: '销售' }, { value: 'kitchen', label: '餐饮', help: '含现制现售' }] },
            { key: 'online', type: 'boolean', label: '是否网络经营', required: true },
            { key: 'scope', type: 'multi', label: '经营项目', required: true, options: [{ value: 'packed', label: '预包装食品' }, { value: 'bulk', label: '散装食品' }, { value: 'cold', label: '冷食' }] },
            { key: 'size', type: 'select', label: '规模', options: [{ value: 's', label: '小型' }, { value: 'm', label: '中型' }, { value: 'l', label: '大型' }] },
            { key: 'area', type: 'number', label: '经营面积', min: 1, max: 100_000, unit: '平方米', required: true },
            { key: 'capital', type: 'money', label: '投入资金', min: 0 },
            { key: 'visit', type: 'dateTime', label: '希望的核查时间' },
            { key: 'opens', type: 'time', label: '开始营业时间' },
            { key: 'trade', type: 'cascade', label: '行业', dictionary: 'trades', levels: ['门类', '大类'] },
            { key: 'remark', type: 'textarea', label: '补充说明', maxLength: 200 },
          ],
        },
        {
          key: 'staff',
          title: '从业人员与材料',
          columns: 1,
          fields: [
            {
              key: 'people',
              type: 'subTable',
              label: '从业人员',
              required: true,
              minItems: 1,
              maxItems: 5,
              columns: [
                { key: 'who', type: 'text', label: '姓名', required: true, maxLength: 30 },
                { key: 'post', type: 'select', label: '岗位', required: true, options: [{ value: 'cook', label: '厨师' }, { value: 'keeper', label: '食品安全员' }] },
                { key: 'years', type: 'integer', label: '从业年限', min: 0, max: 60, unit: '年' },
              ],
            },
            { key: 'lease', type: 'file', label: '场所使用证明', required: true, accept: ['pdf', 'jpg', 'png'], maxSizeMb: 10, maxItems: 3 },
            { key: 'note', type: 'note', label: '提示', text: '餐饮服务还需在现场核查时提供从业人员健康证明。' },
            { key: 'sign', type: 'signature', label: '申请人签名' },
            { key: 'truth', type: 'declaration', label: '声明', required: true, text: '以上内容真实、完整，如有虚假，愿意承担责任。' },
          ],
        },
      ],
    },
  ],
};

export const sampleCodes: CodeTables = {
  divisions: [
    { value: '411202', label: '湖滨区', children: [{ value: '411202001', label: '湖滨街道' }, { value: '411202002', label: '前进街道' }] },
    { value: '411203', label: '陕州区', children: [{ value: '411203001', label: '大营镇' }] },
  ],
  trades: [
    { value: 'F', label: '批发和零售业', children: [{ value: 'F52', label: '零售业' }] },
    { value: 'H', label: '住宿和餐饮业', children: [{ value: 'H62', label: '餐饮业' }] },
  ],
};

export const sampleData: FormData = {
  name: '示例食品有限公司',
  uscc: '91411200MA9X0A1B7X',
  person: '张示例',
  mobile: '13800005678',
  founded: '2021-03-15',
  people: [{ rowId: 1, who: '李示例', post: 'keeper', years: 6 }],
};

const read = '2026-11-20T08:00:00Z';

export const sampleKnown: Readonly<Record<string, Provenance>> = {
  name: { source: '市场监管登记', at: read, locked: true },
  uscc: { source: '市场监管登记', at: read, locked: true },
  founded: { source: '市场监管登记', at: read, locked: false },
};
